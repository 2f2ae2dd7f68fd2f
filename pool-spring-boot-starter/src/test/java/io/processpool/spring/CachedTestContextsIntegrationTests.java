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

import io.processpool.PoolState;
import io.processpool.ProcessPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests with the contexts that Spring keeps for later tests, and pauses meanwhile.
 */
class CachedTestContextsIntegrationTests {

	private final TestContextManager first = new TestContextManager(FirstTest.class);

	private final TestContextManager second = new TestContextManager(SecondTest.class);

	private final TestContextManager again = new TestContextManager(FirstTest.class);

	@AfterEach
	void close() {
		this.first.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		this.second.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
	}

	@Test
	void workersAreFreedBetweenTheTestsOfTheirContext() throws Exception {
		ProcessPool pool = run(this.first, new FirstTest());
		long worker = pool.workers().get(0).pid();
		assertThat(run(this.second, new SecondTest())).isNotSameAs(pool);
		assertThat(pool.state()).isEqualTo(PoolState.SUSPENDED);
		assertThat(pool.workers()).isEmpty();
		assertThat(ProcessHandle.of(worker).filter(ProcessHandle::isAlive)).isEmpty();
		assertThat(run(this.again, new FirstTest())).isSameAs(pool);
	}

	/** As the extension for JUnit does it. */
	private static ProcessPool run(TestContextManager manager, PoolTest test) throws Exception {
		manager.beforeTestClass();
		manager.prepareTestInstance(test);
		assertThat((long) test.pool.apply(() -> ProcessHandle.current().pid())).isPositive();
		manager.afterTestClass();
		return test.pool;
	}

	abstract static class PoolTest {

		@Autowired
		ProcessPool pool;

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = { "pool.processes=1", "pool.max-heap=64m", "pool.name=first" })
	static class FirstTest extends PoolTest {

	}

	@SpringBootTest(classes = Application.class, webEnvironment = WebEnvironment.NONE,
			properties = { "pool.processes=1", "pool.max-heap=64m", "pool.name=second" })
	static class SecondTest extends PoolTest {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
