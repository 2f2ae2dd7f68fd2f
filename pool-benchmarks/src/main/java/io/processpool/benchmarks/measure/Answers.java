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

package io.processpool.benchmarks.measure;

/**
 * Holds contestants to their answers: a wrong one has no figure.
 */
public final class Answers {

	private Answers() {
	}

	/**
	 * Fails if an answer is wrong.
	 * @param right whether it is right
	 * @param wrong a message with places for the values
	 * @param values what the message shows
	 * @throws IllegalStateException if the answer is wrong
	 */
	public static void check(boolean right, String wrong, Object... values) {
		if (!right) {
			throw new IllegalStateException("Wrong answer: " + wrong.formatted(values));
		}
	}

}
