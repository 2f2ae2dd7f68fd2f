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

import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.processpool.ProcessPoolBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the metadata that editors show for the properties.
 */
class ProcessPoolMetadataTests {

	private static Map<String, Object> metadata;

	@BeforeAll
	static void read() throws Exception {
		String file = "META-INF/spring-configuration-metadata.json";
		String location = ProcessPoolProperties.class.getProtectionDomain().getCodeSource().getLocation() + file;
		try (InputStream in = URI.create(location).toURL().openStream()) {
			// JSON is YAML, and a parser for that is there
			metadata = new Yaml().load(in);
		}
	}

	@Test
	void hasEveryProperty() {
		Set<String> expected = names("pool.", ProcessPoolProperties.class).collect(Collectors.toSet());
		assertThat(properties().keySet()).filteredOn((name) -> name.startsWith("pool."))
			.containsExactlyInAnyOrderElementsOf(expected);
		assertThat(properties()).containsKey("management.health.processpool.enabled");
	}

	@Test
	void describesEveryPropertyInTheMannerOfSpringBoot() {
		assertThat(properties()).allSatisfy((name, property) -> {
			String description = (String) property.get("description");
			assertThat(description).isNotBlank().endsWith(".").doesNotContain("\n");
			assertThat(description).doesNotStartWith("The ").doesNotStartWith("A ").doesNotStartWith("Indicates");
			assertThat(Character.isUpperCase(description.charAt(0))).isTrue();
			if (property.get("type").equals("java.lang.Boolean")) {
				assertThat(description).startsWith("Whether ");
			}
		});
	}

	@Test
	void hasTheDefaults() {
		Map<String, Object> defaults = new TreeMap<>();
		properties().forEach((name, property) -> {
			if (property.containsKey("defaultValue")) {
				defaults.put(name, property.get("defaultValue"));
			}
		});
		assertThat(defaults).containsOnly(Map.entry("management.endpoint.pool.access", "read_only"),
				Map.entry("management.endpoint.pool.cache.time-to-live", "0ms"),
				Map.entry("management.health.processpool.enabled", true), Map.entry("pool.context", "spawn"),
				Map.entry("pool.deserialization.strict", false), Map.entry("pool.enabled", true),
				Map.entry("pool.in-threads", false), Map.entry("pool.logging.forward", true),
				Map.entry("pool.queue-capacity", 10_000), Map.entry("pool.saturation-policy", "fail"),
				Map.entry("pool.start", "eager"), Map.entry("pool.start-timeout", "60s"));
	}

	@Test
	void hasTheDefaultsThatAreBound() {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		properties().forEach((name, property) -> {
			if (name.startsWith("pool.") && property.containsKey("defaultValue")) {
				source.put(name, property.get("defaultValue"));
			}
		});
		ProcessPoolProperties bound = new Binder(source).bindOrCreate("pool", ProcessPoolProperties.class);
		assertThat(bound).isEqualTo(
				new Binder(new MapConfigurationPropertySource()).bindOrCreate("pool", ProcessPoolProperties.class));
	}

	@Test
	void hasAPropertyForEverySettingOfTheBuilderThatTextCanExpress() {
		Set<String> ofCode = Set.of("build", "listener", "classLoader", "classPath", "startLazily", "systemProperty",
				// These are for the few whose tasks are built around them
				"allowNestedPools", "workingDirectory");
		assertThat(Stream.of(ProcessPoolBuilder.class.getMethods())
			.map(Method::getName)
			.filter((name) -> !ofCode.contains(name)))
			.isSubsetOf(Stream.of(ProcessPoolProperties.class.getRecordComponents())
				.map(RecordComponent::getName)
				.toList());
	}

	@Test
	@SuppressWarnings("unchecked")
	void proposesInitializerBeans() {
		List<Map<String, Object>> hints = (List<Map<String, Object>>) metadata.get("hints");
		assertThat(hints).filteredOn((hint) -> hint.get("name").equals("pool.initializer"))
			.singleElement()
			.satisfies((hint) -> assertThat(hint.get("providers")).isEqualTo(List.of(Map.of("name",
					"spring-bean-reference", "parameters", Map.of("target", "io.processpool.WorkerInitializer")))));
	}

	private static Stream<String> names(String prefix, Class<?> type) {
		return Stream.of(type.getRecordComponents()).flatMap((component) -> {
			String name = prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase();
			boolean nested = component.getType().getEnclosingClass() == type && component.getType().isRecord();
			return nested ? names(name + ".", component.getType()) : Stream.of(name);
		});
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Map<String, Object>> properties() {
		return ((List<Map<String, Object>>) metadata.get("properties")).stream()
			.collect(Collectors.toMap((property) -> (String) property.get("name"), (property) -> property));
	}

}
