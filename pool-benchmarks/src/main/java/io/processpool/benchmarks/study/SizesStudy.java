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

package io.processpool.benchmarks.study;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.processpool.ProcessPool;
import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Numbers;
import io.processpool.benchmarks.measure.Tasks;

/**
 * What a task costs as its argument and its result grow.
 */
final class SizesStudy implements Study {

	private static final Axis BYTES = Axis.logarithmic("bytes of the argument, and of the result");

	private static final Panel TIME = new Panel("time", "Echo of an array of bytes", BYTES, Axis.logarithmic("µs"));

	private static final Panel RATE = new Panel("rate", "Echo of an array of bytes, both ways counted", BYTES,
			Axis.logarithmic("MB/s"));

	private static final String SERIES = "apply";

	private static final int FEWEST = 5;

	private static final int MOST = 20_000;

	@Override
	public String name() {
		return "sizes";
	}

	@Override
	public String title() {
		return "More bytes";
	}

	@Override
	public String about() {
		return "One worker echoes arrays, one call after another; the median of the calls. The same pool takes all "
				+ "sizes, each after a warm-up of its own.";
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		try (var scope = Pools.ready(Pools.builder(1)).terminateOnExit()) {
			// From 64 bytes on, by steps of four
			for (int step : IntStream.rangeClosed(3, effort.of(13, 8)).toArray()) {
				measure(scope.pool(), 1 << (2 * step), effort, findings);
			}
		}
	}

	private static void measure(ProcessPool pool, int bytes, Effort effort, Findings findings) throws Exception {
		byte[] array = new byte[bytes];
		new Random(1).nextBytes(array);
		Meter.warmUp(Duration.ofMillis(effort.of(600, 20)), () -> {
			byte[] answer = pool.apply(Tasks::echo, array);
			Answers.check(Arrays.equals(array, answer), "an array of %s bytes came back changed", bytes);
		});
		Latencies latencies = new Latencies(MOST);
		long end = System.nanoTime() + Duration.ofMillis(effort.of(400, 20)).toNanos();
		while (latencies.count() < FEWEST || latencies.count() < MOST && System.nanoTime() < end) {
			long start = System.nanoTime();
			pool.apply(Tasks::echo, array);
			latencies.add(System.nanoTime() - start);
		}
		findings.add(TIME, SERIES, bytes, latencies.micros(50));
		// Bytes for each microsecond are megabytes for each second
		findings.add(RATE, SERIES, bytes, 2.0 * bytes / latencies.micros(50));
	}

	@Override
	public List<String> conclusions(Findings findings) {
		List<Double> places = findings.places(TIME);
		if (places.isEmpty()) {
			return List.of();
		}
		double least = findings.median(TIME, SERIES, places.get(0));
		return places.stream()
			.filter((place) -> findings.median(TIME, SERIES, place) > 2 * least)
			.findFirst()
			.map((place) -> List.of("The first size that costs twice as much as the smallest (%s µs) is %s bytes."
				.formatted(Numbers.format(least), Numbers.brief(place))))
			.orElse(List.of());
	}

}
