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

package io.processpool.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A sample application that runs in a process of its own. Its port is any, and is read
 * from its log.
 */
final class RunningSample implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern PID = Pattern.compile("Starting \\w+ .*with PID (\\d+)");

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private final Process process;

	/** Counts down when all has been read that the process has written. */
	private final CountDownLatch end = new CountDownLatch(1);

	private RunningSample(Process process) {
		this.process = process;
	}

	/**
	 * Starts an application and waits until it listens.
	 */
	static RunningSample start(ProcessBuilder builder) throws IOException {
		RunningSample sample = new RunningSample(builder.redirectErrorStream(true).start());
		try {
			sample.process.getOutputStream().close();
			Thread reader = new Thread(sample::readLog, "application-log");
			reader.setDaemon(true);
			reader.start();
			await().atMost(2, TimeUnit.MINUTES).until(sample::port, (port) -> port > 0);
			return sample;
		}
		catch (Throwable ex) {
			sample.close();
			ex.addSuppressed(new IllegalStateException("It has logged:\n" + String.join("\n", sample.log)));
			throw ex;
		}
	}

	SampleClient client() {
		return new SampleClient(port());
	}

	/**
	 * Returns all that the process has logged, which must have been asked to end.
	 */
	List<String> wholeLog() throws InterruptedException {
		assertThat(this.end.await(1, TimeUnit.MINUTES)).as("the log has come to its end").isTrue();
		return log();
	}

	List<String> log() {
		return List.copyOf(this.log);
	}

	/**
	 * Returns the process that was started, which may have started the application's.
	 */
	Process process() {
		return this.process;
	}

	/**
	 * Returns the process that the application runs in.
	 */
	ProcessHandle application() {
		return ProcessHandle.of(number(PID)).orElseThrow();
	}

	private int port() {
		assertThat(this.process.isAlive()).as("the application is alive").isTrue();
		return (int) number(PORT);
	}

	private long number(Pattern pattern) {
		return this.log.stream()
			.map(pattern::matcher)
			.filter(Matcher::find)
			.findFirst()
			.map((matcher) -> Long.parseLong(matcher.group(1)))
			.orElse(0L);
	}

	private void readLog() {
		try (BufferedReader reader = this.process.inputReader()) {
			reader.lines().forEach(this.log::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.log.add("The log cannot be read any further: " + ex);
		}
		finally {
			this.end.countDown();
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
