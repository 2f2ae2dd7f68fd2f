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

package io.processpool.internal.launch;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerMarker}.
 */
class WorkerMarkerTests {

	private static final WorkerMarker MARKER = new WorkerMarker("id:1:1");

	@ParameterizedTest
	@ValueSource(strings = { "PROCESSPOOL_WORKER=id:1:1\0PATH=/bin\0", "PATH=/bin\0PROCESSPOOL_WORKER=id:1:1\0",
			"PATH=/bin\0PROCESSPOOL_WORKER=id:1:1", "OLD_PROCESSPOOL_WORKER=x\0PROCESSPOOL_WORKER=id:1:1\0A=B\0" })
	void isFoundAnywhereInAnEnvironment(String environment) {
		assertThat(WorkerMarker.in(environment)).isEqualTo(MARKER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "PATH=/bin\0", "OLD_PROCESSPOOL_WORKER=id:1:1\0", "PATH=PROCESSPOOL_WORKER=x\0" })
	void isNotFoundInOtherEnvironments(String environment) {
		assertThat(WorkerMarker.in(environment)).isNull();
	}

	@Test
	void belongsToItsWorkerAndToThoseItIsNestedIn() {
		assertThat(MARKER.belongsTo(Set.of(MARKER))).isTrue();
		assertThat(new WorkerMarker("id:1:1/nested:5:2").belongsTo(Set.of(MARKER))).isTrue();
		assertThat(new WorkerMarker("id:1:1/nested:5:2/deep:0:1").belongsTo(Set.of(MARKER))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "id:1:11", "id:1:2", "id:11:1", "outer:1:1/id:1:1", "id:1", "" })
	void belongsToNoOther(String value) {
		assertThat(new WorkerMarker(value).belongsTo(Set.of(MARKER))).isFalse();
	}

	@Test
	void differsForEachStartOfTheSameWorker() {
		WorkerMarker.Source markers = new WorkerMarker.Source();
		assertThat(markers.next(1)).isNotEqualTo(markers.next(1));
	}

	@Test
	void differsForEachPool() {
		assertThat(new WorkerMarker.Source().next(1)).isNotEqualTo(new WorkerMarker.Source().next(1));
	}

}
