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
import io.processpool.ExitReason;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.test.util.ReflectionTestUtils;
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

	/**
	 * What Spring calls when a checkpoint is about to be taken, and when it is restored.
	 */
	@Test
	void freesItsWorkersForACheckpoint() {
		ProcessPool pool = start(WebApplicationType.NONE, Application.class);
		long before = pool.apply(ProcessPoolIntegrationTests::pid);
		DefaultLifecycleProcessor processor = this.context.getBean(DefaultLifecycleProcessor.class);
		ReflectionTestUtils.invokeMethod(processor, "stopForRestart");
		assertThat(pool.state()).isEqualTo(PoolState.SUSPENDED);
		assertThat(pool.workers()).isEmpty();
		assertThat(isAlive(before)).isFalse();
		ReflectionTestUtils.invokeMethod(processor, "restartAfterStop");
		assertThat(pool.apply(ProcessPoolIntegrationTests::pid)).isNotEqualTo(before);
	}

	@Test
	void freesItsWorkersWhenTheContextIsStoppedAlsoThoseWhoseTasksDoNotFinish() {
		ProcessPool pool = start(WebApplicationType.NONE, Application.class, "--pool.shutdown-timeout=200ms");
		AsyncResult<String> result = pool.applyAsync(ProcessPoolIntegrationTests::awaitFile,
				this.directory.resolve("never").toString());
		await().until(() -> pool.stats().runningTasks() == 1);
		List<Long> before = pids(pool);
		this.context.stop();
		assertThat(pool.workers()).isEmpty();
		assertThat(before).isNotEmpty().allSatisfy((pid) -> assertThat(isAlive(pid)).isFalse());
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(result::get)
			.withCauseInstanceOf(PoolClosedException.class);
		this.context.start();
		assertThat(pool.apply(ProcessPoolIntegrationTests::pid)).isNotIn(before);
	}

	@Test
	void failsToStartWithTheReasonWhenTheInitializerFails(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(WebApplicationType.NONE, FailingWorkers.class));
		assertThat(output).contains("APPLICATION FAILED TO START", "no fonts here",
				"Mend the WorkerInitializer bean (pool.initializer)");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = " | ",
			textBlock = """
					pool.jvm-arguments=-XX:+NoSuchFlag | did not start: Unrecognized VM option 'NoSuchFlag' | Remove or correct the option
					pool.jvm-arguments=-Xms1g,-Xmx100m | did not start: Initial heap size set to a larger value | -Xmx) fit each other
					pool.jvm-arguments=-Xmx1k          | maximum heap                                       | -Xmx) fit each other
					pool.java-home=src                 | is not there or cannot be executed                 | Set pool.java-home to the directory of a
					pool.command-prefix=no-such-command | no-such-command                                   | its first word has to be a command
					""")
	void failsToStartWithTheReasonWhenTheJvmDoesNotStart(String property, String reason, String action,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(WebApplicationType.NONE, Application.class, "--" + property));
		String report = output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
		assertThat(report).contains(reason, action, "Action:").doesNotContain("at io.processpool");
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

	@Test
	void showsPoolsAndWorkersAtTheEndpointAndReplacesNoneUnlessThatIsAllowed() throws Exception {
		ProcessPool pool = start(WebApplicationType.SERVLET, TwoPools.class);
		AsyncResult<String> task = pool.applyAsync(ProcessPoolIntegrationTests::awaitFile,
				this.directory.resolve("never").toString());
		await().until(() -> pool.stats().runningTasks() == 1);
		long pid = pids(pool).get(0);
		assertThat(get("/actuator/pool").get(1, TimeUnit.MINUTES).body())
			.contains("\"pools\":{\"processPool\":{", "\"second\":{", "\"pid\":" + pid, "\"state\":\"busy\"",
					"\"since\":\"", "\"queued\":0")
			.doesNotContain("never");
		assertThat(get("/actuator/pool/second").get(1, TimeUnit.MINUTES).body()).contains("\"name\":\"second\"")
			.doesNotContain("\"pid\":" + pid);
		HttpResponse<String> dump = get("/actuator/pool/processPool/1").get(1, TimeUnit.MINUTES);
		assertThat(dump.headers().firstValue("content-type")).hasValue("text/plain;charset=UTF-8");
		assertThat(dump.body()).contains("awaitFile");
		assertThat(get("/actuator/pool/third").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(404);
		assertThat(get("/actuator/pool/second/99").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(404);
		assertThat(post("/actuator/pool/processPool/1")).isEqualTo(405);
		task.cancel(true);
	}

	@Test
	void replacesWorkersAtTheEndpointWhereThatIsAllowed() throws Exception {
		ProcessPool pool = start(WebApplicationType.SERVLET, Application.class,
				"--management.endpoint.pool.access=unrestricted");
		long pid = pool.apply(ProcessPoolIntegrationTests::pid);
		assertThat(post("/actuator/pool/processPool/1")).isEqualTo(204);
		await().until(() -> !isAlive(pid));
		long successor = pool.apply(ProcessPoolIntegrationTests::pid);
		assertThat(post("/actuator/pool/processPool")).isEqualTo(204);
		await().until(() -> !isAlive(successor));
		assertThat(post("/actuator/pool/third")).isEqualTo(400);
		assertThat(post("/actuator/pool/processPool/99")).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "none,404,404", "read-only,200,405", "unrestricted,200,204" })
	void followsTheRulesOfAccessAtTheEndpoint(String access, int read, int write) throws Exception {
		start(WebApplicationType.SERVLET, Application.class, "--pool.in-threads=true",
				"--management.endpoint.pool.access=" + access);
		assertThat(get("/actuator/pool").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(read);
		assertThat(post("/actuator/pool/processPool")).isEqualTo(write);
	}

	@Test
	void isDownWhileItIsBrokenAndTellsWhyAndWhenItTriesAgain() throws Exception {
		Path broken = this.directory.resolve("broken");
		ProcessPool pool = start(WebApplicationType.SERVLET, FragileWorkers.class, "--test.broken=" + broken,
				"--management.endpoint.health.group.readiness.include=readinessState,processPool",
				"--management.endpoint.health.probes.enabled=true");
		assertThat(get("/actuator/health/readiness").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
		Files.createFile(broken);
		pool.recycle();
		await().atMost(Duration.ofMinutes(1)).until(() -> pool.state() == PoolState.BROKEN);
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(get("/actuator/health/processPool").get(1, TimeUnit.MINUTES))
				.satisfies((health) -> assertThat(health.statusCode()).isEqualTo(503))
				.extracting(HttpResponse::body)
				.asString()
				.contains("\"status\":\"DOWN\"", "\"state\":\"broken\"", "no fonts here", "\"nextStartAttempt\":\"20"));
		await().atMost(Duration.ofMinutes(1))
			.untilAsserted(() -> assertThat(get("/actuator/pool/processPool").get(1, TimeUnit.MINUTES).body())
				.contains("\"state\":\"broken\"", "no fonts here", "\"nextStartAttempt\":\"20"));
		assertThat(get("/actuator/health/readiness").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(503);
		Files.delete(broken);
		await().atMost(Duration.ofMinutes(1)).until(() -> pool.state() == PoolState.RUNNING);
		assertThat(get("/actuator/health/readiness").get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
	}

	@Test
	void isScrapedByPrometheus() throws Exception {
		ProcessPool pool = start(WebApplicationType.SERVLET, TwoPools.class,
				"--management.metrics.distribution.percentiles-histogram.processpool.run=true");
		pool.map(ProcessPoolIntegrationTests::square, List.of(1, 2, 3));
		assertThatException().isThrownBy(() -> pool.apply(ProcessPoolIntegrationTests::fail, 1));
		pool.recycle();
		await().until(() -> pool.stats().exits().containsKey(ExitReason.RECYCLED));
		assertThat(get("/actuator/prometheus").get(1, TimeUnit.MINUTES).body()).contains(
				"processpool_workers{pool=\"processPool\",state=\"idle\"}",
				"processpool_workers{pool=\"second\",state=\"idle\"} 1.0",
				"processpool_queued{pool=\"processPool\"} 0.0",
				"processpool_wait_seconds_count{pool=\"processPool\"} 4",
				"processpool_run_seconds_bucket{pool=\"processPool\",le=\"+Inf\"} 4",
				"processpool_tasks_total{outcome=\"succeeded\",pool=\"processPool\"} 3.0",
				"processpool_tasks_total{outcome=\"failed\",pool=\"processPool\"} 1.0",
				"processpool_tasks_total{outcome=\"succeeded\",pool=\"second\"} 0.0",
				"processpool_exits_total{pool=\"processPool\",reason=\"recycled\"} 1.0",
				"processpool_task_seconds_count{error=\"none\",outcome=\"succeeded\",pool=\"processPool\"} 1",
				"processpool_task_seconds_count{error=\"none\",outcome=\"failed\",pool=\"processPool\"} 1");
	}

	private ProcessPool start(WebApplicationType type, Class<?> application, String... arguments) {
		this.context = new SpringApplicationBuilder(application).web(type)
			.properties("spring.main.banner-mode=off", "server.port=0", "pool.processes=1", "pool.max-heap=64m",
					"management.endpoint.health.show-details=always", "management.endpoints.web.exposure.include=*")
			.run(arguments);
		return this.context.getBean("processPool", ProcessPool.class);
	}

	private CompletableFuture<HttpResponse<String>> get(String path) {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		return this.http.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
				BodyHandlers.ofString());
	}

	private int post(String path) throws Exception {
		String port = this.context.getEnvironment().getProperty("local.server.port");
		return this.http
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
				.header("content-type", "application/json")
				.POST(HttpRequest.BodyPublishers.noBody())
				.build(), BodyHandlers.discarding())
			.statusCode();
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

	static int square(int number) {
		return number * number;
	}

	static int fail(int number) {
		throw new IllegalArgumentException("not " + number);
	}

	static void fail() {
		throw new IllegalStateException("no fonts here");
	}

	static void failIfThereIs(String file) {
		if (Files.exists(Path.of(file))) {
			fail();
		}
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
	static class FragileWorkers extends Application {

		@Bean
		static WorkerInitializer fonts(@Value("${test.broken}") String broken) {
			return () -> failIfThereIs(broken);
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
