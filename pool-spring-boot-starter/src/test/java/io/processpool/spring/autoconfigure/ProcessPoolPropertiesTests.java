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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.processpool.DeserializationPolicy;
import io.processpool.ProcessPoolBuilder;
import io.processpool.SaturationPolicy;
import io.processpool.StartContext;
import io.processpool.WorkerInitializer;
import io.processpool.spring.autoconfigure.ProcessPoolProperties.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Answers;
import org.mockito.InOrder;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ProcessPoolProperties} and for what
 * {@link ProcessPoolBuilderConfigurer} makes of them.
 */
class ProcessPoolPropertiesTests {

	private final ProcessPoolBuilder builder = mock(ProcessPoolBuilder.class, Answers.RETURNS_SELF);

	@Test
	void leaveAlmostEverythingToTheBuilderWhenNothingIsSet() {
		configure();
		then(this.builder).should().startLazily();
		then(this.builder).should().classLoader(getClass().getClassLoader());
		then(this.builder).should().context(StartContext.SPAWN);
		then(this.builder).should().queueCapacity(10_000);
		then(this.builder).should().saturationPolicy(SaturationPolicy.FAIL);
		then(this.builder).should().startTimeout(Duration.ofSeconds(60));
		then(this.builder).shouldHaveNoMoreInteractions();
	}

	@Test
	void haveDefaults() {
		bind((properties) -> {
			assertThat(properties.enabled()).isTrue();
			assertThat(properties.start()).isEqualTo(Start.EAGER);
			assertThat(properties.shutdownTimeout()).isNull();
			assertThat(properties.inThreads()).isFalse();
			assertThat(properties.jvmArguments()).isEmpty();
			assertThat(properties.environment()).isEmpty();
		});
	}

	@Test
	void setTheName() {
		configure("pool.name=renderer");
		then(this.builder).should().name("renderer");
	}

	@Test
	void setTheNumberOfProcesses() {
		configure("pool.processes=3");
		then(this.builder).should().processes(3);
	}

	@Test
	void handOnWhatTheBuilderHasToRefuse() {
		configure("pool.processes=0", "pool.max-tasks-per-child=-1", "pool.queue-capacity=0", "pool.name=");
		then(this.builder).should().processes(0);
		then(this.builder).should().maxTasksPerChild(-1);
		then(this.builder).should().queueCapacity(0);
		then(this.builder).should().name("");
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool.max-tasks-per-child", "pool.maxTasksPerChild", "pool.maxtasksperchild" })
	void setTheTasksOfAWorkerInEachSpelling(String name) {
		configure(name + "=10");
		then(this.builder).should().maxTasksPerChild(10);
	}

	@ParameterizedTest
	@CsvSource({ "spawn,SPAWN", "SPAWN,SPAWN", "forkserver,FORKSERVER", "fork-server,FORKSERVER" })
	void setTheStartContext(String text, StartContext context) {
		configure("pool.context=" + text);
		then(this.builder).should().context(context);
	}

	@Test
	void refuseToFork() {
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> configure("pool.context=fork"))
			.withMessageStartingWith("The start context 'fork' is known from Python, but not supported: ")
			.satisfies((ex) -> {
				assertThat(ex.action())
					.isEqualTo("Set pool.context to 'spawn' or 'forkserver', or remove it to get 'spawn'.");
				assertThat(ex.property()).isEqualTo("pool.context");
			});
	}

	@Test
	void setWhenToStart() {
		bind((properties) -> assertThat(properties.start()).isEqualTo(Start.LAZY), "pool.start=lazy");
	}

	@Test
	void setTheArgumentsOfTheJvmSeparatedByCommas() {
		configure("pool.jvm-arguments=-Xss2m,-XX:+UseParallelGC");
		then(this.builder).should().jvmArguments(List.of("-Xss2m", "-XX:+UseParallelGC"));
	}

	@Test
	void setTheArgumentsOfTheJvmOneByOne() {
		configure("pool.jvm-arguments[0]=-Dlist=a,b", "pool.jvm-arguments[1]=-Xss2m");
		then(this.builder).should().jvmArguments(List.of("-Dlist=a,b", "-Xss2m"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "256m", "256MB" })
	void setTheHeapAsItIsWritten(String size) {
		configure("pool.max-heap=" + size);
		then(this.builder).should().maxHeap(size);
	}

	@ParameterizedTest
	@ValueSource(strings = { "256m", "256MB", "268435456" })
	void setTheMemoryOfAWorker(String size) {
		configure("pool.max-memory-per-child=" + size);
		then(this.builder).should().maxMemoryPerChild(256 * 1024 * 1024);
	}

	@ParameterizedTest
	@CsvSource({ "90,PT1M30S", "90s,PT1M30S", "250ms,PT0.25S", "PT2M,PT2M" })
	void setTheTimeLimitOfTasksInSecondsUnlessToldOtherwise(String text, Duration timeout) {
		configure("pool.task-timeout=" + text);
		then(this.builder).should().taskTimeout(timeout);
	}

	@Test
	void setTheQueue() {
		configure("pool.queue-capacity=5", "pool.saturation-policy=wait");
		then(this.builder).should().queueCapacity(5);
		then(this.builder).should().saturationPolicy(SaturationPolicy.WAIT);
	}

	@Test
	void setTheTimeOutsOfTheLifeCycle() {
		configure("pool.start-timeout=5");
		then(this.builder).should().startTimeout(Duration.ofSeconds(5));
		bind((properties) -> assertThat(properties.shutdownTimeout()).isEqualTo(Duration.ofMinutes(2)),
				"pool.shutdown-timeout=2m");
	}

	@Test
	void setTheJavaInstallation() {
		configure("pool.java-home=/opt/java/25");
		then(this.builder).should().javaHome(Path.of("/opt/java/25"));
	}

	@Test
	void setVariablesOfTheEnvironment() {
		configure("pool.environment.LANG=C", "pool.environment.[OMP_NUM_THREADS]=1");
		then(this.builder).should().environment(Map.of("LANG", "C", "OMP_NUM_THREADS", "1"));
	}

	@Test
	void setSystemPropertiesWithDotsInTheirNames() {
		configure("pool.system-properties.pdfbox.fontcache=/tmp/fonts", "pool.system-properties.debug=true");
		then(this.builder).should().systemProperties(Map.of("pdfbox.fontcache", "/tmp/fonts", "debug", "true"));
	}

	@Test
	void setTheCodec() {
		configure("pool.codec=fory");
		then(this.builder).should().codec("fory");
	}

	@Test
	void setTheCommandPrefix() {
		configure("pool.command-prefix=nice,-n,10");
		then(this.builder).should().commandPrefix(List.of("nice", "-n", "10"));
	}

	@Test
	void allowWhatWorkersMaySend() {
		configure("pool.deserialization.allow=com.example.model.*,org.example.**");
		then(this.builder).should()
			.deserialization(DeserializationPolicy.standard().allow("com.example.model.*", "org.example.**"));
	}

	@Test
	void refuseSingleClassesWithoutAList() {
		configure("pool.deserialization.allow=!com.example.Secret");
		then(this.builder).should().deserialization(DeserializationPolicy.standard().allow("!com.example.Secret"));
	}

	@Test
	void areStrictAboutWhatWorkersMaySendExceptThePackagesOfTheApplication() {
		configure("pool.deserialization.strict=true", "pool.deserialization.allow[0]=org.example.Page");
		then(this.builder).should()
			.deserialization(DeserializationPolicy.strict().allow("org.example.Page", "com.example.shop.**"));
	}

	@Test
	void refuseWhatIsNoPatternOfClasses() {
		assertThatExceptionOfType(PoolConfigurationException.class)
			.isThrownBy(() -> configure("pool.deserialization.allow=a;b"))
			.withMessageContaining("deserialization allows 'a;b'")
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("pool.deserialization.allow"));
	}

	@Test
	void chooseThreads() {
		configure("pool.in-threads=true");
		then(this.builder).should().inThreads();
	}

	@Test
	void comeFromYaml() {
		new ApplicationContextRunner().withUserConfiguration(Enabled.class).withInitializer((context) -> {
			String yaml = """
					pool:
					  environment:
					    LANG: C
					    OMP_NUM_THREADS: 1
					  system-properties:
					    pdfbox.fontcache: /tmp/fonts
					  jvm-arguments:
					    - -Xss2m
					""";
			try {
				new YamlPropertySourceLoader()
					.load("test", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
					.forEach(context.getEnvironment().getPropertySources()::addFirst);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}).run((context) -> {
			ProcessPoolProperties properties = context.getBean(ProcessPoolProperties.class);
			assertThat(properties.environment()).containsOnly(Map.entry("LANG", "C"),
					Map.entry("OMP_NUM_THREADS", "1"));
			assertThat(properties.systemProperties()).containsOnly(Map.entry("pdfbox.fontcache", "/tmp/fonts"));
			assertThat(properties.jvmArguments()).containsExactly("-Xss2m");
		});
	}

	@Test
	void nameTheValuesThatAreNotSecret() {
		bind((properties) -> assertThat(properties.toString()).contains("processes=3", "TOKEN", "db.password")
			.doesNotContain("hush"), "pool.processes=3", "pool.environment.TOKEN=hush",
				"pool.system-properties.db.password=hush", "pool.jvm-arguments=-Dkey=hush");
	}

	@Test
	void comeBeforeTheCustomizers() {
		ProcessPoolBuilderCustomizer first = (each) -> each.processes(1);
		ProcessPoolBuilderCustomizer second = (each) -> each.processes(2);
		bind((properties) -> new ProcessPoolBuilderConfigurer(properties, null, getClass().getClassLoader(),
				List.of("com.example.shop"), List.of(first, second))
			.configure(this.builder), "pool.processes=3");
		InOrder order = inOrder(this.builder);
		order.verify(this.builder).processes(3);
		order.verify(this.builder).processes(1);
		order.verify(this.builder).processes(2);
	}

	@Test
	void comeWithTheInitializer() {
		WorkerInitializer initializer = () -> {
		};
		bind((properties) -> new ProcessPoolBuilderConfigurer(properties, initializer, getClass().getClassLoader(),
				List.of("com.example.shop"), List.of())
			.configure(this.builder));
		then(this.builder).should().initializer(initializer);
	}

	private void configure(String... pairs) {
		bind((properties) -> new ProcessPoolBuilderConfigurer(properties, null, getClass().getClassLoader(),
				List.of("com.example.shop"), List.of())
			.configure(this.builder), pairs);
	}

	private static void bind(Consumer<ProcessPoolProperties> consumer, String... pairs) {
		new ApplicationContextRunner().withUserConfiguration(Enabled.class)
			.withPropertyValues(pairs)
			.run((context) -> consumer.accept(context.getBean(ProcessPoolProperties.class)));
	}

	@EnableConfigurationProperties(ProcessPoolProperties.class)
	static class Enabled {

	}

}
