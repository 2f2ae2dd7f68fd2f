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

package io.processpool.spring.readme;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.processpool.ExitReason;
import io.processpool.PoolListener;
import io.processpool.PoolListener.TaskFinished.Result;
import io.processpool.WorkerLogEvent;
import io.processpool.spring.FakePool;
import io.processpool.spring.actuate.PoolDescriptor;
import io.processpool.spring.actuate.ProcessPoolEndpoint.PoolsDescriptor;
import io.processpool.spring.autoconfigure.ProcessPoolProperties;
import io.processpool.spring.health.ProcessPoolHealthIndicator;
import io.processpool.spring.logging.ForwardedLog;
import io.processpool.spring.metrics.ProcessPoolMetrics;
import io.processpool.spring.observation.ObservingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParser;
import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the guide to what the starter really has, both ways.
 */
class SpringBootGuideTests {

	private static final JsonParser JSON = JsonParserFactory.getJsonParser();

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.*) \\|$");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Pattern JSON_BLOCK = Pattern.compile("(?ms)^```json\\R(.*?)^```$");

	private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	private static String guide;

	@BeforeAll
	static void read() throws IOException {
		guide = Files.readString(Path.of("..", "docs", "spring-boot.md"));
	}

	@Test
	void hasEveryPropertyWithItsDefault() throws IOException {
		Map<String, Object> defaults = properties();
		Map<String, String> rows = rows("Properties");
		assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(defaults.keySet());
		defaults.forEach((name, value) -> {
			if (value != null) {
				assertThat(rows.get(name)).as(name).endsWith("| `" + value + "`");
			}
		});
	}

	@Test
	void hasEveryHealthDetail() {
		FakePool pool = new FakePool("pool").withExits(ExitReason.EXITED, 1);
		Map<String, Object> details = new TreeMap<>(health(pool));
		details.putAll(health(pool.broken(new IllegalStateException("no model"))));
		Map<String, String> rows = rows("Health details");
		assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(details.keySet());
		Map<?, ?> workers = (Map<?, ?>) details.get("workers");
		assertThat(codes(rows.get("workers"))).isEqualTo(workers.keySet());
	}

	@Test
	void hasEveryFieldOfTheEndpoint() {
		Set<String> fields = new TreeSet<>(Set.of("pools"));
		addFields("", PoolDescriptor.class, fields);
		assertThat(PoolsDescriptor.class.getRecordComponents()).extracting(RecordComponent::getName)
			.containsExactly("pools");
		assertThat(rows("Endpoint fields").keySet()).containsExactlyInAnyOrderElementsOf(fields);
	}

	@Test
	void showsNothingThatTheEndpointAndHealthDoNotHave() {
		Set<String> known = new TreeSet<>(rows("Endpoint fields").keySet());
		known.addAll(rows("Health details").keySet());
		Set<String> names = known.stream()
			.map((path) -> path.substring(path.lastIndexOf('.') + 1))
			.collect(Collectors.toCollection(TreeSet::new));
		names.addAll(Set.of("status", "details", "components", "processPool", "reports"));
		Set<String> shown = new TreeSet<>();
		JSON_BLOCK.matcher(guide).results().forEach((block) -> addNames(JSON.parseMap(block.group(1)), shown));
		assertThat(shown).isNotEmpty().isSubsetOf(names);
	}

	@Test
	void hasEveryMeterWithItsTags() {
		FakePool pool = new FakePool("pool");
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new ProcessPoolMetrics("processPool", pool.pool()).bindTo(registry);
		pool.tellExit(ExitReason.EXITED, "");
		Map<String, String> tags = new TreeMap<>();
		Set<String> outcomes = new TreeSet<>();
		for (Meter meter : registry.getMeters()) {
			Meter.Id id = meter.getId();
			tags.put(id.getName(), "%s | %s".formatted(id.getType().name().toLowerCase(),
					id.getTags().stream().map((tag) -> "`" + tag.getKey() + "`").collect(Collectors.joining(", "))));
			id.getTags()
				.stream()
				.filter((tag) -> tag.getKey().equals("outcome"))
				.map(Tag::getValue)
				.forEach(outcomes::add);
		}
		Map<String, String> rows = rows("Metrics");
		assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(tags.keySet());
		tags.forEach((name, expected) -> assertThat(rows.get(name)).startsWith(expected + " |"));
		assertThat(codes(rows.get("processpool.tasks"))).containsAll(outcomes).hasSize(outcomes.size() + 2);
		assertThat(outcomes).hasSameSizeAs(Result.values());
	}

	@Test
	void hasEveryKeyOfAnObservation() {
		Map<String, String> keys = new HashMap<>();
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new Recorder(keys));
		ObservingListener listener = new ObservingListener("processPool", () -> registry);
		listener.taskIssued(new PoolListener.TaskIssued("pool", 1, "task", 1, new HashMap<>()));
		listener.callFinished(new PoolListener.CallFinished("pool", 1, "task", 1, 0, Duration.ZERO));
		Map<String, String> rows = rows("Observations");
		assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(keys.keySet());
		keys.forEach((key, cardinality) -> assertThat(rows.get(key)).startsWith(cardinality + " |"));
	}

	@Test
	void hasEveryFieldThatIsAddedToTheLog() {
		LoggerContext loggers = new LoggerContext();
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		loggers.getLogger("task").addAppender(appender);
		new ForwardedLog(loggers).workerLogged(new PoolListener.WorkerLogged("thumbnails", 2, 1,
				new WorkerLogEvent(Instant.EPOCH, System.Logger.Level.ERROR, "task", "main", "no ink", Map.of(), "")));
		assertThat(appender.list).singleElement().satisfies((event) -> {
			Set<String> added = event.getMDCPropertyMap().keySet();
			assertThat(rows("Logs").keySet()).containsAll(added)
				.hasSize(added.size() + 2)
				.contains("traceId", "spanId");
			assertThat(guide).contains("`" + event.getThreadName() + "`");
		});
	}

	@Test
	void linksToItsOwnHeadings() {
		Set<String> anchors = HEADING.matcher(guide)
			.results()
			.map((heading) -> heading.group(1).toLowerCase().replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
		assertThat(LINK.matcher(guide).results().map((link) -> link.group(1))).isNotEmpty().isSubsetOf(anchors);
	}

	/**
	 * The properties of the starter, with their defaults, {@code null} if there is none.
	 */
	@SuppressWarnings("unchecked")
	private static Map<String, Object> properties() throws IOException {
		String file = "META-INF/spring-configuration-metadata.json";
		String location = ProcessPoolProperties.class.getProtectionDomain().getCodeSource().getLocation() + file;
		Map<String, Object> properties = new HashMap<>();
		try (InputStream in = URI.create(location).toURL().openStream()) {
			String metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			((List<Map<String, Object>>) JSON.parseMap(metadata).get("properties"))
				.forEach((property) -> properties.put((String) property.get("name"), property.get("defaultValue")));
		}
		return properties;
	}

	private static Map<String, Object> health(FakePool pool) {
		return new ProcessPoolHealthIndicator(pool.pool()).health().getDetails();
	}

	/** Records are objects in JSON, lists of them are lists of objects. */
	private static void addFields(String prefix, Class<?> type, Set<String> fields) {
		for (RecordComponent component : type.getRecordComponents()) {
			fields.add(prefix + component.getName());
			Class<?> content = content(component.getGenericType());
			if (content.isRecord()) {
				addFields(prefix + component.getName() + ".", content, fields);
			}
		}
	}

	private static Class<?> content(Type type) {
		if (type instanceof ParameterizedType generic) {
			return content(generic.getActualTypeArguments()[0]);
		}
		return (Class<?>) type;
	}

	/** Without those below {@code exits}, which are reasons. */
	private static void addNames(Object value, Set<String> names) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((name, content) -> {
				names.add((String) name);
				if (!name.equals("exits") && !(name.equals("workers") && content instanceof Map)) {
					addNames(content, names);
				}
			});
		}
		else if (value instanceof List<?> list) {
			list.forEach((each) -> addNames(each, names));
		}
	}

	/** The rows of the table under a heading: the first cell, and what is beside it. */
	private static Map<String, String> rows(String heading) {
		List<String> parts = new ArrayList<>(List.of(guide.split("(?m)^#+ ")));
		String section = parts.stream().filter((part) -> part.startsWith(heading + "\n")).findFirst().orElse("");
		Map<String, String> rows = new LinkedHashMap<>();
		for (MatchResult row : ROW.matcher(section).results().toList()) {
			assertThat(rows.put(row.group(1), row.group(2))).as("a second row for %s", row.group(1)).isNull();
		}
		return rows;
	}

	private static Set<String> codes(String text) {
		return CODE.matcher(text).results().map((code) -> code.group(1)).collect(Collectors.toSet());
	}

	private record Recorder(Map<String, String> keys) implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStop(Observation.Context context) {
			Stream
				.of(Map.entry("low", context.getLowCardinalityKeyValues()),
						Map.entry("high", context.getHighCardinalityKeyValues()))
				.forEach((entry) -> {
					for (KeyValue key : entry.getValue()) {
						this.keys.put(key.getKey(), entry.getKey());
					}
				});
		}

	}

}
