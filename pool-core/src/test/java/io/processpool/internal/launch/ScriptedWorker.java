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

package io.processpool.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Stands in for the worker's main class: its boot file says, word by word, what to do.
 */
final class ScriptedWorker {

	private ScriptedWorker() {
	}

	public static void main(String[] args) throws Exception {
		List<String> script = new ArrayList<>(Files.readAllLines(Path.of(args[0])));
		String command = script.remove(0);
		switch (command) {
			case "arguments" -> System.out.println(String.join("|", args));
			case "properties" -> script.forEach((name) -> System.out.println(name + "=" + System.getProperty(name)));
			case "environment" -> script.forEach((name) -> System.out.println(name + "=" + System.getenv(name)));
			case "classes" -> script.forEach(ScriptedWorker::load);
			case "stdin" -> System.out.println(System.in.read());
			case "exit" -> System.exit(Integer.parseInt(script.get(0)));
			case "errors" -> {
				script.forEach(System.err::println);
				System.exit(1);
			}
			case "wait" -> {
				System.out.println("waiting");
				new CountDownLatch(1).await();
			}
			case "flood" -> flood(Integer.parseInt(script.get(0)));
			case "start" -> start(script);
			case "startAndWait" -> {
				start(script);
				new CountDownLatch(1).await();
			}
			case "exhaust" -> {
				List<long[]> kept = new ArrayList<>();
				while (true) {
					kept.add(new long[1_000_000]);
				}
			}
			default -> throw new IllegalArgumentException(command);
		}
	}

	private static void load(String name) {
		try {
			System.out.println(Class.forName(name).getName());
		}
		catch (ClassNotFoundException ex) {
			System.out.println("missing " + name);
		}
	}

	private static void flood(int megabytes) {
		byte[] block = new byte[1024 * 1024];
		Arrays.fill(block, (byte) 'x');
		for (int i = 0; i < megabytes; i++) {
			System.out.write(block, 0, block.length);
		}
	}

	private static void start(List<String> commands) throws IOException {
		for (String command : commands) {
			System.out.println(new ProcessBuilder(command.split(" ")).inheritIO().start().pid());
		}
	}

}
