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

package io.processpool.readme;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.TaskSerializationException;
import io.processpool.readme.ReadmeExamples.Connection;
import io.processpool.readme.ReadmeExamples.Order;
import io.processpool.testing.SharedPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Runs the examples of the README, and compares what they print with what it shows.
 */
class ReadmeExamplesIntegrationTests {

	private static final List<String> TEXTS = List.of("to be or not to be", "that is the question");

	@SharedPool(2)
	private static ProcessPool pool;

	@Test
	void theFirstExamplePrintsWhatIsShown() throws Exception {
		assertThat(shown()).contains(printed(() -> Squares.main(new String[0])));
	}

	@Test
	void aCrashIsToldInTheWordsThatAreShown() throws Exception {
		try (var ofItsOwn = ProcessPool.builder().processes(2).name("documents").build().terminateOnExit()) {
			assertThat(shown()).contains(printed(() -> ReadmeExamples.aCrash(ofItsOwn.pool())));
		}
	}

	@Test
	void whatCannotTravelIsToldInTheWordsThatAreShown() throws Exception {
		List<Order> orders = List.of(new Order(1, new Connection()));
		TaskSerializationException failure = catchThrowableOfType(TaskSerializationException.class,
				() -> pool.map(ReadmeExamples::idOf, orders));
		assertThat(shown())
			.contains(general(failure.getMessage().replace(Connection.class.getName(), "com.example.Connection")));
	}

	@Test
	void oneTaskGivesItsResult() throws Exception {
		assertThat(ReadmeExamples.oneTask(pool)).isEqualTo(6 + 4);
	}

	@Test
	void manyTasksGiveTheirResults() {
		assertThat(ReadmeExamples.manyTasks(pool, TEXTS))
			.isEqualTo(List.of(List.of(6, 4), List.of(6, 4), List.of("hohoho", "hurrahurra")));
	}

	@Test
	void aStreamTellsWhichResultItGives() throws Exception {
		assertThat(printed(() -> ReadmeExamples.streams(pool, TEXTS))).contains(general(TEXTS.get(0) + ": 6"),
				general(TEXTS.get(1) + ": 4"));
	}

	@Test
	void optionsGoWithTasks() {
		assertThat(ReadmeExamples.options(pool, TEXTS)).containsExactly(6, 4);
	}

	@Test
	void tasksFindWhatTheInitializerHasLoaded() throws Exception {
		ProcessPool initialized = ReadmeExamples.initializer();
		assertThat(initialized.map(Texts::translate, List.of("chien", "chat"))).containsExactly("dog", "cat");
		ReadmeExamples.end(initialized);
		assertThat(initialized.state()).isEqualTo(PoolState.CLOSED);
	}

	@Test
	void whoWatchesSeesTheWorkers() throws Exception {
		assertThat(printed(() -> ReadmeExamples.watching(pool))).contains(general("of 2 busy, 0 waiting"),
				general("Optional.empty"));
	}

	@Test
	void theExecutorServiceTakesSerializableTasks() throws Exception {
		assertThat(ReadmeExamples.executorService(pool).get()).isEqualTo(2);
	}

	@Test
	void aPoolInThreadsGivesTheSameResults() {
		try (var threads = ReadmeExamples.inTests().terminateOnExit()) {
			assertThat(threads.map(Texts::countWords, TEXTS)).containsExactly(6, 4);
		}
	}

	private static String shown() throws Exception {
		return general(Readme.text());
	}

	private static String printed(Example example) throws Exception {
		PrintStream before = System.out;
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
		try {
			example.run();
		}
		finally {
			System.setOut(before);
		}
		return general(bytes.toString(StandardCharsets.UTF_8));
	}

	/** What is the same each time: no white space, nor the numbers of processes. */
	private static String general(String text) {
		return Readme.withoutSpace(text.replaceAll("(process|pid|worker) \\d+", "$1 N"));
	}

	/** A part of the README. */
	private interface Example {

		void run() throws Exception;

	}

}
