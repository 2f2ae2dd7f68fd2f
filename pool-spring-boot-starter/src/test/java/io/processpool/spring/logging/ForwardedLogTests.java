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

package io.processpool.spring.logging;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.processpool.PoolListener.WorkerLogged;
import io.processpool.WorkerLogEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardedLogTests {

	private final LoggerContext loggers = new LoggerContext();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.appender.start();
		this.loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this.appender);
	}

	@Test
	void aNameThatTheApplicationDoesNotKnowIsLoggedAndMakesNoLogger() {
		int before = this.loggers.getLoggerList().size();
		forward("com.example.MadeUp$1", System.Logger.Level.INFO);
		assertThat(this.appender.list).extracting(ILoggingEvent::getLoggerName).containsExactly("com.example.MadeUp$1");
		assertThat(this.loggers.getLoggerList()).hasSize(before);
	}

	@Test
	void theNearestLoggerThatThereIsDecides() {
		this.loggers.getLogger("com.example").setLevel(Level.ERROR);
		forward("com.example.Scanner", System.Logger.Level.INFO);
		forward("com.examples", System.Logger.Level.INFO);
		assertThat(this.appender.list).extracting(ILoggingEvent::getLoggerName).containsExactly("com.examples");
	}

	@Test
	void whatHasNoMessageAndAHalfEmptyContextArrivesToo() {
		LoggingEvent event = new LoggingEvent("caller", this.loggers.getLogger("com.example"), Level.INFO, null, null,
				null);
		event.setInstant(Instant.EPOCH);
		Map<String, String> context = new HashMap<>();
		context.put("document", "4711");
		context.put("page", null);
		event.setMDCPropertyMap(context);
		WorkerLogEvent translated = WorkerAppender.translate(event, Map.of());
		assertThat(translated.message()).isEqualTo("null");
		assertThat(translated.context()).isEqualTo(Map.of("document", "4711"));
	}

	@Test
	void eachLineOfAMessageAndOfItsStackHasTheMarkOfItsWorker() {
		forward(new WorkerLogEvent(Instant.EPOCH, System.Logger.Level.INFO, "com.example", "task",
				"one\r\ntwo\nthree\u2028four", Map.of(), "java.lang.Error: no\n\tat a.B.c\n"));
		String mark = System.lineSeparator() + "[scans worker 7] ";
		assertThat(this.appender.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly(String.join(mark, "one", "two", "three", "four", "java.lang.Error: no", "\tat a.B.c"));
	}

	@Test
	void nothingElseThatAWorkerSendsBeginsALine() {
		forward(new WorkerLogEvent(Instant.EPOCH, System.Logger.Level.INFO, "com.example\nERROR", "task", "one",
				Map.of("user\n", "root\r\nERROR"), ""));
		assertThat(this.appender.list).singleElement()
			.satisfies((event) -> assertThat(event.getLoggerName()).isEqualTo("com.example ERROR"))
			.satisfies((event) -> assertThat(event.getMDCPropertyMap()).containsEntry("user ", "root ERROR"));
	}

	private void forward(String logger, System.Logger.Level level) {
		forward(new WorkerLogEvent(Instant.EPOCH, level, logger, "task", "page 7", Map.of(), ""));
	}

	private void forward(WorkerLogEvent event) {
		new ForwardedLog(this.loggers).workerLogged(new WorkerLogged("scans", 7, 1, event));
	}

}
