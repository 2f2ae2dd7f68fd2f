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

package io.processpool.sample.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Holds back what it is to run until a test lets it go.
 */
final class HeldExecutor implements Executor {

	private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

	@Override
	public void execute(Runnable command) {
		this.held.add(command);
	}

	void letGo() {
		for (Runnable command = this.held.poll(); command != null; command = this.held.poll()) {
			command.run();
		}
	}

}
