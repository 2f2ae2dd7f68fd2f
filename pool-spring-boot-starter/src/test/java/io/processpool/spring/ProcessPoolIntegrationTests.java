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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.processpool.AsyncResult;
import io.processpool.PoolClosedException;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.WorkerContext;
import io.processpool.WorkerInfo;
import io.processpool.WorkerInitializer;
import io.processpool.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the starter in applications whose workers are processes.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProcessPoolIntegrationTests {

	@TempDir
	Path directory;

	private final HttpClient http = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		await().atMost(Duration.ofSeconds(20))
			.until(() -> ProcessHandle.current().children().noneMatch(this::isWorker));
	}

	@Test
	void runsTasksInPreparedWorkersThatEndWithTheApplication() {
		ProcessPool pool = start(WebApplicationType.NONE, PreparedWorkers.class);
		assertThat(pool.apply(ProcessPoolIntegrationTests::prepared)).isEqualTo("fonts");
		assertThat(pool.apply(ProcessPoolIntegrationTests::pid)).isNotEqualTo(ProcessHandle.current().pid());
		List<Long> pids = pids(pool);
		this.context.close();
		assertThat(pids).isNotEmpty().allSatisfy((pid) -> assertThat(isAlive(pid)).isFalse());
		assertThat(pool.state()).isEqualTo(PoolState.TERMINATED);
	}

	@Test
	void waitsForTheFirstWorkerBeforeItServesRequests() throws Exception {
		ProcessPool pool = start(WebApplicationType.SERVLET, Application.class);
		assertThat(pool.workers()).extracting(WorkerInfo::state).contains(WorkerState.IDLE);
		assertThat(get("/pid").get(1, TimeUnit.MINUTES).body()).matches("\\d+");
	}

	@Test
	void letsARequestInFlightFinishItsTaskDuringGracefulShutdown() throws Exception {
		ProcessPool pool = start(WebApplicationType.SERVLET, Application.class, "--server.shutdown=graceful");
		Path released = this.directory.resolve("released");
		CompletableFuture<HttpResponse<String>> response = get("/wait?file=" + released);
		await().until(() -> pool.stats().runningTasks() == 1);
		CompletableFuture<Void> close = CompletableFuture.runAsync(this.context::close);
		await().until(this.context::isClosed);
		Files.createFile(released);
		assertThat(response.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
		assertThat(response.get().body()).isEqualTo("released");
		close.get(1, TimeUnit.MINUTES);
	}

	@Test
	void letsTasksFinishThatNobodyWaitsFor() throws Exception {
		ProcessPool pool = start(WebApplicationType.NONE, Application.class);
		Path released = this.directory.resolve("released");
		AsyncResult<String> result = pool.applyAsync(ProcessPoolIntegrationTests::awaitFile, released.toString());
		await().until(() -> pool.stats().runningTasks() == 1);
		CompletableFuture<Void> close = CompletableFuture.runAsync(this.context::close);
		await().until(() -> pool.state() == PoolState.SUSPENDED);
		assertThatExceptionOfType(PoolClosedException.class)
			.isThrownBy(() -> pool.apply(ProcessPoolIntegrationTests::pid));
		Files.createFile(released);
		assertThat(result.get(1, TimeUnit.MINUTES)).isEqualTo("released");
		close.get(1, TimeUnit.MINUTES);
	}

	@Test
	void endsTasksThatDoNotFinishInTheTimeForShuttingDown(CapturedOutput output) {
		ProcessPool pool = start(WebApplicationType.NONE, Application.class, "--pool.shutdown-timeout=200ms");
		AsyncResult<String> result = pool.applyAsync(ProcessPoolIntegrationTests::awaitFile,
				this.directory.resolve("never").toString());
		await().until(() -> pool.stats().runningTasks() == 1);
		this.context.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(result::get)
			.withCauseInstanceOf(PoolClosedException.class);
		assertThat(output).contains("(bean 'processPool') still had 1 running and 0 waiting tasks after 200 ms");
	}

	@Test
	void freesItsWorkersWhileTheContextIsPaused() {
		ProcessPool pool = start(WebApplicationType.NONE, Application.class);
		long before = pool.apply(ProcessPoolIntegrationTests::pid);
		this.context.pause();
		assertThat(pool.workers()).isEmpty();
		assertThat(isAlive(before)).isFalse();
		this.context.restart();
		assertThat(pool.apply(ProcessPoolIntegrationTests::pid)).isNotEqualTo(before);
	}

	@Test
	void failsToStartWithTheReasonWhenTheInitializerFails(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(WebApplicationType.NONE, FailingWorkers.class));
		assertThat(output).contains("APPLICATION FAILED TO START", "no fonts here",
				"the WorkerInitializer bean (pool.initializer) fails");
	}

	@Test
	void failsToStartWithTheReasonWhenTheJvmDoesNotStart(CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> start(WebApplicationType.NONE, Application.class, "--pool.jvm-arguments=-XX:+NoSuchFlag"));
		assertThat(output).contains("APPLICATION FAILED TO START", "NoSuchFlag",
				"pool.jvm-arguments has a flag that the JVM");
	}

	@Test
	void startsWithoutWorkersWhenTheyAreStartedLazily() {
		ProcessPool pool = start(WebApplicationType.NONE, Application.class, "--pool.start=lazy");
		assertThat(pool.workers()).isEmpty();
		assertThat(pool.apply(ProcessPoolIntegrationTests::pid)).isPositive();
	}

	@Test
	void showsTheHealthOfOnePool() throws Exception {
		start(WebApplicationType.SERVLET, Application.class);
		assertThat(get("/actuator/health/processPool").get(1, TimeUnit.MINUTES).body()).contains("\"status\":\"UP\"",
				"\"state\":\"running\"", "\"started\":true", "\"processes\":1");
	}

	@Test
	void showsTheHealthOfTwoPools() throws Exception {
		start(WebApplicationType.SERVLET, TwoPools.class);
		assertThat(get("/actuator/health/processPool").get(1, TimeUnit.MINUTES).body())
			.contains("\"components\":{\"processPool\":{", "\"second\":{");
		assertThat(get("/actuator/health/processPool/second").get(1, TimeUnit.MINUTES).body())
			.contains("\"pool\":\"second\"", "\"status\":\"UP\"");
	}

	private ProcessPool start(WebApplicationType type, Class<?> application, String... arguments) {
		this.context = new SpringApplicationBuilder(application).web(type)
			.properties("spring.main.banner-mode=off", "server.port=0", "pool.processes=1", "pool.max-heap=64m",
					"management.endpoint.health.show-details=always")
			.run(arguments);
		return this.context.getBean("processPool", ProcessPool.class);
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		return this.http.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
				BodyHandlers.ofString());
	}

	private static List<Long> pids(ProcessPool pool) {
		return pool.workers().stream().map(WorkerInfo::pid).toList();
	}

	private static boolean isAlive(long pid) {
		return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
	}

	private boolean isWorker(ProcessHandle process) {
		return process.info().command().orElse("").endsWith("java") && process.isAlive();
	}

	static long pid() {
		return ProcessHandle.current().pid();
	}

	static void prepare() {
		WorkerContext.current().attributes().put("prepared", "fonts");
	}

	static void fail() {
		throw new IllegalStateException("no fonts here");
	}

	static Object prepared() {
		return WorkerContext.current().attributes().get("prepared");
	}

	static String awaitFile(String file) throws InterruptedException {
		while (!Files.exists(Path.of(file))) {
			Thread.sleep(10);
		}
		return "released";
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Controller controller(ProcessPool pool) {
			return new Controller(pool);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PreparedWorkers extends Application {

		@Bean
		static WorkerInitializer fonts() {
			return ProcessPoolIntegrationTests::prepare;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingWorkers extends Application {

		@Bean
		static WorkerInitializer fonts() {
			return ProcessPoolIntegrationTests::fail;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoPools extends Application {

		@Bean(defaultCandidate = false)
		static ProcessPool second(ProcessPoolBuilder builder) {
			return builder.name("second").build();
		}

	}

	@RestController
	static class Controller {

		private final ProcessPool pool;

		Controller(ProcessPool pool) {
			this.pool = pool;
		}

		@GetMapping("/pid")
		long pid() {
			return this.pool.apply(ProcessPoolIntegrationTests::pid);
		}

		@GetMapping("/wait")
		String await(@RequestParam String file) {
			return this.pool.apply(ProcessPoolIntegrationTests::awaitFile, file);
		}

	}

}
