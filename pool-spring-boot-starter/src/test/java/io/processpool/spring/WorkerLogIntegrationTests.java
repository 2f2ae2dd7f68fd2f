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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.processpool.PoolListener;
import io.processpool.ProcessPool;
import io.processpool.spring.autoconfigure.ProcessPoolBuilderCustomizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what workers log and print, in the log of a real application.
 */
class WorkerLogIntegrationTests {

	private static final String LOGGER = "com.example.Scanner";

	private final Recorder recorder = new Recorder();

	@BeforeEach
	void listen() {
		this.recorder.start();
	}

	@AfterEach
	void stopListening() {
		root().detachAppender(this.recorder);
		((Logger) LoggerFactory.getLogger(LOGGER)).setLevel(null);
	}

	@Test
	void whatAWorkerLogsArrivesAsItWasLogged() {
		try (ConfigurableApplicationContext context = run("--logging.level.com.example=debug")) {
			context.getBean(ProcessPool.class).run(WorkerLogIntegrationTests::scan);
			await().untilAsserted(() -> assertThat(of(LOGGER)).hasSize(2));
		}
		ILoggingEvent debug = of(LOGGER).get(0);
		assertThat(debug.getLevel()).isEqualTo(Level.DEBUG);
		assertThat(debug.getFormattedMessage()).isEqualTo("page 7 of {} pages");
		assertThat(debug.getThreadName()).isEqualTo("scans worker 1");
		assertThat(debug.getMDCPropertyMap()).containsAllEntriesOf(Map.of("document", "4711", "traceId",
				"0af7651916cd43dd8448eb211c80319c", "spanId", "b7ad6b7169203331", "pool", "scans", "worker", "1"));
		ILoggingEvent error = of(LOGGER).get(1);
		assertThat(error.getLevel()).isEqualTo(Level.ERROR);
		assertThat(error.getFormattedMessage()).startsWith("torn")
			.contains("java.lang.IllegalStateException: on purpose")
			.contains("WorkerLogIntegrationTests.scan");
	}

	@Test
	void whatAWorkerPrintsArrivesLineByLineMarkedWithPoolAndWorker() {
		try (ConfigurableApplicationContext context = run()) {
			context.getBean(ProcessPool.class).run(() -> {
				System.out.print("one\ntwo");
				System.err.println("three");
			});
			context.getBean(ProcessPool.class).terminate();
			await().untilAsserted(
					() -> assertThat(of("io.processpool.output")).extracting(ILoggingEvent::getFormattedMessage)
						.containsExactlyInAnyOrder("[scans worker 1] one", "[scans worker 1] two",
								"[scans worker 1 err] three"));
		}
	}

	@Test
	void aWorkerThatIsNotToForwardItsLogPrintsIt() {
		try (ConfigurableApplicationContext context = run("--pool.logging.forward=false")) {
			context.getBean(ProcessPool.class).run(WorkerLogIntegrationTests::scan);
			await().untilAsserted(() -> assertThat(of("io.processpool.output"))
				.anySatisfy((line) -> assertThat(line.getFormattedMessage()).contains("[scans worker 1] ", "torn")));
			assertThat(of(LOGGER)).isEmpty();
		}
	}

	private ConfigurableApplicationContext run(String... arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties("pool.name=scans", "pool.processes=1")
			.run(arguments);
		// Boot has made the loggers anew
		this.recorder.setContext(root().getLoggerContext());
		root().addAppender(this.recorder);
		return context;
	}

	private List<ILoggingEvent> of(String logger) {
		return this.recorder.events.stream().filter((event) -> event.getLoggerName().equals(logger)).toList();
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	private static void scan() {
		org.slf4j.Logger logger = LoggerFactory.getLogger(LOGGER);
		MDC.put("document", "4711");
		logger.trace("not wanted");
		logger.debug("page {} of {} pages", 7, "{}");
		logger.error("torn", new IllegalStateException("on purpose"));
		MDC.clear();
	}

	/** Keeps what is logged, from whatever thread. */
	private static final class Recorder extends AppenderBase<ILoggingEvent> {

		private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.events.add(event);
		}

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ProcessPoolBuilderCustomizer trace() {
			return (builder) -> builder.listener(new PoolListener() {

				@Override
				public void taskIssued(TaskIssued event) {
					event.headers().put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
				}

			});
		}

	}

}
