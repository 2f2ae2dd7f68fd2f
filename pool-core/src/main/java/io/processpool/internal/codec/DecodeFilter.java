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

import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;

import org.jspecify.annotations.Nullable;

/**
 * Holds one JDK stream to the {@link DecodeLimits}, and remembers why it refused. A
 * filter that the whole JVM has set comes first.
 */
final class DecodeFilter implements ObjectInputFilter {

	static final String REFUSED_BY_JVM = "the deserialization filter of this JVM (jdk.serialFilter) does not let it"
			+ " pass. If it is meant to be sent, allow it there";

	/** Arrays may be larger than their elements: hash tables, Collections.nCopies. */
	private static final long UNBACKED_ELEMENTS = 1 << 24;

	private static final int UNBACKED_PER_BYTE = 8;

	private static final String BOMB = "its collections contain each other in so many ways that hashing them would not end";

	private final DecodeLimits limits;

	private final WireInput in;

	private final @Nullable ObjectInputFilter first;

	private long references;

	private long claimed;

	private final HashCost hashCost = new HashCost();

	private @Nullable String refusal;

	private @Nullable String refusedClass;

	DecodeFilter(DecodeLimits limits, WireInput in, @Nullable ObjectInputFilter first) {
		this.limits = limits;
		this.in = in;
		this.first = first;
	}

	@Override
	public Status checkInput(FilterInfo info) {
		Status status = (this.first != null) ? this.first.checkInput(info) : Status.UNDECIDED;
		if (status == Status.REJECTED) {
			this.refusedClass = (info.serialClass() != null) ? info.serialClass().getName() : null;
			return refuse(REFUSED_BY_JVM);
		}
		this.references = info.references();
		if (info.depth() > this.limits.maxDepth()) {
			return refuse("objects nest deeper than the limit of " + this.limits.maxDepth());
		}
		if (info.references() > this.limits.maxReferences()) {
			return refuse("it holds more than the limit of " + this.limits.maxReferences() + " references");
		}
		Class<?> type = info.serialClass();
		if (type == null) {
			return status;
		}
		this.hashCost.announce(type);
		if (this.hashCost.isExcessive(this.references)) {
			return refuse(BOMB);
		}
		return (info.arrayLength() > 0) ? checkArray(type, info.arrayLength(), status) : status;
	}

	/**
	 * Asks the filter of the whole JVM about a class before it is initialized.
	 * @param type the class
	 * @return what it says
	 */
	Status checkClass(Class<?> type) {
		return (this.first != null) ? checkInput(new ClassRules.Named(type)) : Status.UNDECIDED;
	}

	/**
	 * Checks an object that has been read completely, before it goes into another one.
	 * @param object the object
	 * @throws InvalidObjectException if nothing may contain it
	 */
	void complete(Object object) throws InvalidObjectException {
		this.hashCost.complete(object, this.references);
		if (this.hashCost.isExcessive(this.references)) {
			refuse(BOMB);
			throw new InvalidObjectException(BOMB);
		}
	}

	/**
	 * Returns why this filter refused the stream.
	 * @return the reason, {@code null} if it did not
	 */
	@Nullable String refusal() {
		return this.refusal;
	}

	/**
	 * Returns the class for which the filter of the whole JVM refused the stream.
	 * @return the name, {@code null} if it did not, or for no class
	 */
	@Nullable String refusedClass() {
		return this.refusedClass;
	}

	private Status refuse(String reason) {
		if (this.refusal == null) {
			this.refusal = reason;
		}
		return Status.REJECTED;
	}

	private Status checkArray(Class<?> type, long length, Status status) {
		if (length > this.limits.maxArrayLength()) {
			return refuse("an array of " + length + " elements is beyond the limit of " + this.limits.maxArrayLength());
		}
		PrimitiveArray form = PrimitiveArray.of(type);
		this.claimed += length * ((form != null) ? form.size() : 1);
		if (this.claimed > UNBACKED_ELEMENTS + UNBACKED_PER_BYTE * this.in.total()) {
			return refuse("an array claims " + length + " elements, for which the message is too short");
		}
		return status;
	}

}
