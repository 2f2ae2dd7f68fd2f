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

package io.processpool.internal.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Which workers of all pools of this JVM may spin while they wait for work: those that
 * were sent something last, and fewer than there are processors. Only the parent decides,
 * so a worker that dies takes no permission with it.
 * <p>
 * Safe for any number of threads.
 */
final class SpinGrants {

	private static final SpinGrants COMMON = new SpinGrants(Runtime.getRuntime().availableProcessors() - 1);

	private final int most;

	/** Guards the holders, and what is written into their rings. */
	private final ReentrantLock lock = new ReentrantLock();

	/** The one that was granted last comes first. */
	private final Deque<Rings> holders = new ArrayDeque<>();

	/** Written under the lock, read without. */
	private volatile @Nullable Rings last;

	SpinGrants(int most) {
		this.most = most;
	}

	static SpinGrants common() {
		return COMMON;
	}

	/** The worker is sent something. */
	@SuppressWarnings("ReferenceEquality") // Those very rings
	void grant(Rings rings) {
		if (this.last == rings || this.most < 1) {
			return;
		}
		this.lock.lock();
		try {
			this.holders.remove(rings);
			this.holders.addFirst(rings);
			rings.allowSpin(Spin.MOST);
			this.last = rings;
			if (this.holders.size() > this.most) {
				this.holders.removeLast().allowSpin(0);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The worker is gone; its rings are not touched any more. */
	void forget(Rings rings) {
		this.lock.lock();
		try {
			this.holders.remove(rings);
			this.last = this.holders.peekFirst();
		}
		finally {
			this.lock.unlock();
		}
	}

}
