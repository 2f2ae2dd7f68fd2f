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

package io.processpool.sample;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Lets no logger of PDFBox log more than a few lines in ten seconds: there are documents
 * that make it complain without end.
 */
final class LogLimit extends TurboFilter {

	private static final String LIMITED = "org.apache.pdfbox";

	private static final int LINES = 5;

	private static final long PERIOD = TimeUnit.SECONDS.toNanos(10);

	private final ConcurrentMap<String, Budget> budgets = new ConcurrentHashMap<>();

	/**
	 * Sets the limit for this JVM.
	 */
	static void install() {
		ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
		if (loggers instanceof LoggerContext context
				&& context.getTurboFilterList().stream().noneMatch(LogLimit.class::isInstance)) {
			context.addTurboFilter(new LogLimit());
		}
	}

	@Override
	public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
			Object @Nullable [] parameters, @Nullable Throwable thrown) {
		// Without a text it is only asked whether the level is on
		if (format == null || !logger.getName().startsWith(LIMITED)
				|| !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
			return FilterReply.NEUTRAL;
		}
		Budget budget = this.budgets.computeIfAbsent(logger.getName(), (name) -> new Budget());
		return budget.spend(System.nanoTime()) ? FilterReply.NEUTRAL : FilterReply.DENY;
	}

	/**
	 * What a logger may still log. Two threads at the turn of a period may log a line too
	 * many, which does not matter.
	 */
	private static final class Budget {

		private final AtomicLong since = new AtomicLong(System.nanoTime());

		private final AtomicInteger spent = new AtomicInteger();

		boolean spend(long now) {
			long begun = this.since.get();
			if (now - begun > PERIOD && this.since.compareAndSet(begun, now)) {
				this.spent.set(0);
			}
			return this.spent.get() < LINES && this.spent.incrementAndGet() <= LINES;
		}

	}

}
