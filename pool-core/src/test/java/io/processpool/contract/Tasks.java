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

package io.processpool.contract;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.WorkerContext;
import io.processpool.testing.Gate;

/**
 * What the contracts let workers do.
 */
final class Tasks {

	private Tasks() {
	}

	static int square(int number) {
		return number * number;
	}

	static int add(int first, int second) {
		return first + second;
	}

	static int addThree(int first, int second, int third) {
		return first + second + third;
	}

	static int length(Object[] array) {
		return array.length;
	}

	static <T> T same(T value) {
		return value;
	}

	static String text(Object value) {
		return String.valueOf(value);
	}

	static int workerId() {
		return WorkerContext.current().workerId();
	}

	static int workerOf(Object ignored) {
		return workerId();
	}

	/** Where a task runs, and as the how-manieth of that worker. */
	static Spot spot(int number) {
		AtomicInteger counter = (AtomicInteger) WorkerContext.current()
			.attributes()
			.computeIfAbsent("spots", (key) -> new AtomicInteger());
		return new Spot(number, workerId(), counter.incrementAndGet());
	}

	static int passAll(Gate gate, int number) throws InterruptedException {
		gate.pass(number);
		return number;
	}

	/** Only the first item has to wait. */
	static int passFirst(Gate gate, int number) throws InterruptedException {
		if (number == 0) {
			gate.pass(number);
		}
		else {
			gate.arrive(number);
		}
		return number;
	}

	static int failOdd(int number) {
		if (number % 2 == 1) {
			throw new IllegalStateException("odd: " + number);
		}
		return number;
	}

	/**
	 * Where a task ran.
	 *
	 * @param number its argument
	 * @param workerId its worker
	 * @param ordinal how many of its kind that worker had run, it included
	 */
	record Spot(int number, int workerId, int ordinal) implements Serializable {
	}

}
