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

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.processpool.PoolClosedException;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerLostException;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether what has become of a task may have become of it, going by what was done
 * to the workers. Each failure must have a reason, and each dead worker is a reason for
 * one lost task at most.
 */
final class Judge {

	private static final Pattern PID = Pattern.compile("pid (\\d+)");

	private final Figures figures;

	/** Written before the signal is sent. */
	private final Set<Long> killed = ConcurrentHashMap.newKeySet();

	/** Written before the signal is sent. */
	private final Set<Long> stopped = ConcurrentHashMap.newKeySet();

	private final Map<Long, String> lost = new ConcurrentHashMap<>();

	private volatile boolean mayRefuse;

	private volatile boolean mayAbort;

	Judge(Figures figures) {
		this.figures = figures;
	}

	void killing(long pid) {
		this.killed.add(pid);
	}

	void stopping(long pid) {
		this.stopped.add(pid);
	}

	/** From now on the pool may refuse to take calls. */
	void allowRefusals() {
		this.mayRefuse = true;
	}

	/** From now on the pool may fail what was issued. */
	void allowAborts() {
		this.mayRefuse = true;
		this.mayAbort = true;
	}

	boolean aborts() {
		return this.mayAbort;
	}

	void answered(Job job, Job.@Nullable Reply reply) {
		if (job.isAnsweredBy(reply)) {
			answered(1);
		}
		else {
			this.figures.defect("wrong answers", job + " is answered by " + reply);
		}
	}

	void answered(int tasks) {
		this.figures.add("tasks", tasks);
		this.figures.add("tasks: right answers", tasks);
	}

	void refused(PoolClosedException refusal) {
		if (this.mayRefuse) {
			this.figures.count("calls refused by closed or resting pools");
		}
		else {
			this.figures.defect("unexplained failures", "refused by an open pool: " + refusal);
		}
	}

	void cancelled() {
		this.figures.count("tasks");
		this.figures.count("tasks: cancelled");
	}

	/**
	 * A task has failed.
	 * @param jobs the tasks of which it is one
	 * @param failure how
	 */
	void failed(Collection<Job> jobs, @Nullable Throwable failure) {
		this.figures.count("tasks");
		if (failure instanceof Job.Failure thrown) {
			expect("tasks: failed on purpose",
					jobs.stream().anyMatch((job) -> job.fate() == Fate.THROW && job.key() == thrown.key()), jobs,
					failure);
		}
		else if (failure instanceof WorkerLostException loss) {
			lost(jobs, loss);
		}
		else if (failure instanceof TaskTimeoutException timeout) {
			Matcher pid = PID.matcher(String.valueOf(timeout.getMessage()));
			boolean frozen = pid.find() && this.stopped.contains(Long.valueOf(pid.group(1)));
			expect("tasks: timed out", frozen || jobs.stream().anyMatch((job) -> job.fate() == Fate.ENDLESS), jobs,
					failure);
		}
		else if (failure instanceof PoolClosedException) {
			expect("tasks: aborted by terminate", this.mayAbort, jobs, failure);
		}
		else {
			expect("", false, jobs, failure);
		}
	}

	private void lost(Collection<Job> jobs, WorkerLostException loss) {
		String before = this.lost.put(loss.pid(), jobs.toString());
		if (before != null) {
			this.figures.defect("second tasks lost with a worker", loss + ", before it " + before);
		}
		if (this.killed.contains(loss.pid())) {
			expect("tasks: lost with a worker that was killed", true, jobs, loss);
		}
		else {
			expect("tasks: lost with the worker that they ended",
					jobs.stream().anyMatch((job) -> job.fate().isDeadly()), jobs, loss);
		}
	}

	private void expect(String what, boolean expected, Collection<Job> jobs, @Nullable Throwable failure) {
		if (expected) {
			this.figures.count(what);
		}
		else {
			this.figures.defect("unexplained failures",
					failure + " of "
							+ ((jobs.size() > 3) ? jobs.size() + " tasks, fates "
									+ jobs.stream().map(Job::fate).filter((fate) -> fate != Fate.ANSWER).toList()
									: jobs));
		}
	}

	void defect(String what) {
		this.figures.defect("unexplained failures", what);
	}

}
