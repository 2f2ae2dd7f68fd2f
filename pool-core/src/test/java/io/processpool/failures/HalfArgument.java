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
import java.io.InterruptedIOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.CountDownLatch;

/**
 * A large argument. When half of it has left for the first time, it waits for something
 * to happen.
 */
final class HalfArgument implements Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	private static final int LARGE = 8_000_000;

	private final transient CountDownLatch half = new CountDownLatch(1);

	private final transient CountDownLatch happened = new CountDownLatch(1);

	/** Waits until half of it has left. */
	void awaitHalf() throws InterruptedException {
		this.half.await();
	}

	/** Lets the rest go. */
	void goOn() {
		this.happened.countDown();
	}

	@Serial
	private void writeObject(ObjectOutputStream out) throws IOException {
		out.write(new byte[LARGE / 2]);
		out.flush();
		this.half.countDown();
		try {
			this.happened.await();
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
		out.write(new byte[LARGE / 2]);
	}

	@Serial
	private void readObject(ObjectInputStream in) throws IOException {
		in.readFully(new byte[LARGE]);
	}

}
