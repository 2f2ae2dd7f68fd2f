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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What runs in the workers.
 */
public final class Tasks {

	private Tasks() {
	}

	/**
	 * Does nothing.
	 * @param value any number
	 * @return the same
	 */
	public static Integer identity(Integer value) {
		return value;
	}

	/**
	 * Does as good as nothing.
	 * @param value any number
	 * @return its square, as far as it fits
	 */
	public static Integer square(Integer value) {
		return value * value;
	}

	/**
	 * Sends bytes back.
	 * @param bytes any number of them
	 * @return the same
	 */
	public static byte[] echo(byte[] bytes) {
		return bytes;
	}

	/**
	 * Takes time, but no processor.
	 * @param millis how much
	 * @return the same
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Integer sleep(Integer millis) throws InterruptedException {
		Thread.sleep(millis);
		return millis;
	}

	/**
	 * Takes processor time, which other programs cannot shorten as they can a clock's.
	 * @param micros how much
	 * @return the same
	 */
	public static Integer burn(Integer micros) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long end = threads.getCurrentThreadCpuTime() + micros * 1_000L;
		while (threads.getCurrentThreadCpuTime() < end) {
			Thread.onSpinWait();
		}
		return micros;
	}

}
