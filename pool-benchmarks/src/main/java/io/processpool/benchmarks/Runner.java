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

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.processpool.benchmarks.measure.Surroundings;

/**
 * Measures all contestants by turns, so that what the machine does meanwhile meets all of
 * them: round by round, workload by workload, each contestant once.
 */
final class Runner {

	private static final long PATIENCE_SECONDS = 180;

	private final List<Contestant> contestants;

	private final Consumer<String> progress;

	private final Results results = new Results();

	private final List<Double> loads = new ArrayList<>();

	Runner(List<Contestant> contestants, Consumer<String> progress) {
		this.contestants = contestants;
		this.progress = progress;
	}

	static List<Contestant> contestants() {
		List<Contestant> contestants = new ArrayList<>();
		contestants.add(PoolContestant.ours());
		contestants.addAll(PythonContestant.all());
		contestants.add(PoolContestant.pp4j());
		contestants.add(PoolContestant.threads());
		contestants.add(new SocketLimit());
		contestants.add(new MemoryLimit());
		contestants.add(new CopyLimit());
		contestants.add(new CallLimit());
		return contestants;
	}

	Results run(Options options, RoundEnd roundEnd) throws InterruptedException, IOException {
		List<Contestant> order = new ArrayList<>(this.contestants);
		for (int round = 1; round <= options.rounds(); round++) {
			this.loads.add(Surroundings.load());
			for (Workload workload : options.workloads()) {
				for (Contestant contestant : order) {
					if (contestant.workloads().contains(workload)) {
						Figure figure = measure(contestant, workload, options.sizes());
						this.results.add(workload, contestant.name(), figure);
						this.progress.accept("round %d of %d, %s, %s: %s %s %s".formatted(round, options.rounds(),
								workload, contestant.name(), figure.value(), workload.unit(), figure.note()));
					}
				}
			}
			// Nobody always comes after the same one
			Collections.rotate(order, 1);
			roundEnd.with(this.results, this.loads);
		}
		return this.results;
	}

	private static Figure measure(Contestant contestant, Workload workload, Sizes sizes) throws InterruptedException {
		CompletableFuture<Figure> figure = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				figure.complete(contestant.measure(workload, sizes));
			}
			catch (Throwable ex) {
				figure.completeExceptionally(ex);
			}
		}, contestant.name() + " " + workload);
		thread.setDaemon(true);
		thread.start();
		try {
			return figure.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			thread.interrupt();
			return Figure.none("no answer in " + PATIENCE_SECONDS + " s");
		}
		catch (ExecutionException ex) {
			return Figure.none("failed: " + ex.getCause());
		}
	}

	/**
	 * Takes what there is after each round, so that a run that is broken off is not lost.
	 */
	@FunctionalInterface
	interface RoundEnd {

		void with(Results results, List<Double> loads) throws IOException;

	}

}
