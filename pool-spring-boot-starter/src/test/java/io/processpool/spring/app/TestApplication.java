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

package io.processpool.spring.app;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.processpool.ProcessPool;
import io.processpool.WorkerInitializer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;

/**
 * An application that tests start in a JVM of its own. It leaves files in the directory
 * {@code test.directory}: {@code prepared} when a worker has been started,
 * {@code running} with a worker's pid when its task runs, {@code closing} when the
 * application begins to end, {@code finished} when the task has been released by a file
 * {@code released}.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class TestApplication {

	/**
	 * Starts the application.
	 * @param arguments the arguments
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(TestApplication.class, arguments);
	}

	@Bean
	static WorkerInitializer preparation(@Value("${test.directory}") String directory) {
		return () -> Files.writeString(Path.of(directory, "prepared"), "by " + ProcessHandle.current().pid());
	}

	@Bean
	ApplicationListener<ContextClosedEvent> closing(@Value("${test.directory}") String directory) {
		return (event) -> {
			try {
				Files.writeString(Path.of(directory, "closing"), "");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		};
	}

	@Bean
	@ConditionalOnProperty("test.task")
	ApplicationRunner longTask(ProcessPool pool, @Value("${test.directory}") String directory) {
		return (arguments) -> pool.runAsync(() -> waitForRelease(directory));
	}

	@Bean
	@ConditionalOnProperty("test.answer")
	ApplicationRunner answer(ProcessPool pool, @Value("${test.directory}") String directory) {
		return (arguments) -> {
			Answer answer = pool.apply(Answer::new, ProcessHandle.current().pid());
			Path file = Files.writeString(Path.of(directory, "answer"), "answer: %s, pool: %s"
				.formatted(answer.getClass().getClassLoader(), pool.getClass().getClassLoader()));
			Files.move(file, Path.of(directory, "answered"));
		};
	}

	@Bean
	@ConditionalOnProperty("test.restarts")
	ApplicationRunner restarts(ProcessPool pool, @Value("${test.directory}") String directory,
			@Value("${test.restarts}") int restarts) {
		return (arguments) -> {
			Answer answer = pool.apply((caller) -> new Answer(ProcessHandle.current().pid()), 0L);
			Path answers = Path.of(directory, "answers");
			Files.writeString(answers, "%d %s %s%n".formatted(answer.pid(), answer.getClass().getClassLoader(),
					pool.getClass().getClassLoader()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			if (Files.readAllLines(answers).size() <= restarts) {
				new Thread(() -> Restarter.getInstance().restart()).start();
			}
		};
	}

	static void waitForRelease(String directory) throws IOException, InterruptedException {
		Path running = Files.writeString(Path.of(directory, "pid"), String.valueOf(ProcessHandle.current().pid()));
		Files.move(running, Path.of(directory, "running"));
		while (!Files.exists(Path.of(directory, "released"))) {
			Thread.sleep(10);
		}
		Files.createFile(Path.of(directory, "finished"));
	}

	/**
	 * Comes back from a worker.
	 *
	 * @param pid the id of a process
	 */
	public record Answer(long pid) implements Serializable {

	}

}
