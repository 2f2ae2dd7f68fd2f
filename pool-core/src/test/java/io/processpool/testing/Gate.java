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

package io.processpool.testing;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where tasks wait until a test lets them go on, and where a test sees which tasks have
 * come, in whatever process they run. Made of files, so that it can travel to any worker
 * on this machine.
 */
public final class Gate implements Serializable {

	private static final long serialVersionUID = 1L;

	private static final String OPEN = "open";

	private static final char SEPARATOR = '@';

	private final String directory;

	private Gate(Path directory) {
		this.directory = directory.toString();
	}

	/**
	 * Makes a gate that is closed.
	 * @param parent a directory that outlives the tasks
	 * @return the gate
	 */
	public static Gate in(Path parent) {
		try {
			return new Gate(Files.createTempDirectory(parent, "gate"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// For tasks

	/**
	 * Tells that somebody has come, and waits until the gate is open.
	 * @param who a name, fit for a file
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void pass(Object who) throws InterruptedException {
		arrive(who);
		while (isClosed()) {
			Thread.sleep(2);
		}
	}

	/**
	 * As {@link #pass}, but deaf to interrupts.
	 * @param who a name, fit for a file
	 */
	public void passStubbornly(Object who) {
		arrive(who);
		while (isClosed()) {
			Thread.interrupted();
			Thread.onSpinWait();
		}
	}

	/**
	 * Tells that somebody has come.
	 * @param who a name, fit for a file
	 */
	public void arrive(Object who) {
		try {
			Files.createFile(path(who + String.valueOf(SEPARATOR) + UUID.randomUUID()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// For tests

	/** Lets everybody pass from now on. */
	public void open() {
		try {
			Files.writeString(path(OPEN), "");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Who has come so far.
	 * @return the names
	 */
	public Set<String> arrived() {
		try (Stream<Path> files = Files.list(Path.of(this.directory))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.indexOf(SEPARATOR) >= 0)
				.map((name) -> name.substring(0, name.indexOf(SEPARATOR)))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How often somebody has come so far.
	 * @return the number
	 */
	public int arrivals() {
		try (Stream<Path> files = Files.list(Path.of(this.directory))) {
			return (int) files.filter((file) -> file.toString().indexOf(SEPARATOR) >= 0).count();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits until so many have come.
	 * @param count the number
	 */
	public void awaitArrivals(int count) {
		Patience.await().pollInterval(Duration.ofMillis(2)).until(() -> arrivals() >= count);
	}

	/** A gate that was deleted after a test lets everybody pass, too. */
	private boolean isClosed() {
		return !Files.exists(path(OPEN)) && Files.exists(Path.of(this.directory));
	}

	private Path path(String name) {
		return Path.of(this.directory, name);
	}

}
