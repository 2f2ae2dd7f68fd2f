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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.PoolClosedException;
import io.processpool.PoolState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PoolGateTests {

	private final AtomicInteger emptied = new AtomicInteger();

	private final PoolGate gate = new PoolGate(this.emptied::incrementAndGet);

	@Test
	void aGateThatIsOpenIsNeverReportedEmpty() {
		enter();
		this.gate.leave();
		assertThat(this.emptied).hasValue(0);
		assertThat(this.gate.state()).isEqualTo(PoolState.RUNNING);
	}

	@Test
	void anEmptyGateIsReportedWhenItCloses() {
		assertThat(this.gate.change(PoolState.CLOSED, PoolState.RUNNING)).isTrue();
		assertThat(this.emptied).hasValue(1);
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(this::enter);
	}

	@Test
	void aClosedGateIsReportedWhenTheLastCallLeaves() {
		enter();
		enter();
		this.gate.change(PoolState.CLOSED, PoolState.RUNNING);
		this.gate.leave();
		assertThat(this.emptied).hasValue(0);
		assertThat(this.gate.openCalls()).isOne();
		this.gate.leave();
		assertThat(this.emptied).hasValue(1);
	}

	@Test
	void onlyChangesThatAreAllowedHappen() {
		assertThat(this.gate.change(PoolState.RUNNING, PoolState.SUSPENDED)).isFalse();
		assertThat(this.gate.change(PoolState.TERMINATED, PoolState.RUNNING, PoolState.CLOSED)).isTrue();
		assertThat(this.gate.change(PoolState.CLOSED, PoolState.RUNNING)).isFalse();
		assertThat(this.gate.state()).isEqualTo(PoolState.TERMINATED);
	}

	@Test
	void noCallSlipsInWhileTheGateCloses() throws InterruptedException {
		AtomicInteger entered = new AtomicInteger();
		CountDownLatch begun = new CountDownLatch(2);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Thread thread = new Thread(() -> {
				try {
					while (true) {
						enter();
						entered.incrementAndGet();
						begun.countDown();
					}
				}
				catch (PoolClosedException ex) {
					// The end
				}
			});
			threads.add(thread);
			thread.start();
		}
		begun.await();
		this.gate.change(PoolState.CLOSED, PoolState.RUNNING);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(this.gate.openCalls()).isEqualTo(entered.get());
		assertThat(this.emptied).hasValue(0);
		for (int i = entered.get(); i > 0; i--) {
			this.gate.leave();
		}
		assertThat(this.emptied).hasValue(1);
	}

	private void enter() {
		this.gate.enter(() -> new PoolClosedException("closed"));
	}

}
