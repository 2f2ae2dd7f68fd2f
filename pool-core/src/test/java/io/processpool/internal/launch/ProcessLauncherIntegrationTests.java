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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThatCode;

/**
 * Tests for {@link ProcessLauncher} with JVMs that it starts.
 */
class ProcessLauncherIntegrationTests {

	@TempDir
	private Path directory;

	private final LaunchedWorkers workers = new LaunchedWorkers();

	@AfterEach
	void killAll() {
		this.workers.killAll();
	}

	@Test
	void aWorkerIsToldItsBootFileAndShowsItsPoolAndNumber() throws Exception {
		assertThat(run(Settings.defaults(), "arguments").output())
			.containsExactly(this.directory.resolve("boot-0") + "|pool=test|worker=0");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void processListsShowPoolAndWorker() throws Exception {
		LaunchedWorkers.Launched worker = launch(Settings.defaults(), "wait");
		worker.awaitOutput("waiting");
		assertThat(ProcessHandle.of(worker.process().pid()).orElseThrow().info().commandLine().orElseThrow())
			.contains("pool=test worker=0")
			.doesNotContain("-cp");
	}

	@Test
	void optionsArriveWhateverCharactersTheyHave() throws Exception {
		String odd = "a b\t\"c\" 'd' \\e\\ #f\n$g %h *";
		Settings settings = Settings.defaults().systemProperties(Map.of("odd", odd, "empty", ""));
		assertThat(String.join("\n", run(settings, "properties", "odd", "empty").output()))
			.isEqualTo("odd=" + odd + "\nempty=");
	}

	@Test
	void aClassPathMayHaveHundredsOfEntries() throws Exception {
		List<Path> classPath = new ArrayList<>(IntStream.range(0, 600)
			.mapToObj((i) -> this.directory.resolve("x".repeat(200)).resolve("library-" + i + ".jar"))
			.toList());
		classPath.add(Path.of("target/test-classes"));
		LaunchedWorkers.Launched worker = run(Settings.defaults().classPath(classPath), "properties",
				"java.class.path");
		worker.assertExit(0);
		assertThat(worker.outputText().replaceFirst("java.class.path=", "").split(File.pathSeparator)).hasSize(602);
	}

	@Test
	void pathsMayHaveSpacesAndCharactersBeyondAscii() throws Exception {
		assumeThatCode(() -> Path.of("\u00e4")).doesNotThrowAnyException();
		Path odd = Files.createDirectory(this.directory.resolve("m\u00fcll \u4e16 'x' #1 100%"));
		Path classes = Files.createDirectory(odd.resolve("classes"));
		copyClass(ScriptedWorker.class, classes);
		Settings settings = Settings.defaults().classPath(List.of(classes)).workingDirectory(odd);
		LaunchedWorkers.Launched worker = this.workers.launch(settings, 0, odd, "properties", "java.class.path",
				"user.dir");
		worker.assertExit(0);
		assertThat(worker.output().get(0)).startsWith("java.class.path=" + classes);
		assertThat(worker.output().get(1)).isEqualTo("user.dir=" + odd);
	}

	@Test
	void aDiscoveredClassPathHasTheApplicationAndThePool() throws Exception {
		assertThat(run(Settings.defaults(), "classes", ProcessLauncher.class.getName(), Test.class.getName()).output())
			.containsExactly(ProcessLauncher.class.getName(), Test.class.getName());
	}

	@Test
	void aGivenClassPathHasThePoolAndNothingElse() throws Exception {
		Settings settings = Settings.defaults().classPath(List.of(Path.of("target/test-classes")));
		assertThat(run(settings, "classes", ProcessLauncher.class.getName(), Test.class.getName()).output())
			.containsExactly(ProcessLauncher.class.getName(), "missing " + Test.class.getName());
	}

	@Test
	void theUserMayChooseAnotherCollectorAndHeap() throws Exception {
		Settings settings = Settings.defaults().maxHeap("100m").jvmArguments("-XX:+UseParallelGC", "-Xmx200m");
		run(settings, "arguments").assertExit(0);
	}

	@Test
	void theEnvironmentIsInheritedMarkedAndExtended() throws Exception {
		Settings settings = Settings.defaults().environment(Map.of("ADDED", "by the user"));
		List<String> environment = run(settings, "environment", "PATH", "ADDED", "PROCESSPOOL_WORKER").output();
		assertThat(environment.get(0)).isEqualTo("PATH=" + System.getenv("PATH"));
		assertThat(environment.get(1)).isEqualTo("ADDED=by the user");
		assertThat(environment.get(2)).matches("PROCESSPOOL_WORKER=.*[0-9a-f-]{36}:0:1");
	}

	@Test
	void standardInputIsEmpty() throws Exception {
		assertThat(run(Settings.defaults(), "stdin").output()).containsExactly("-1");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void aPrefixIsPutBeforeTheCommand() throws Exception {
		Settings settings = Settings.defaults().commandPrefix("env", "PREFIXED=yes");
		assertThat(run(settings, "environment", "PREFIXED").output()).containsExactly("PREFIXED=yes");
	}

	@Test
	void aRuntimeThatIsNotThereIsNamedWithPoolAndRemedy() {
		Settings settings = Settings.defaults().javaHome(this.directory.resolve("no-java"));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> launch(settings, "arguments"))
			.withMessageContaining("Worker 0 of pool 'test'")
			.withMessageContaining(this.directory.resolve("no-java").toString())
			.withMessageContaining("javaHome");
	}

	@Test
	void aPrefixThatIsNotThereIsNamed() {
		Settings settings = Settings.defaults().commandPrefix("no-such-command");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> launch(settings, "arguments"))
			.withMessageContaining("Worker 0 of pool 'test'")
			.withMessageContaining("no-such-command");
	}

	@Test
	void anOptionThatTheJvmRefusesIsInTheTailOfStandardError() throws Exception {
		LaunchedWorkers.Launched worker = run(Settings.defaults().jvmArguments("-XX:+NoSuchFlag"), "arguments");
		worker.assertExit(1);
		assertThat(worker.process().stderrTail()).contains("NoSuchFlag");
	}

	@Test
	void outOfMemoryEndsTheWorkerAndIsInTheTailOfStandardError() throws Exception {
		LaunchedWorkers.Launched worker = run(Settings.defaults().maxHeap("32m"), "exhaust");
		worker.assertExit(3);
		assertThat(worker.process().stderrTail()).contains("java.lang.OutOfMemoryError");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void theKernelTakesAWorkerBeforeItsParent() throws Exception {
		LaunchedWorkers.Launched worker = launch(Settings.defaults(), "wait");
		assertThat(score(Long.toString(worker.process().pid()))).isGreaterThan(score("self"));
	}

	private static int score(String process) throws IOException {
		return Integer.parseInt(Files.readString(Path.of("/proc", process, "oom_score_adj")).trim());
	}

	private static void copyClass(Class<?> type, Path classes) throws IOException {
		String file = type.getName().replace('.', '/') + ".class";
		Path target = classes.resolve(file);
		Files.createDirectories(target.getParent());
		Files.copy(Path.of("target/test-classes").resolve(file), target);
	}

	private LaunchedWorkers.Launched launch(Settings settings, String... script) throws IOException {
		return this.workers.launch(settings, 0, this.directory, script);
	}

	private LaunchedWorkers.Launched run(Settings settings, String... script) throws Exception {
		LaunchedWorkers.Launched worker = launch(settings, script);
		worker.awaitExit();
		return worker;
	}

}
