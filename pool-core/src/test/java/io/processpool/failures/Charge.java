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

package io.processpool.failures;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;

/**
 * An item, argument and result at once, that may strike its worker at one step of its
 * journey.
 *
 * @see Step
 */
final class Charge implements Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final int LARGE = 4_000_000;

	private final int item;

	private final Fault fault;

	private final Step step;

	private final long parent = ProcessHandle.current().pid();

	private Charge(int item, Fault fault, Step step) {
		this.item = item;
		this.fault = fault;
		this.step = step;
	}

	/** An item that does nothing. */
	static Charge harmless(int item) {
		return new Charge(item, Fault.KILL, Step.START);
	}

	/** An item that strikes the worker that runs it. */
	static Charge of(int item, Fault fault, Step step) {
		return new Charge(item, fault, step);
	}

	int item() {
		return this.item;
	}

	/** The task. */
	Charge run(Ledger ledger) throws IOException {
		ledger.record(this.item);
		strikeAt(Step.EXECUTE);
		return this;
	}

	private void strikeAt(Step step) throws IOException {
		if (this.step == step && ProcessHandle.current().pid() != this.parent) {
			this.fault.hit();
		}
	}

	@Serial
	private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
		in.defaultReadObject();
		strikeAt(Step.DECODE);
	}

	@Serial
	private void writeObject(ObjectOutputStream out) throws IOException {
		out.defaultWriteObject();
		strikeAt(Step.ENCODE);
		if (this.step == Step.SEND) {
			out.write(new byte[LARGE]);
			out.flush();
		}
		strikeAt(Step.SEND);
	}

}
