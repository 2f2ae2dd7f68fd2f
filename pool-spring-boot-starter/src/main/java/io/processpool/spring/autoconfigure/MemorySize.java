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

package io.processpool.spring.autoconfigure;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * An amount of memory as both the JVM and Spring write it: {@code 256m} and
 * {@code 256MB}. Immutable.
 *
 * @param bytes the amount in bytes, 1 or more
 */
public record MemorySize(long bytes) {

	private static final Pattern FORM = Pattern.compile("(\\d{1,18}) ?([kmgt]?)b?");

	private static final String UNITS = "kmgt";

	/**
	 * Creates an amount of memory.
	 * @param bytes the amount in bytes, 1 or more
	 */
	public MemorySize {
		Assert.isTrue(bytes > 0, () -> "memory size is " + bytes + " bytes: it must be 1 or more");
	}

	/**
	 * Returns the amount that is written in the given text.
	 * @param text a whole number and, unless it means bytes, a unit of 1024 and its
	 * powers: {@code k}, {@code m}, {@code g} or {@code t}, with or without a {@code b},
	 * in upper or lower case
	 * @return the amount
	 * @throws IllegalArgumentException if the text is no amount of memory
	 */
	public static MemorySize of(String text) {
		Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
		if (matcher.matches()) {
			try {
				long unit = 1L << (10 * (1 + (matcher.group(2).isEmpty() ? -1 : UNITS.indexOf(matcher.group(2)))));
				return new MemorySize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
			}
			catch (ArithmeticException ex) {
				// More than any machine has: as wrong as any other text
			}
		}
		throw new IllegalArgumentException("memory size is '" + text
				+ "': it must be a whole number of 1 or more with a unit, such as '256m', '256MB' or '2g'");
	}

}
