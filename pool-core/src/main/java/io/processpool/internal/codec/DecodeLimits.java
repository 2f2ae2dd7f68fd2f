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

/**
 * How much one message may make its reader build. The limits stop messages that are
 * broken or hostile; they are no budget for honest ones.
 *
 * @param maxDepth how deep objects may nest, at least 1
 * @param maxReferences how many objects and references one message may hold, at least 1
 * @param maxArrayLength how many elements one array, list or string may have, at least 1
 * @param maxBytes how many bytes one message may have, at least 1
 */
public record DecodeLimits(long maxDepth, long maxReferences, long maxArrayLength, long maxBytes) {

	private static final DecodeLimits DEFAULTS = new DecodeLimits(10_000, 50_000_000, 1L << 28, 1L << 31);

	public DecodeLimits {
		requirePositive("maxDepth", maxDepth);
		requirePositive("maxReferences", maxReferences);
		requirePositive("maxArrayLength", maxArrayLength);
		requirePositive("maxBytes", maxBytes);
	}

	/**
	 * Limits that let pass what applications really send: 10,000 levels, 50 million
	 * references, arrays of 268 million elements, 2 GiB.
	 * @return the limits
	 */
	public static DecodeLimits defaults() {
		return DEFAULTS;
	}

	private static void requirePositive(String name, long value) {
		if (value < 1) {
			throw new IllegalArgumentException(name + " is " + value + ", allowed is 1 or more");
		}
	}

}
