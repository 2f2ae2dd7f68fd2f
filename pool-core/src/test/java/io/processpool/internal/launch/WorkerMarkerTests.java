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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerMarker}.
 */
class WorkerMarkerTests {

	private final WorkerMarker marker = new WorkerMarker("id:1:1");

	@Test
	void isFoundAnywhereInAnEnvironment() {
		assertThat(this.marker.isIn("PROCESSPOOL_WORKER=id:1:1\0PATH=/bin\0")).isTrue();
		assertThat(this.marker.isIn("PATH=/bin\0PROCESSPOOL_WORKER=id:1:1\0")).isTrue();
		assertThat(this.marker.isIn("PATH=/bin\0PROCESSPOOL_WORKER=id:1:1")).isTrue();
	}

	@Test
	void isFoundInWhatANestedPoolHasStarted() {
		assertThat(this.marker.isIn("PROCESSPOOL_WORKER=id:1:1/nested:5:2\0")).isTrue();
	}

	@Test
	void isNotTakenForAnother() {
		assertThat(this.marker.isIn("PROCESSPOOL_WORKER=id:1:11\0")).isFalse();
		assertThat(this.marker.isIn("PROCESSPOOL_WORKER=outer:1:1/id:1:1\0")).isFalse();
		assertThat(this.marker.isIn("OLD_PROCESSPOOL_WORKER=id:1:1\0")).isFalse();
		assertThat(this.marker.isIn("PATH=/bin\0")).isFalse();
		assertThat(this.marker.isIn("")).isFalse();
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
