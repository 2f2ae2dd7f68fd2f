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

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How tasks are to be run, for those issued through
 * {@link ProcessPool#with(TaskOptions)}. Immutable: each method that takes a value
 * returns a changed copy.
 */
public final class TaskOptions {

	private static final TaskOptions DEFAULTS = new TaskOptions(null, 0, Duration.ZERO, null, null, null, false);

	private final @Nullable Duration timeout;

	private final int retries;

	private final Duration interruptGrace;

	private final @Nullable Integer bufferSize;

	private final @Nullable String name;

	private final @Nullable Consumer<? super CallProgress> onProgress;

	private final boolean threadDumpOnTimeout;

	private TaskOptions(@Nullable Duration timeout, int retries, Duration interruptGrace, @Nullable Integer bufferSize,
			@Nullable String name, @Nullable Consumer<? super CallProgress> onProgress, boolean threadDumpOnTimeout) {
		this.timeout = timeout;
		this.retries = retries;
		this.interruptGrace = interruptGrace;
		this.bufferSize = bufferSize;
		this.name = name;
		this.onProgress = onProgress;
		this.threadDumpOnTimeout = threadDumpOnTimeout;
	}

	/**
	 * Returns the options of a task that is issued without any: the pool's time limit, no
	 * retries, no grace.
	 * @return the default options
	 */
	public static TaskOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Sets the time limit of each task, in place of the pool's own
	 * ({@link ProcessPoolBuilder#taskTimeout(Duration)}). A task that outruns it is
	 * killed with its worker, and fails with {@link TaskTimeoutException}. The time
	 * begins when the task starts to run; each item of a {@code map} has its own.
	 * @param timeout the limit, more than zero
	 * @return a changed copy
	 * @throws IllegalArgumentException if the limit is zero or less
	 */
	public TaskOptions timeout(Duration timeout) {
		Objects.requireNonNull(timeout, "timeout");
		if (timeout.isZero() || timeout.isNegative()) {
			throw refused("timeout", timeout, "more than zero");
		}
		return new TaskOptions(timeout, this.retries, this.interruptGrace, this.bufferSize, this.name, this.onProgress,
				this.threadDumpOnTimeout);
	}

	/**
	 * Sets how often a task is run again when its worker was lost while it ran. By
	 * default it is not, because it may have done part of its work. What a task throws,
	 * and its time limit, never lead to a retry.
	 * @param retries the number of further attempts, 0 or more
	 * @return a changed copy
	 * @throws IllegalArgumentException if the number is negative
	 */
	public TaskOptions retries(int retries) {
		if (retries < 0) {
			throw refused("retries", retries, "0 or more");
		}
		return new TaskOptions(this.timeout, retries, this.interruptGrace, this.bufferSize, this.name, this.onProgress,
				this.threadDumpOnTimeout);
	}

	/**
	 * Sets how long a task that is cancelled, or outruns its time limit, is given to end
	 * by itself: its thread is interrupted first, and its worker is killed only after
	 * that time.
	 * @param interruptGrace the time, zero or more; zero, the default, kills at once
	 * @return a changed copy
	 * @throws IllegalArgumentException if the time is negative
	 */
	public TaskOptions interruptGrace(Duration interruptGrace) {
		Objects.requireNonNull(interruptGrace, "interruptGrace");
		if (interruptGrace.isNegative()) {
			throw refused("interruptGrace", interruptGrace, "zero or more");
		}
		return new TaskOptions(this.timeout, this.retries, interruptGrace, this.bufferSize, this.name, this.onProgress,
				this.threadDumpOnTimeout);
	}

	/**
	 * Sets how many items {@code imap} and {@code imapUnordered} read ahead of what has
	 * been taken from them.
	 * @param bufferSize the number of items, 1 or more; by default it follows from the
	 * number of workers
	 * @return a changed copy
	 * @throws IllegalArgumentException if the number is less than 1
	 */
	public TaskOptions bufferSize(int bufferSize) {
		if (bufferSize < 1) {
			throw refused("bufferSize", bufferSize, "1 or more");
		}
		return new TaskOptions(this.timeout, this.retries, this.interruptGrace, bufferSize, this.name, this.onProgress,
				this.threadDumpOnTimeout);
	}

	/**
	 * Sets the name of the tasks, which appears in messages, logs and metrics.
	 * @param name the name, not blank; by default it is derived from the task's class
	 * @return a changed copy
	 * @throws IllegalArgumentException if the name is blank
	 */
	public TaskOptions name(String name) {
		Objects.requireNonNull(name, "name");
		if (name.isBlank()) {
			throw refused("name", "'" + name + "'", "a text that is not blank");
		}
		return new TaskOptions(this.timeout, this.retries, this.interruptGrace, this.bufferSize, name, this.onProgress,
				this.threadDumpOnTimeout);
	}

	/**
	 * Sets who hears how far a call has come: the handler is given a report when items
	 * have come to their outcome, at most twice a second, and one at the end, which may
	 * come after a blocking call has returned. It is called on the pool's callback
	 * threads, one report after the other; while it is busy, reports are left out. What
	 * it throws is logged.
	 * @param handler takes the reports
	 * @return a changed copy
	 */
	public TaskOptions onProgress(Consumer<? super CallProgress> handler) {
		Objects.requireNonNull(handler, "handler");
		return new TaskOptions(this.timeout, this.retries, this.interruptGrace, this.bufferSize, this.name, handler,
				this.threadDumpOnTimeout);
	}

	/**
	 * Sets whether {@link TaskTimeoutException} carries what all threads of the worker
	 * did, and not only the stack of the task: for tasks that wait for other threads.
	 * Asking for it delays the end of a task that outran its limit, by two seconds at
	 * most.
	 * @param threadDumpOnTimeout {@code true} for a dump of all threads; by default there
	 * is none
	 * @return a changed copy
	 */
	public TaskOptions threadDumpOnTimeout(boolean threadDumpOnTimeout) {
		return new TaskOptions(this.timeout, this.retries, this.interruptGrace, this.bufferSize, this.name,
				this.onProgress, threadDumpOnTimeout);
	}

	private static IllegalArgumentException refused(String option, Object value, String allowed) {
		return new IllegalArgumentException("task option " + option + " is " + value + ": it must be " + allowed);
	}

	/**
	 * Returns the time limit of each task.
	 * @return the limit, or empty for the pool's own
	 */
	public Optional<Duration> timeout() {
		return Optional.ofNullable(this.timeout);
	}

	/**
	 * Returns how often a task is run again when its worker was lost.
	 * @return 0 or more
	 */
	public int retries() {
		return this.retries;
	}

	/**
	 * Returns how long a task is given to end by itself before its worker is killed.
	 * @return zero or more
	 */
	public Duration interruptGrace() {
		return this.interruptGrace;
	}

	/**
	 * Returns how many items {@code imap} and {@code imapUnordered} read ahead.
	 * @return 1 or more, or empty for a number that follows from the number of workers
	 */
	public OptionalInt bufferSize() {
		return (this.bufferSize != null) ? OptionalInt.of(this.bufferSize) : OptionalInt.empty();
	}

	/**
	 * Returns the name of the tasks.
	 * @return the name, or empty for one that is derived from the task's class
	 */
	public Optional<String> name() {
		return Optional.ofNullable(this.name);
	}

	/**
	 * Returns who hears how far a call has come.
	 * @return the handler, or empty if nobody does
	 */
	public Optional<Consumer<? super CallProgress>> onProgress() {
		return Optional.ofNullable(this.onProgress);
	}

	/**
	 * Tells whether a task that outruns its limit leaves a dump of all threads.
	 * @return whether it does
	 */
	public boolean threadDumpOnTimeout() {
		return this.threadDumpOnTimeout;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TaskOptions that && Objects.equals(this.timeout, that.timeout)
				&& this.retries == that.retries && this.interruptGrace.equals(that.interruptGrace)
				&& Objects.equals(this.bufferSize, that.bufferSize) && Objects.equals(this.name, that.name)
				&& Objects.equals(this.onProgress, that.onProgress)
				&& this.threadDumpOnTimeout == that.threadDumpOnTimeout;
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.timeout, this.retries, this.interruptGrace, this.bufferSize, this.name,
				this.onProgress, this.threadDumpOnTimeout);
	}

	@Override
	public String toString() {
		return "TaskOptions[timeout=" + this.timeout + ", retries=" + this.retries + ", interruptGrace="
				+ this.interruptGrace + ", bufferSize=" + this.bufferSize + ", name=" + this.name
				+ ", threadDumpOnTimeout=" + this.threadDumpOnTimeout + "]";
	}

}
