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

package io.processpool.internal.child;

/**
 * What a worker lives in: a process of its own, or, in tests, a thread of the parent. Its
 * methods end the worker.
 */
public interface Host {

	/**
	 * Whether the worker has the process for itself.
	 * @return {@code true} in a worker JVM
	 */
	boolean isProcess();

	/**
	 * Ends the worker in good order: shutdown hooks run.
	 */
	void leave();

	/**
	 * Ends the worker at once.
	 * @param status the exit code of a process
	 */
	void halt(int status);

}
