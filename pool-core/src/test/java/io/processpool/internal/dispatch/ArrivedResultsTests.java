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

package io.processpool.internal.dispatch;

import io.processpool.internal.channel.Payload;
import io.processpool.internal.dispatch.StreamCall.Arrived;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArrivedResultsTests {

	@Test
	void inOrderWaitsForTheNextIndex() {
		ArrivedResults results = ArrivedResults.inOrder();
		results.add(2, settlement());
		results.add(1, settlement());
		assertThat(results.hasNext()).isFalse();
		assertThat(results.poll()).isNull();
		results.add(0, settlement());
		for (int i = 0; i < 3; i++) {
			assertThat(results.hasNext()).isTrue();
			assertThat(results.poll()).extracting(Arrived::index).isEqualTo(i);
		}
		assertThat(results.hasNext()).isFalse();
	}

	@Test
	void asTheyComeDoesNot() {
		ArrivedResults results = ArrivedResults.asTheyCome();
		results.add(7, settlement());
		results.add(1, settlement());
		assertThat(results.poll()).extracting(Arrived::index).isEqualTo(7);
		assertThat(results.poll()).extracting(Arrived::index).isEqualTo(1);
		assertThat(results.poll()).isNull();
		results.add(2, settlement());
		results.clear();
		assertThat(results.hasNext()).isFalse();
	}

	private static Settlement settlement() {
		return new Settlement.Returned(Payload.EMPTY);
	}

}
