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

package io.processpool.internal.worker;

import java.io.EOFException;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.processpool.internal.worker.Vitals.Phase;

/**
 * What others want of an agent, and how it obeys. Any thread may give an order, and wakes
 * the agent after that; the agent obeys before it waits, in the order in which they came.
 * Only the agent calls the methods that have to do with obeying.
 */
final class Orders {

	private final Vitals vitals;

	private final Retirement retirement;

	private final Dumps dumps = new Dumps();

	/** Filled by any thread, emptied by the agent. */
	private final Queue<Order> mailbox = new ConcurrentLinkedQueue<>();

	Orders(Vitals vitals, Retirement retirement) {
		this.vitals = vitals;
		this.retirement = retirement;
	}

	void give(Order order) {
		this.mailbox.add(order);
	}

	boolean isEmpty() {
		return this.mailbox.isEmpty();
	}

	/**
	 * Does all that is wanted.
	 * @return whether there was anything
	 */
	boolean obey(Service service) throws IOException {
		boolean any = false;
		for (Order order = this.mailbox.poll(); order != null; order = this.mailbox.poll()) {
			obey(order, service);
			any = true;
		}
		return any;
	}

	private void obey(Order order, Service service) throws IOException {
		if (order instanceof Order.Cancel cancel) {
			service.killSwitch().cancelled(cancel.callId());
		}
		else if (order instanceof Order.Forget forget) {
			service.forget(forget.callId());
		}
		else if (order instanceof Order.Share) {
			service.shareOrPassOn();
		}
		else if (order instanceof Order.Retire retire) {
			this.retirement.begin(retire.reason(), service.outstanding());
		}
		else if (order instanceof Order.Dump dump) {
			dump(dump.answer(), service);
		}
		else if (order instanceof Order.TooLarge tooLarge) {
			this.retirement.tooLarge(tooLarge, service.outstanding(), service.killSwitch());
		}
		else {
			throw new EOFException("the pool was terminated");
		}
	}

	private void dump(CompletableFuture<String> answer, Service service) throws IOException {
		if (this.vitals.phase() == Phase.BIRTH) {
			answer.complete("The worker has not started yet.");
		}
		else {
			this.dumps.request(answer, service.body().connection().control());
		}
	}

	/** Whether this answers an order to tell what all threads do. */
	boolean answered(long request, String text) {
		return this.dumps.answered(request, text);
	}

	/** Nobody will obey any more. */
	void end() {
		for (Order order = this.mailbox.poll(); order != null; order = this.mailbox.poll()) {
			if (order instanceof Order.Dump dump) {
				dump.answer().complete(Dumps.ENDED);
			}
		}
		this.dumps.end();
	}

}
