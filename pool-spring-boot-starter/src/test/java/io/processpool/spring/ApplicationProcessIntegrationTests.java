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

package io.processpool.spring;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.processpool.spring.app.TestApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the life cycle of applications that are processes of their own, and can be
 * killed.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class ApplicationProcessIntegrationTests {

	/** Runs a command in a terminal of its own. */
	private static final Path TERMINAL = Path.of("/usr/bin/script");

	private static final int CTRL_C = 3;

	/** What a shell starts in the background ignores SIGINT, and so do its children. */
	private static final List<String> INTERRUPTIBLE = List.of("env", "--default-signal=INT");

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@TempDir
	Path directory;

	private final List<String> prefix = new ArrayList<>();

	private final List<String> jvmArguments = new ArrayList<>();

	private final Map<String, String> variables = new HashMap<>();

	private String classPath = System.getProperty("java.class.path");

	private boolean terminal;

	private Process process;

	@AfterEach
	void end() {
		this.process.destroyForcibly();
	}

	@Test
	void finishesARunningTaskWhenItIsAskedToEnd() throws Exception {
		long worker = startApplicationWithTask();
		this.process.destroy();
		releaseWhenClosing();
		assertThat(exitCode()).isEqualTo(143);
		assertThat(this.directory.resolve("finished")).exists();
		awaitEndOf(worker);
	}

	@ParameterizedTest
	@ValueSource(strings = { "INT", "TERM" })
	@EnabledOnOs(OS.LINUX)
	void finishesARunningTaskWhenItsWholeProcessGroupIsAskedToEnd(String signal) throws Exception {
		this.prefix.addAll(INTERRUPTIBLE);
		this.prefix.add("setsid");
		long worker = startApplicationWithTask();
		kill("-" + signal);
		releaseWhenClosing();
		exitCode();
		assertThat(this.directory.resolve("finished")).exists();
		awaitEndOf(worker);
	}

	/** Not the signal alone, but what a terminal makes of the key. */
	@Test
	@EnabledOnOs(OS.LINUX)
	void finishesARunningTaskWhenSomebodyPressesCtrlCInATerminal() throws Exception {
		assumeThat(TERMINAL).isExecutable();
		this.terminal = true;
		this.prefix.addAll(INTERRUPTIBLE);
		long worker = startApplicationWithTask();
		this.process.getOutputStream().write(CTRL_C);
		this.process.getOutputStream().flush();
		releaseWhenClosing();
		assertThat(exitCode()).isEqualTo(130);
		assertThat(this.directory.resolve("finished")).exists();
		awaitEndOf(worker);
	}

	@Test
	void leavesNoWorkerWhenItIsKilled() throws Exception {
		long worker = startApplicationWithTask();
		this.process.destroyForcibly();
		exitCode();
		awaitEndOf(worker);
		assertThat(this.directory.resolve("finished")).doesNotExist();
	}

	@Test
	void startsNoWorkerInATrainingRun() throws Exception {
		this.jvmArguments.add("-Dspring.context.exit=onRefresh");
		startApplication();
		assertThat(exitCode()).isZero();
		assertThat(output()).contains("Starting TestApplication").doesNotContain("Started TestApplication");
		assertThat(this.directory.resolve("prepared")).doesNotExist();
	}

	@Test
	void startsNoWorkerWhenItIsProcessedAheadOfTime() throws Exception {
		this.jvmArguments.add("-Dtest.directory=" + this.directory);
		Path sources = this.directory.resolve("sources");
		start(SpringApplicationAotProcessor.class, TestApplication.class.getName(), sources.toString(),
				this.directory.resolve("resources").toString(), this.directory.resolve("classes").toString(), "group",
				"artifact");
		assertThat(exitCode()).as(output()).isZero();
		assertThat(sources.resolve("io/processpool/spring/app")).isNotEmptyDirectory();
		assertThat(this.directory.resolve("prepared")).doesNotExist();
	}

	/**
	 * Devtools load the classes of the application by a loader of their own, a new one
	 * with each restart, and those in jars by the usual one. Results must be of the
	 * former, although the pool is not.
	 */
	@Test
	void getsResultsOfItsOwnClassesUnderDevtoolsAlsoAfterRestarts() throws Exception {
		this.classPath = devtools() + File.pathSeparator + this.classPath;
		startApplication("--test.restarts=2");
		Path file = this.directory.resolve("answers");
		await().atMost(PATIENCE.multipliedBy(2))
			.until(() -> !this.process.isAlive() || (Files.exists(file) && Files.readAllLines(file).size() == 3));
		List<String[]> answers = Files.readAllLines(file).stream().map((line) -> line.split(" ")).toList();
		assertThat(answers).as(output()).hasSize(3);
		assertThat(answers).extracting((answer) -> answer[1])
			.doesNotHaveDuplicates()
			.allMatch((loader) -> loader
				.startsWith("org.springframework.boot.devtools.restart.classloader.RestartClassLoader"));
		assertThat(answers).extracting((answer) -> answer[2])
			.allMatch((loader) -> loader.startsWith("jdk.internal.loader.ClassLoaders$AppClassLoader"));
		awaitEndOf(Long.parseLong(answers.get(0)[0]));
		awaitEndOf(Long.parseLong(answers.get(1)[0]));
	}

	@Test
	void isNotHarmedByWhatIsInTheEnvironment() throws Exception {
		this.variables.putAll(Map.of("POOL_SIZE", "many", "POOL_START_TIMEOUT", "50s", "_JAVA_OPTIONS", "-Xmx100m",
				"JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0"));
		startApplication("--test.answer=true");
		assertThat(exitCode()).as(output()).isZero();
		assertThat(this.directory.resolve("answered")).exists();
		assertThat(output()).contains("Environment variables set pool.start-timeout.");
	}

	private long startApplicationWithTask() throws IOException {
		startApplication("--test.task=true");
		Path running = this.directory.resolve("running");
		await().atMost(PATIENCE).until(() -> !this.process.isAlive() || Files.exists(running));
		assertThat(running).as(output()).exists();
		return Long.parseLong(Files.readString(running));
	}

	private void startApplication(String... arguments) throws IOException {
		start(TestApplication.class,
				Stream.concat(Stream.of("--test.directory=" + this.directory, "--pool.processes=1",
						"--pool.max-heap=64m", "--spring.main.web-application-type=none"), Stream.of(arguments))
					.toArray(String[]::new));
	}

	private void start(Class<?> main, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(this.prefix);
		command
			.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", this.classPath));
		command.addAll(this.jvmArguments);
		command.add(main.getName());
		command.addAll(List.of(arguments));
		if (this.terminal) {
			String line = command.stream().map((word) -> "'" + word + "'").collect(Collectors.joining(" "));
			command = List.of(TERMINAL.toString(), "--quiet", "--return", "--flush", "--command", "exec " + line,
					"/dev/null");
		}
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output").toFile());
		builder.environment().putAll(this.variables);
		this.process = builder.start();
	}

	private void kill(String signal) throws Exception {
		assertThat(new ProcessBuilder("kill", signal, "--", "-" + this.process.pid()).start().waitFor()).isZero();
	}

	/** Not before: a task that is over when the signal arrives would show nothing. */
	private void releaseWhenClosing() throws IOException {
		await().atMost(PATIENCE)
			.until(() -> !this.process.isAlive() || Files.exists(this.directory.resolve("closing")));
		Files.createFile(this.directory.resolve("released"));
	}

	private int exitCode() throws Exception {
		assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
		return this.process.exitValue();
	}

	private String output() throws IOException {
		return Files.readString(this.directory.resolve("output"));
	}

	private static void awaitEndOf(long pid) {
		await().atMost(PATIENCE)
			.until(() -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), (alive) -> !alive);
	}

	/** Beside the jar that it has the version of. */
	private static String devtools() {
		String jar = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> Path.of(entry).getFileName().toString().matches("spring-boot-\\d.*\\.jar"))
			.collect(Collectors.joining());
		return jar.replaceAll("([/\\\\])spring-boot([-/\\\\])", "$1spring-boot-devtools$2");
	}

}
