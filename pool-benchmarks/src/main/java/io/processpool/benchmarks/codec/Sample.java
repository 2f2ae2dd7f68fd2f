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

package io.processpool.benchmarks.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.processpool.TaskFunction;

/**
 * The values that are encoded, the same as in the project's table of targets.
 */
public enum Sample {

	/** A boxed number. */
	INTEGER {

		@Override
		Object make() {
			return 123_456;
		}

	},

	/** Forty characters, all of them Latin. */
	STRING {

		@Override
		Object make() {
			return "a string of forty characters, all Latin!";
		}

	},

	/** A record of eight fields. */
	RECORD {

		@Override
		Object make() {
			return order(7);
		}

	},

	/** A hundred of these records in a list. */
	RECORDS {

		@Override
		Object make() {
			return new ArrayList<>(IntStream.range(0, 100).mapToObj(Sample::order).toList());
		}

	},

	/** Ten thousand of these records in a list. */
	MANY_RECORDS {

		@Override
		Object make() {
			return new ArrayList<>(IntStream.range(0, 10_000).mapToObj(Sample::order).toList());
		}

	},

	/** A lambda that has captured two values. */
	LAMBDA {

		@Override
		Object make() {
			int factor = 7;
			String text = "captured";
			TaskFunction<Integer, String> function = (number) -> text + number * factor;
			return function;
		}

	},

	/** Ten thousand boxed numbers in a list. */
	BOXED {

		@Override
		Object make() {
			return new ArrayList<>(IntStream.range(0, 10_000).boxed().toList());
		}

	},

	/** A million numbers. */
	INTS {

		@Override
		Object make() {
			return new Random(1).ints(1_000_000).toArray();
		}

	},

	/** A mebibyte. */
	BYTES {

		@Override
		Object make() {
			byte[] bytes = new byte[1024 * 1024];
			new Random(1).nextBytes(bytes);
			return bytes;
		}

	},

	/** An exception with 23 frames. */
	EXCEPTION {

		@Override
		Object make() {
			return thrown(40);
		}

	};

	private static final int FRAMES = 23;

	abstract Object make();

	static Order order(int id) {
		return new Order(id, 40_000_000_000L + id, "customer " + id, new BigDecimal("1234.56"), 0.19, true,
				LocalDate.of(2026, 11, 22), List.of("first", "second"));
	}

	private static Throwable thrown(int depth) {
		if (depth > 0) {
			return thrown(depth - 1);
		}
		IllegalStateException exception = new IllegalStateException("the state of order 7 is not known");
		StackTraceElement[] stack = new StackTraceElement[FRAMES];
		System.arraycopy(exception.getStackTrace(), 0, stack, 0, FRAMES);
		exception.setStackTrace(stack);
		return exception;
	}

	/**
	 * A record as applications have them.
	 *
	 * @param id a number
	 * @param account a larger number
	 * @param customer a text
	 * @param amount a decimal
	 * @param tax a fraction
	 * @param paid a truth
	 * @param due a day
	 * @param lines a list
	 */
	public record Order(int id, long account, String customer, BigDecimal amount, double tax, boolean paid,
			LocalDate due, List<String> lines) implements Serializable {
	}

}
