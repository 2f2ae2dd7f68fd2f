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

package io.processpool;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The way in which worker processes come into being.
 * <p>
 * Python: {@code get_context('spawn')}, {@code Pool(context=ctx)}.
 */
public enum StartContext {

	/** A fresh JVM for each worker. Works everywhere, and is the default. */
	SPAWN,

	/**
	 * Workers start from prepared ground, so that they are ready sooner. In this version
	 * nothing is prepared yet: they start exactly as those of {@link #SPAWN} do.
	 */
	FORKSERVER,

	/**
	 * A copy of the running process. Not supported: the JVM has many threads, and a copy
	 * would have only one of them. It is here so that asking for it gets an answer.
	 */
	FORK;

	private static final List<StartContext> SUPPORTED = List.of(SPAWN, FORKSERVER);

	/**
	 * Returns the context of the given name.
	 * <p>
	 * Python: {@code get_context('spawn')}.
	 * @param name {@code spawn}, {@code forkserver} or {@code fork}, in upper or lower
	 * case
	 * @return the context, which need not be supported
	 * @throws IllegalArgumentException if there is no such context
	 */
	public static StartContext of(String name) {
		Objects.requireNonNull(name, "name");
		for (StartContext context : values()) {
			if (context.name().equalsIgnoreCase(name)) {
				return context;
			}
		}
		throw new IllegalArgumentException("start context is '" + name
				+ "': it must be 'spawn' or 'forkserver' ('fork' is known, but not supported on the JVM)");
	}

	/**
	 * Returns the contexts that a pool can be built with, the default one first.
	 * <p>
	 * Python: {@code get_all_start_methods()}.
	 * @return an immutable list
	 */
	public static List<StartContext> supported() {
		return SUPPORTED;
	}

	/**
	 * Returns the context that a pool has when none is chosen.
	 * @return the first one of {@link #supported()}
	 */
	public static StartContext defaultContext() {
		return SUPPORTED.get(0);
	}

	/**
	 * Tells whether a pool can be built with this context.
	 * @return {@code false} for {@link #FORK}
	 */
	public boolean isSupported() {
		return SUPPORTED.contains(this);
	}

	/**
	 * Returns the name that Python gives to this context.
	 * @return the name in lower case, which {@link #of(String)} understands
	 */
	public String startMethod() {
		return name().toLowerCase(Locale.ROOT);
	}

}
