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

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.processpool.Args;
import io.processpool.Args2;
import io.processpool.AsyncResult;
import io.processpool.Outcome;
import io.processpool.PoolClosedException;
import io.processpool.PoolInterruptedException;
import io.processpool.ResultIterator;
import io.processpool.TaskOptions;
import io.processpool.TaskSubmitter;
import org.jspecify.annotations.Nullable;

/**
 * Issues tasks in every way there is, one call after the other, and checks what becomes
 * of them.
 */
final class Client implements Runnable {

	private static final int MAX_ITEMS = 60;

	private static final int MAX_NUMBERS = 60_000;

	private final Arena arena;

	private final SplittableRandom random;

	private final Judge judge;

	private final List<Form> forms = List.of(this::apply, this::applyAsync, this::applyAsync, this::map, this::map,
			this::mapAsync, this::manyNumbers, this::imap, this::imap, this::imapOfNumbers, this::imapUnordered,
			this::starmap, this::run, this::forEach, this::executor, this::invokeAll);

	Client(Arena arena, SplittableRandom random) {
		this.arena = arena;
		this.random = random;
		this.judge = arena.judge();
	}

	@Override
	public void run() {
		while (this.arena.isOpen()) {
			Form form = this.forms.get(this.random.nextInt(this.forms.size()));
			boolean retries = this.random.nextInt(3) == 0;
			TaskSubmitter submitter = this.arena.pool().with(options(retries));
			try {
				this.arena.watchdog().during("a call of " + this.arena.pool().name(), () -> {
					form.issue(submitter, !retries);
					return true;
				});
			}
			catch (PoolClosedException ex) {
				this.judge.refused(ex);
				this.arena.awaitOpen();
			}
			catch (Throwable ex) {
				this.arena.unexpected("a client", ex);
			}
		}
	}

	private TaskOptions options(boolean retries) {
		TaskOptions options = TaskOptions.defaults();
		if (retries) {
			options = options.retries(1 + this.random.nextInt(2));
		}
		if (this.random.nextInt(4) == 0) {
			options = options.interruptGrace(Duration.ofMillis(50));
		}
		if (this.random.nextInt(4) == 0) {
			options = options.bufferSize(1 + this.random.nextInt(40));
		}
		if (this.random.nextInt(3) == 0) {
			options = options.timeout(Duration.ofMillis(3_000 + this.random.nextInt(2_000)));
		}
		return options;
	}

	// What is issued

	private Job job(int unlucky, boolean large, boolean witnessed) {
		Fate fate = (this.random.nextInt(1000) < unlucky) ? anyFate() : Fate.ANSWER;
		return Job.of(this.random, fate, large, witnessed ? this.arena.witnesses() : null);
	}

	private Fate anyFate() {
		int kind = this.random.nextInt(100);
		if (kind < 50) {
			return Fate.THROW;
		}
		if (kind < 60) {
			return Fate.ENDLESS;
		}
		if (kind < 75) {
			return Fate.EXIT;
		}
		if (kind < 85) {
			return Fate.HALT;
		}
		return (kind < 97) ? Fate.KILL : Fate.CRASH;
	}

	private List<Job> jobs(boolean witnessed) {
		int count = this.random.nextInt(MAX_ITEMS);
		List<Job> jobs = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			jobs.add(job(8, false, witnessed));
		}
		return jobs;
	}

	private int chunk() {
		return 1 + this.random.nextInt(12);
	}

	// The forms

	private void apply(TaskSubmitter pool, boolean once) {
		Job job = job(40, true, once);
		boolean interrupted = this.random.nextInt(30) == 0;
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		try {
			this.judge.answered(job,
					this.random.nextBoolean() ? pool.apply(Job::run, job) : pool.apply(() -> Job.run(job)));
		}
		catch (PoolClosedException ex) {
			throw ex;
		}
		catch (PoolInterruptedException ex) {
			if (!interrupted || !Thread.currentThread().isInterrupted()) {
				this.judge.defect("not interrupted, or forgotten: " + ex);
			}
			this.judge.cancelled();
		}
		catch (RuntimeException ex) {
			this.judge.failed(List.of(job), ex);
		}
		finally {
			Thread.interrupted();
		}
	}

	private void applyAsync(TaskSubmitter pool, boolean once) throws Exception {
		List<Job> jobs = new ArrayList<>();
		List<AsyncResult<Job.Reply>> results = new ArrayList<>();
		int count = 1 + this.random.nextInt(12);
		try {
			for (int i = 0; i < count; i++) {
				Job job = job(25, true, once);
				AsyncResult<Job.Reply> result = pool.applyAsync(Job::run, job);
				jobs.add(job);
				results.add(this.arena.callBack(result));
			}
		}
		finally {
			int cancel = (this.random.nextInt(3) == 0) ? this.random.nextInt(count) : count;
			if (cancel < results.size()) {
				Thread.sleep(this.random.nextInt(20));
				if (results.get(cancel).cancel(this.random.nextInt(4) > 0)) {
					this.arena.count("kills or drops: cancel");
				}
			}
			for (int i = 0; i < results.size(); i++) {
				check(jobs.get(i), results.get(i), i == cancel);
			}
		}
	}

	private void check(Job job, Future<Job.Reply> result, boolean cancelled) throws InterruptedException {
		try {
			this.judge.answered(job, result.get());
		}
		catch (CancellationException ex) {
			if (cancelled) {
				this.judge.cancelled();
			}
			else {
				this.judge.failed(List.of(job), ex);
			}
		}
		catch (ExecutionException ex) {
			this.judge.failed(List.of(job), ex.getCause());
		}
	}

	private void map(TaskSubmitter pool, boolean once) {
		List<Job> jobs = jobs(once);
		List<Job.Reply> replies;
		try {
			replies = this.random.nextBoolean() ? pool.map(Job::run, jobs) : pool.map(Job::run, jobs, chunk());
		}
		catch (PoolClosedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			failed(jobs, ex);
			return;
		}
		check(jobs, replies);
	}

	private void mapAsync(TaskSubmitter pool, boolean once) throws Exception {
		List<Job> jobs = jobs(once);
		AsyncResult<List<Job.Reply>> result = this.arena.callBack(
				this.random.nextBoolean() ? pool.mapAsync(Job::run, jobs) : pool.mapAsync(Job::run, jobs, chunk()));
		boolean cancel = this.random.nextInt(6) == 0;
		if (cancel) {
			Thread.sleep(this.random.nextInt(20));
			cancel = result.cancel(true);
		}
		try {
			check(jobs, result.get());
		}
		catch (CancellationException ex) {
			if (!cancel) {
				throw ex;
			}
			this.judge.cancelled();
		}
		catch (ExecutionException ex) {
			failed(jobs, ex.getCause());
		}
	}

	private void manyNumbers(TaskSubmitter pool, boolean once) {
		List<Integer> numbers = numbers(MAX_NUMBERS);
		try {
			check(numbers, this.random.nextBoolean() ? pool.map(Job::scramble, numbers)
					: pool.map(Job::scramble, numbers, 1 + this.random.nextInt(500)));
		}
		catch (PoolClosedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			failed(List.of(), ex);
		}
	}

	private List<Integer> numbers(int most) {
		int first = this.random.nextInt();
		return IntStream.range(0, Math.min(this.random.nextInt(most), this.arena.mostItems()))
			.mapToObj((i) -> first + i)
			.toList();
	}

	private void starmap(TaskSubmitter pool, boolean once) {
		List<Job> jobs = jobs(once);
		List<Args2<Job, Long>> pairs = jobs.stream().map((job) -> Args.of(job, job.key())).toList();
		try {
			check(jobs, this.random.nextBoolean() ? pool.starmap(Job::runTwo, pairs)
					: pool.starmap(Job::runTwo, pairs, chunk()));
		}
		catch (PoolClosedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			failed(jobs, ex);
		}
	}

	private void imap(TaskSubmitter pool, boolean once) {
		List<Job> jobs = jobs(once);
		int end = end(jobs.size());
		BitSet seen = new BitSet();
		try (ResultIterator<Job.Reply> results = (this.random.nextBoolean()) ? pool.imap(Job::run, jobs)
				: pool.imap(Job::run, jobs, chunk())) {
			while (seen.cardinality() < end && results.hasNext()) {
				Job.Reply reply = null;
				Throwable failure = null;
				try {
					reply = results.next();
				}
				catch (RuntimeException ex) {
					failure = ex;
				}
				int index = results.lastIndex();
				if (failure instanceof PoolClosedException && this.judge.aborts()) {
					return;
				}
				if (index != seen.cardinality()) {
					this.judge.defect("item " + index + " comes after " + seen);
				}
				check(jobs.get(index), seen, Outcome.success(index, reply), failure);
			}
		}
		complete(seen, end);
	}

	private void imapUnordered(TaskSubmitter pool, boolean once) {
		List<Job> jobs = jobs(once);
		BitSet seen = new BitSet();
		int end = end(jobs.size());
		try (ResultIterator<Job.Reply> results = pool.imapUnordered(Job::run, jobs, chunk())) {
			for (Outcome<Job.Reply> outcome : (Iterable<Outcome<Job.Reply>>) results.outcomes().limit(end)::iterator) {
				if (!(outcome.failure() instanceof PoolClosedException && this.judge.aborts())) {
					check(jobs.get(outcome.index()), seen, outcome, outcome.failure());
				}
				else {
					seen.set(outcome.index());
				}
			}
		}
		complete(seen, end);
	}

	/** Sometimes in the middle. */
	private int end(int size) {
		return (size > 0 && this.random.nextInt(5) == 0) ? this.random.nextInt(size) : size;
	}

	private void check(Job job, BitSet seen, Outcome<Job.Reply> outcome, @Nullable Throwable failure) {
		if (seen.get(outcome.index())) {
			this.judge.defect("two outcomes of item " + outcome.index() + " of " + job);
		}
		seen.set(outcome.index());
		if (failure != null) {
			this.judge.failed(List.of(job), failure);
		}
		else {
			this.judge.answered(job, outcome.value());
		}
	}

	private void complete(BitSet seen, int end) {
		if (seen.cardinality() != end && !this.judge.aborts()) {
			this.judge.defect("of " + end + " items, these came: " + seen);
		}
	}

	private void imapOfNumbers(TaskSubmitter pool, boolean once) {
		List<Integer> numbers = numbers(MAX_NUMBERS / 4);
		int index = 0;
		try (ResultIterator<Long> results = pool.imap(Job::scramble, numbers, 1 + this.random.nextInt(200))) {
			while (results.hasNext()) {
				try {
					check(List.of(numbers.get(index)), List.of(results.next()));
				}
				catch (PoolClosedException ex) {
					if (!this.judge.aborts()) {
						throw ex;
					}
					return;
				}
				catch (RuntimeException ex) {
					this.judge.failed(List.of(), ex);
				}
				index++;
			}
		}
		if (index != numbers.size() && !this.judge.aborts()) {
			this.judge.defect("of " + numbers.size() + " numbers, " + index + " came");
		}
	}

	private void run(TaskSubmitter pool, boolean once) throws Exception {
		Job job = job(40, false, once);
		try {
			if (this.random.nextBoolean()) {
				pool.run(() -> Job.consume(job));
			}
			else {
				this.arena.callBack(pool.runAsync(() -> Job.consume(job))).get();
			}
			finished(List.of(job));
		}
		catch (PoolClosedException ex) {
			throw ex;
		}
		catch (ExecutionException ex) {
			this.judge.failed(List.of(job), ex.getCause());
		}
		catch (RuntimeException ex) {
			this.judge.failed(List.of(job), ex);
		}
	}

	private void forEach(TaskSubmitter pool, boolean once) {
		List<Job> jobs = jobs(once);
		try {
			if (this.random.nextBoolean()) {
				pool.forEach(Job::consume, jobs);
			}
			else {
				pool.forEach(Job::consume, jobs, chunk());
			}
			finished(jobs);
		}
		catch (PoolClosedException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			failed(jobs, ex);
		}
	}

	private void executor(TaskSubmitter ignored, boolean once) throws Exception {
		ExecutorService executor = this.arena.pool().asExecutorService();
		Job job = job(40, false, true);
		Future<Job.Reply> result;
		try {
			result = executor.submit(callable(job));
		}
		catch (java.util.concurrent.RejectedExecutionException ex) {
			throw new PoolClosedException("rejected: " + ex.getMessage());
		}
		check(job, result, false);
	}

	private void invokeAll(TaskSubmitter ignored, boolean once) throws Exception {
		ExecutorService executor = this.arena.pool().asExecutorService();
		List<Job> jobs = jobs(true);
		List<Future<Job.Reply>> results;
		try {
			results = executor.invokeAll(jobs.stream().map(Client::callable).toList());
		}
		catch (java.util.concurrent.RejectedExecutionException ex) {
			throw new PoolClosedException("rejected: " + ex.getMessage());
		}
		for (int i = 0; i < results.size(); i++) {
			check(jobs.get(i), results.get(i), false);
		}
	}

	@SuppressWarnings("unchecked")
	private static Callable<Job.Reply> callable(Job job) {
		return (Callable<Job.Reply> & Serializable) () -> Job.run(job);
	}

	// What comes of it

	private void check(List<Job> jobs, List<Job.Reply> replies) {
		if (jobs.size() != replies.size()) {
			this.judge.defect(replies.size() + " answers to " + jobs.size() + " tasks");
			return;
		}
		for (int i = 0; i < jobs.size(); i++) {
			this.judge.answered(jobs.get(i), replies.get(i));
		}
	}

	private void check(Collection<Integer> numbers, List<Long> answers) {
		if (answers.equals(numbers.stream().map(Job::scramble).toList())) {
			this.judge.answered(answers.size());
		}
		else {
			this.arena.wrong(answers + " for " + numbers);
		}
	}

	private void finished(List<Job> jobs) {
		for (Job job : jobs) {
			if (job.fate() == Fate.ANSWER) {
				this.judge.answered(1);
			}
			else {
				this.arena.wrong(job + " came to an end");
			}
		}
	}

	/** A call has failed as a whole: with its first failure, and the others in it. */
	private void failed(List<Job> jobs, @Nullable Throwable failure) {
		if (failure instanceof PoolClosedException) {
			this.judge.failed(jobs, failure);
			return;
		}
		this.judge.failed(jobs, failure);
		if (failure != null) {
			for (Throwable other : failure.getSuppressed()) {
				this.judge.failed(jobs, other);
			}
			this.arena.count("calls that failed with one of their tasks");
		}
	}

	/**
	 * A way to issue tasks.
	 */
	private interface Form {

		void issue(TaskSubmitter pool, boolean once) throws Exception;

	}

}
