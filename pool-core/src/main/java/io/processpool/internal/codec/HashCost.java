/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.processpool.internal.codec;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds collections that would take for ever to hash. A few hundred sets that contain
 * each other fit into two kilobytes, and have more paths through them than anybody can
 * walk: putting one of the innermost into the next is enough to pin the thread.
 * <p>
 * The JDK's collections are looked at as soon as they are complete, which is before they
 * go into another one. The cost of hashing one is the number of paths through it, summed
 * up from the costs of its elements. A mere limit on how deep sets may nest would stop
 * honest data (maps in maps) and let wide bombs pass. What classes of the application do
 * in a {@code hashCode} of their own is not seen here.
 */
final class HashCost {

	private static final long ALWAYS_ALLOWED = 1_000_000;

	private static final long ALLOWED_PER_REFERENCE = 64;

	private static final long MOST = 1L << 60;

	/**
	 * Only of what contains collections: anything else costs as much as it has elements.
	 */
	private final Map<Object, Long> known = new IdentityHashMap<>();

	private boolean hashing;

	private long worst;

	/** Says that the stream will hold instances of this class. */
	void announce(Class<?> type) {
		this.hashing |= Map.class.isAssignableFrom(type) || Set.class.isAssignableFrom(type)
				|| type.getName().equals("java.util.CollSer");
	}

	/** Says that this object is complete, after that many references in all. */
	void complete(Object object, long references) {
		if (!isHashedByContent(object)) {
			return;
		}
		long cost = costOf(object, references);
		this.worst = Math.max(this.worst, cost);
		if (cost > 1 + elements(object)) {
			this.known.put(object, cost);
		}
	}

	boolean isExcessive(long references) {
		return this.hashing && this.worst > ALWAYS_ALLOWED + ALLOWED_PER_REFERENCE * references;
	}

	private long costOf(Object object, long references) {
		long elements = elements(object);
		if (elements > 2 * references) {
			// They are only computed, as those of Collections.nCopies: do not walk them
			return 1 + elements;
		}
		try {
			return (object instanceof Collection<?> collection) ? costOf(collection) : costOf(entries(object));
		}
		catch (RuntimeException ex) {
			// A cycle: it holds one that is still being read, and cannot be walked yet
			return 1 + elements;
		}
	}

	private long costOf(Collection<?> collection) {
		long cost = 1;
		for (Object element : collection) {
			cost = Math.min(MOST, cost + costOfElement(element));
		}
		return cost;
	}

	private long costOf(Iterable<? extends Map.Entry<?, ?>> entries) {
		long cost = 1;
		for (Map.Entry<?, ?> entry : entries) {
			cost = Math.min(MOST, cost + costOfElement(entry.getKey()) + costOfElement(entry.getValue()));
		}
		return cost;
	}

	private long costOfElement(Object element) {
		if (element == null || !isHashedByContent(element)) {
			return 1;
		}
		Long cost = this.known.get(element);
		return (cost != null) ? cost : 1 + elements(element);
	}

	private static Iterable<? extends Map.Entry<?, ?>> entries(Object object) {
		return (object instanceof Map<?, ?> map) ? map.entrySet() : List.of((Map.Entry<?, ?>) object);
	}

	private static long elements(Object object) {
		try {
			if (object instanceof Collection<?> collection) {
				return collection.size();
			}
			return (object instanceof Map<?, ?> map) ? 2L * map.size() : 2;
		}
		catch (RuntimeException ex) {
			return 0;
		}
	}

	private static boolean isHashedByContent(Object object) {
		return (object instanceof List || object instanceof Set || object instanceof Map || object instanceof Map.Entry)
				&& object.getClass().getClassLoader() == null;
	}

}
