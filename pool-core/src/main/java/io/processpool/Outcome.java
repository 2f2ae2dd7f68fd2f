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

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What became of one item: a value or a failure, never both. Immutable.
 * <p>
 * A stream of outcomes ({@link ResultIterator#outcomes()}) does not end at the first
 * failed item, and tells which item each outcome belongs to.
 *
 * @param index the position of the item in the input, from 0
 * @param value the result of the task; {@code null} when it failed, or when its result is
 * {@code null}
 * @param failure why there is no result; {@code null} when the task succeeded
 * @param <R> the type of the result
 */
public record Outcome<R extends @Nullable Object>(int index, @Nullable R value, @Nullable Throwable failure) {

	/**
	 * Checks the parts.
	 * @param index the position of the item in the input, from 0
	 * @param value the result of the task, or {@code null}
	 * @param failure why there is no result, or {@code null}
	 * @throws IllegalArgumentException if the index is negative, or if there is both a
	 * value and a failure
	 */
	public Outcome {
		if (index < 0) {
			throw new IllegalArgumentException("index is " + index + ": it must be 0 or more");
		}
		if (value != null && failure != null) {
			throw new IllegalArgumentException(
					"the outcome of item " + index + " has a value and a failure: it must have only one of them");
		}
	}

	/**
	 * Returns the outcome of an item whose task returned a value.
	 * @param index the position of the item in the input, from 0
	 * @param value the result, may be {@code null}
	 * @param <R> the type of the result
	 * @return the outcome
	 */
	public static <R extends @Nullable Object> Outcome<R> success(int index, @Nullable R value) {
		return new Outcome<>(index, value, null);
	}

	/**
	 * Returns the outcome of an item that failed.
	 * @param index the position of the item in the input, from 0
	 * @param failure why there is no result
	 * @param <R> the type of the result that is missing
	 * @return the outcome
	 */
	public static <R extends @Nullable Object> Outcome<R> failure(int index, Throwable failure) {
		return new Outcome<>(index, null, Objects.requireNonNull(failure, "failure"));
	}

	/**
	 * Tells whether the task returned a value, be it {@code null}.
	 * @return {@code true} for a value, {@code false} for a failure
	 */
	public boolean succeeded() {
		return this.failure == null;
	}

}
