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

package io.processpool.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import io.processpool.WorkerInfo;
import io.processpool.WorkerState;
import io.processpool.failures.Processes;

/**
 * Does violence to workers, whatever they are about.
 */
final class Killer implements Runnable {

	/** After that, those who have nothing to do are struck too. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LOOK = Duration.ofMillis(20);

	private final Arena arena;

	private final SplittableRandom random;

	/** How many tasks had been completed at the last strike. */
	private long completedBefore;

	Killer(Arena arena, SplittableRandom random) {
		this.arena = arena;
		this.random = random;
	}

	@Override
	public void run() {
		try {
			while (!this.arena.isOver()) {
				Thread.sleep(200 + this.random.nextInt(this.arena.killPause()));
				awaitProgress();
				List<WorkerInfo> workers = this.arena.pool().workers().stream().filter((w) -> w.pid() > 0).toList();
				if (!workers.isEmpty()) {
					strike(workers.get(this.random.nextInt(workers.size())));
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			this.arena.unexpected("the killer", ex);
		}
	}

	/** Workers must not be killed faster than this machine can start them. */
	private void awaitProgress() throws InterruptedException {
		long looks = PATIENCE.dividedBy(LOOK);
		while (looks-- > 0 && !this.arena.isOver()
				&& this.arena.pool().stats().completedTasks() <= this.completedBefore) {
			Thread.sleep(LOOK.toMillis());
		}
		this.completedBefore = this.arena.pool().stats().completedTasks();
	}

	private void strike(WorkerInfo worker) throws InterruptedException {
		int kind = this.random.nextInt(100);
		boolean starting = worker.state() == WorkerState.STARTING;
		if (kind < 60) {
			// A row of workers that cannot start is the end of a pool
			if (!starting || this.arena.mayKillStarting()) {
				this.arena.judge().killing(worker.pid());
				signal("KILL", worker);
			}
		}
		else if (kind < 67) {
			if (!starting) {
				this.arena.judge().stopping(worker.pid());
				signal("STOP", worker);
			}
		}
		else if (kind < 85) {
			this.arena.judge().stopping(worker.pid());
			signal("STOP", worker);
			Thread.sleep(100 + this.random.nextInt(1_000));
			signal("CONT", worker);
		}
		else if (!starting) {
			signal(List.of("TERM", "INT", "HUP").get(this.random.nextInt(3)), worker);
		}
	}

	private void signal(String signal, WorkerInfo worker) {
		try {
			Processes.signal(signal, worker.pid());
			this.arena.count("signals: SIG" + signal);
		}
		catch (IllegalStateException ex) {
			// It has ended meanwhile
		}
	}

}
