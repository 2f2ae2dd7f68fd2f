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

package io.processpool.failures;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A thread in each worker that strikes it when the test says so, whatever the worker is
 * doing then.
 */
final class Saboteur implements Serializable {

	private static final long serialVersionUID = 1L;

	private final String directory;

	/**
	 * Prepares the orders.
	 * @param directory where they are written to
	 */
	Saboteur(Path directory) {
		this.directory = directory.toString();
	}

	/** Called in initializers. */
	void plant() {
		Thread thread = new Thread(this::lurk, "saboteur");
		thread.setDaemon(true);
		thread.start();
	}

	private void lurk() {
		Path order = orderFor(ProcessHandle.current().pid());
		try {
			while (!Files.exists(order)) {
				Thread.sleep(5);
			}
			for (String fault : Files.readAllLines(order)) {
				Fault.valueOf(fault).strike();
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Gives the order; called by the test.
	 * @param pid whom to strike
	 * @param faults with what, one after the other
	 */
	void strike(long pid, Fault... faults) throws IOException {
		List<String> lines = Arrays.stream(faults).map(Fault::name).collect(Collectors.toList());
		Path draft = Files.write(Files.createTempFile(Path.of(this.directory), "order", ""), lines);
		Files.move(draft, orderFor(pid), StandardCopyOption.ATOMIC_MOVE);
	}

	private Path orderFor(long pid) {
		return Path.of(this.directory, Long.toString(pid));
	}

}
