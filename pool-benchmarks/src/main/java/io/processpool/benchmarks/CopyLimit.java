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

package io.processpool.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;

import io.processpool.benchmarks.measure.Answers;

/**
 * Bytes copied in memory once for each way.
 */
final class CopyLimit implements Contestant {

	@Override
	public String name() {
		return "limit: arraycopy";
	}

	@Override
	public Set<Workload> workloads() {
		return Set.of(Workload.W5, Workload.W5B);
	}

	@Override
	public Figure measure(Workload workload, Sizes sizes) {
		boolean bulk = workload == Workload.W5;
		int count = bulk ? 2 : sizes.echoes();
		byte[] here = new byte[bulk ? sizes.bulkBytes() : sizes.echoBytes()];
		new Random(1).nextBytes(here);
		byte[] there = new byte[here.length];
		byte[] back = new byte[here.length];
		copy(here, there, back, sizes.warmUps());
		long start = System.nanoTime();
		copy(here, there, back, count);
		double seconds = (System.nanoTime() - start) / 1e9;
		Answers.check(Arrays.equals(here, back), "%s bytes came back changed", here.length);
		return Figure.of(2.0 * here.length * count / 1e6 / seconds);
	}

	private static void copy(byte[] here, byte[] there, byte[] back, int times) {
		for (int i = 0; i < times; i++) {
			System.arraycopy(here, 0, there, 0, here.length);
			System.arraycopy(there, 0, back, 0, there.length);
		}
	}

}
