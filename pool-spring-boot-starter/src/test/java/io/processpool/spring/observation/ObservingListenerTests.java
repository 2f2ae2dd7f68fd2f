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

package io.processpool.spring.observation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.processpool.PoolListener.CallFinished;
import io.processpool.PoolListener.StateChanged;
import io.processpool.PoolListener.TaskIssued;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.WorkerContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ObservingListener}.
 */
class ObservingListenerTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final List<ProcessPoolCallContext> started = new CopyOnWriteArrayList<>();

	private final List<ProcessPoolCallContext> stopped = new CopyOnWriteArrayList<>();

	private final ObservingListener listener = new ObservingListener("first", () -> this.registry);

	ObservingListenerTests() {
		this.registry.observationConfig().observationHandler(new Recorder());
	}

	@Test
	void observesACallFromItsIssueToItsEnd() {
		this.listener.taskIssued(new TaskIssued("one", 1, "Renderer::render", 1_000_000, new HashMap<>()));
		assertThat(this.started).singleElement().satisfies((context) -> {
			assertThat(context.getName()).isEqualTo("processpool.task");
			assertThat(low(context)).containsOnly("pool=first", "outcome=unknown");
		});
		assertThat(this.stopped).isEmpty();
		this.listener.callFinished(new CallFinished("one", 1, "Renderer::render", 1_000_000, 0, Duration.ZERO));
		assertThat(this.stopped).singleElement().satisfies((context) -> {
			assertThat(context.getContextualName()).isEqualTo("processpool Renderer::render");
			assertThat(low(context)).containsOnly("pool=first", "outcome=succeeded");
			assertThat(high(context)).containsOnly("task=Renderer::render", "items=1000000", "failed=0");
		});
	}

	@Test
	void tellsThatItemsHaveFailed() {
		this.listener.taskIssued(new TaskIssued("one", 1, "task", -1, new HashMap<>()));
		assertThat(high(this.started.get(0))).contains("items=unknown");
		this.listener.callFinished(new CallFinished("one", 1, "task", 10, 3, Duration.ZERO));
		assertThat(low(this.stopped.get(0))).contains("outcome=failed");
		assertThat(high(this.stopped.get(0))).contains("items=10", "failed=3");
	}

	@Test
	void takesTheCallersObservationAsParent() {
		Observation request = Observation.start("request", this.registry);
		request.scoped(() -> this.listener.taskIssued(new TaskIssued("one", 1, "task", 1, new HashMap<>())));
		assertThat(this.started.get(0).getParentObservation()).isSameAs(request);
	}

	@Test
	void putsTheTraceIntoTheHeaders() {
		Map<String, String> headers = new HashMap<>();
		this.listener.taskIssued(new TaskIssued("one", 1, "task", 1, headers));
		assertThat(headers).containsEntry("traceparent", "00-1-2-01");
	}

	@Test
	void ignoresCallsThatItHasNotSeenBegin() {
		this.listener.callFinished(new CallFinished("one", 1, "task", 1, 0, Duration.ZERO));
		assertThat(this.stopped).isEmpty();
	}

	@Test
	void leavesNothingOpenWhenThePoolIsTerminated() {
		this.listener.taskIssued(new TaskIssued("one", 1, "task", 1, new HashMap<>()));
		this.listener.stateChanged(new StateChanged("one", PoolState.RUNNING, PoolState.TERMINATED, null));
		assertThat(this.stopped).hasSize(1);
	}

	@Test
	void doesNothingWhereNobodyObserves() {
		ObservingListener idle = new ObservingListener("first", () -> ObservationRegistry.NOOP);
		idle.taskIssued(new TaskIssued("one", 1, "task", 1, new HashMap<>()));
		idle.callFinished(new CallFinished("one", 1, "task", 1, 0, Duration.ZERO));
		assertThat(this.started).isEmpty();
	}

	@Test
	void observesARealPoolWhoseTasksSeeTheTrace() {
		try (ProcessPool pool = ProcessPool.builder().inThreads().processes(1).listener(this.listener).build()) {
			assertThat(pool.map(ObservingListenerTests::trace, List.of(1, 2))).containsExactly("00-1-2-01 1",
					"00-1-2-01 2");
			await().untilAsserted(() -> assertThat(this.stopped).hasSize(1));
			assertThat(high(this.stopped.get(0))).contains("items=2", "failed=0");
		}
	}

	static String trace(int item) {
		return WorkerContext.current().headers().get("traceparent") + " " + item;
	}

	private static List<String> low(ProcessPoolCallContext context) {
		return text(context.getLowCardinalityKeyValues());
	}

	private static List<String> high(ProcessPoolCallContext context) {
		return text(context.getHighCardinalityKeyValues());
	}

	private static List<String> text(Iterable<KeyValue> values) {
		List<String> text = new ArrayList<>();
		values.forEach((value) -> text.add(value.getKey() + "=" + value.getValue()));
		return text;
	}

	/** Does what tracing does: writes into the carrier when an observation starts. */
	private final class Recorder implements ObservationHandler<ProcessPoolCallContext> {

		@Override
		public void onStart(ProcessPoolCallContext context) {
			ObservingListenerTests.this.started.add(context);
			context.getSetter().set(context.getCarrier(), "traceparent", "00-1-2-01");
		}

		@Override
		public void onStop(ProcessPoolCallContext context) {
			ObservingListenerTests.this.stopped.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ProcessPoolCallContext;
		}

	}

}
