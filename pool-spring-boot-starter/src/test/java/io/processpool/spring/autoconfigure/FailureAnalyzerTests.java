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

package io.processpool.spring.autoconfigure;

import java.io.FileNotFoundException;
import java.nio.file.Path;

import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.WorkerInitializer;
import io.processpool.spring.FakePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the failure analyzers: what a user sees who has got something wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzerTests {

	@Test
	void tellsWhatToUseInsteadOfFork(CapturedOutput output) {
		fail(Application.class, "--pool.context=fork");
		assertThat(output)
			.contains(
					"""
							Description:

							The start context 'fork' is known from Python, but not supported: a JVM has many threads, and a copy of \
							its process would have only one of them.

							    Property: pool.context
							    Value: "fork"
							    Origin: "pool.context" from property source "commandLineArgs"

							Action:

							Set pool.context to 'spawn' or 'forkserver', or remove it to get 'spawn'.
							""")
			.doesNotContain("at io.processpool");
	}

	@Test
	void tellsWhichValuesAStartContextCanHave(CapturedOutput output) {
		fail(Application.class, "--pool.context=thread");
		assertThat(output).contains("Property: pool.context", "Value: \"thread\"", "FORKSERVER", "SPAWN");
	}

	@Test
	void tellsWhichInitializersThereAre(CapturedOutput output) {
		fail(TwoInitializers.class, "--pool.initializer=modle");
		assertThat(output).contains(
				"pool.initializer names the bean 'modle', but there is no WorkerInitializer bean of that name (there are: fonts, model).",
				"Value: \"modle\"",
				"Define a WorkerInitializer bean named 'modle', or set pool.initializer to the name");
	}

	@Test
	void tellsThatThereAreSeveralInitializers(CapturedOutput output) {
		fail(TwoInitializers.class);
		assertThat(output).contains("There are several WorkerInitializer beans",
				"Set pool.initializer to the name of one of them");
	}

	@Test
	void tellsThatAnInitializerCapturesItsConfiguration(CapturedOutput output) {
		fail(CapturingInitializer.class);
		assertThat(output).contains(
				"The WorkerInitializer bean 'fonts' holds an object of class " + CapturingInitializer.class.getName(),
				"make the @Bean method static");
	}

	@Test
	void tellsThatAnInitializerIsAProxy(CapturedOutput output) {
		fail(ProxiedInitializer.class);
		assertThat(output).contains("The WorkerInitializer bean 'slow' is a Spring proxy for " + Slow.class.getName(),
				"Remove what makes Spring wrap it, such as @Async");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "|",
			textBlock = """
					pool.processes           | 0        | processes is 0, allowed is 1 or more
					pool.max-tasks-per-child | -1       | maxTasksPerChild is -1, allowed is 1 or more
					pool.max-heap            | 7x       | maxHeap is '7x', allowed is a number with k, m, g or t
					pool.task-timeout        | 0s       | taskTimeout is PT0S, allowed is more than zero
					pool.queue-capacity      | 0        | queueCapacity is 0, allowed is 1 or more
					pool.start-timeout       | -1s      | startTimeout is PT-1S, allowed is more than zero
					pool.heap-dump-on-out-of-memory | /nowhere | heapDumpOnOutOfMemory is /nowhere, allowed is an existing directory
					pool.java-home           | /nowhere | javaHome is /nowhere, allowed is an existing directory
					pool.codec               | kryo     | codec is 'kryo', allowed is none, since no codec is on the class path
					pool.name                | a b      | name is 'a b', allowed is 1 to 64 letters, digits, dots, hyphens
					""")
	void tellsWhichPropertyTheBuilderHasRefused(String property, String value, String message, CapturedOutput output) {
		fail(Application.class, "--" + property + "=" + value);
		assertThat(output).contains("The process pool of bean 'processPool' cannot be built: " + message,
				"Property: " + property, "Value: \"" + value + "\"",
				"Correct " + property + " in the configuration of the application.");
	}

	@Test
	void tellsWhatTheBuilderHasRefusedWhenItIsNoProperty(CapturedOutput output) {
		fail(WrongDirectory.class);
		assertThat(output).contains(
				"The process pool of bean 'processPool' cannot be built: "
						+ "workingDirectory is nowhere, allowed is an existing directory",
				"Correct the call of workingDirectory(\u2026) in the code of the application",
				"or in a ProcessPoolBuilderCustomizer");
	}

	@Test
	void tellsTheBeanOfAnotherPoolAndDoesNotBlameThePropertyForWhatTheCodeHasSet(CapturedOutput output) {
		fail(SecondPool.class, "--pool.processes=2");
		assertThat(output)
			.contains("The process pool of bean 'second' cannot be built: processes is 0, allowed is 1 or more",
					"Correct the call of processes(\u2026) in the code of the application")
			.doesNotContain("Property: pool.processes", "at io.processpool");
	}

	@Test
	void tellsThatThereAreNoPoolsInANativeImage(CapturedOutput output) {
		System.setProperty("org.graalvm.nativeimage.imagecode", "runtime");
		try {
			fail(Application.class);
		}
		finally {
			System.clearProperty("org.graalvm.nativeimage.imagecode");
		}
		assertThat(output).contains("APPLICATION FAILED TO START", "Process pools do not work in a native image",
				"Run the application on a JVM, or set pool.enabled to false and build no pool.");
	}

	@Test
	void tellsThatThereIsNoPlaceForThePoolsFiles(CapturedOutput output) {
		String temp = System.setProperty("java.io.tmpdir", "/nowhere");
		try {
			fail(Application.class);
		}
		finally {
			System.setProperty("java.io.tmpdir", temp);
		}
		assertThat(output).contains("APPLICATION FAILED TO START", "cannot create one in /nowhere",
				"The cause was: java.nio.file.NoSuchFileException: /nowhere",
				"start the application with -Djava.io.tmpdir and one that is");
	}

	@ParameterizedTest
	@CsvSource({ "pool.shutdown-timeout,-1s,PT-1S,zero or more", "pool.start-timeout,0s,PT0S,more than zero" })
	void tellsWhatTheLifeCycleHasRefused(String property, String value, String shown, String range,
			CapturedOutput output) {
		fail(BrokenPool.class, "--" + property + "=" + value);
		assertThat(output).contains(property + " is " + shown + ", allowed is " + range, "Property: " + property,
				"Value: \"" + value + "\"", "Correct " + property + " in the configuration of the application.");
	}

	@ParameterizedTest
	@CsvSource({ "pool.max-memory-per-child,12x,it must be a whole number of 1 or more with a unit",
			"pool.task-timeout,soon,is not a valid duration", "pool.processes,many,java.lang.Integer",
			"pool.start,later,EAGER" })
	void tellsWhichValueCannotBeRead(String property, String value, String reason, CapturedOutput output) {
		fail(Application.class, "--" + property + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START", "Property: " + property, "Value: \"" + value + "\"",
				reason);
	}

	@Test
	void tellsWhyWorkersCannotStart(CapturedOutput output) {
		fail(BrokenPool.class);
		assertThat(output).contains("Description:%n%nPool is broken%n%n".formatted(),
				"The first cause was: java.io.FileNotFoundException: model.bin",
				"the WorkerInitializer bean (pool.initializer) fails or needs longer than pool.start-timeout");
	}

	@Test
	void tellsWhatTheJvmSaysWhenItRefusesToStart(CapturedOutput output) {
		fail(RefusedJvm.class, "--pool.jvm-arguments[0]=-Xss1m", "--pool.jvm-arguments[1]=-XX:+Foo");
		assertThat(output.toString().replace(System.lineSeparator(), "\n")).contains("""
				Description:

				The JVM of a worker did not start: Unrecognized VM option 'Foo'

				    Property: pool.jvm-arguments[0]
				    Value: "-Xss1m"
				    Origin: "pool.jvm-arguments[0]" from property source "commandLineArgs"

				    Property: pool.jvm-arguments[1]
				    Value: "-XX:+Foo"
				    Origin: "pool.jvm-arguments[1]" from property source "commandLineArgs"

				""", "Action:\n\nRemove or correct the option. Look for it in pool.jvm-arguments");
		assertThat(output).doesNotContain("Usual suspects");
	}

	@Test
	void tellsThatTheHeapsOfSeveralPoolsDoNotFitTogether(CapturedOutput output) {
		fail(ManyWorkers.class, "--pool.max-heap=1g", "--pool.processes=1");
		assertThat(output).contains("The heaps do not fit into the memory: ",
				"1 worker of 1024 MiB (bean 'processPool')", "900 workers of 1024 MiB each (bean 'many')",
				"Property: pool.max-heap", "Lower pool.max-heap or pool.processes, or what single pools set");
	}

	@Test
	void tellsThatTheHeapsDoNotFit(CapturedOutput output) {
		fail(Application.class, "--pool.max-heap=900g", "--pool.processes=8");
		assertThat(output).contains("The heaps do not fit into the memory: 8 workers of 921600 MiB each and ",
				"Property: pool.max-heap", "Value: \"900g\"", "Lower pool.max-heap or pool.processes (now 8)");
	}

	@Test
	void tellsThatTheHeapsOfTheArgumentsDoNotFit(CapturedOutput output) {
		fail(Application.class, "--pool.max-heap=64m", "--pool.jvm-arguments=-Xss1m,-Xmx900g", "--pool.processes=8");
		assertThat(output).contains("The heaps do not fit into the memory: 8 workers of 921600 MiB each and ",
				"Property: pool.jvm-arguments", "Lower -Xmx in pool.jvm-arguments or pool.processes (now 8)");
	}

	@Test
	void tellsWhichBeanIsBehindTheProxyThatATaskTakesWithIt(CapturedOutput output) {
		fail(ProxyMethodAsTask.class, "--pool.in-threads=true");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"The task captures a proxy of " + Renderer.class.getName(), "Make the task a static method");
	}

	@Test
	void tellsThatATaskTakesItsBeanWithIt(CapturedOutput output) {
		fail(BeanMethodAsTask.class, "--pool.in-threads=true");
		assertThat(output).contains("APPLICATION FAILED TO START", BeanMethodAsTask.class.getName(),
				"A method of a Spring bean (this::render, service::render) takes the bean with it");
	}

	private static void fail(Class<?> application, String... arguments) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.run(arguments));
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class TwoInitializers {

		@Bean
		static WorkerInitializer fonts() {
			return () -> {
			};
		}

		@Bean
		static WorkerInitializer model() {
			return () -> {
			};
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class CapturingInitializer {

		private int loaded;

		@Bean
		WorkerInitializer fonts() {
			return () -> this.loaded++;
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EnableAsync
	static class ProxiedInitializer {

		@Bean
		static Slow slow() {
			return new Slow();
		}

	}

	static class Slow implements WorkerInitializer {

		private static final long serialVersionUID = 1L;

		@Override
		@Async
		public void initialize() {
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class WrongDirectory {

		@Bean
		static ProcessPoolBuilderCustomizer workingDirectory() {
			return (builder) -> builder.workingDirectory(Path.of("nowhere"));
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class BeanMethodAsTask {

		@Bean
		ApplicationRunner runner(ProcessPool pool) {
			return (arguments) -> pool.apply(this::task);
		}

		String task() {
			return "done";
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EnableAsync(proxyTargetClass = true)
	static class ProxyMethodAsTask {

		@Bean
		static Renderer renderer() {
			return new Renderer();
		}

		@Bean
		static ApplicationRunner runner(ProcessPool pool, Renderer renderer) {
			return (arguments) -> pool.apply(renderer::render);
		}

	}

	public static class Renderer {

		@Async
		public Object render() {
			return "done";
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class SecondPool {

		@Bean(defaultCandidate = false)
		static ProcessPool second(ProcessPoolBuilder builder) {
			return builder.processes(0).build();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class ManyWorkers {

		@Bean(defaultCandidate = false)
		static ProcessPool many(ProcessPoolBuilder builder) {
			return builder.processes(900).build();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class RefusedJvm {

		@Bean
		static ProcessPool refused() {
			return new FakePool("refused").slow().failing("""
					The workers of pool 'refused' keep ending before they have run a task. Worker 1 exited with code 1
					The last lines of its standard error:
					Unrecognized VM option 'Foo'
					Error: Could not create the Java Virtual Machine.
					Error: A fatal exception has occurred. Program will exit.""").pool();
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class BrokenPool {

		@Bean
		static ProcessPool broken() {
			return new FakePool("broken").slow()
				.broken(new IllegalStateException("initializer failed", new FileNotFoundException("model.bin")))
				.pool();
		}

	}

}
