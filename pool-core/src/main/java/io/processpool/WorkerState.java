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

package io.processpool;

/**
 * The states of one worker, in the order in which it passes them. It changes between
 * {@link #IDLE} and {@link #BUSY} with each task.
 */
public enum WorkerState {

	/** The process is being started, or the initializer runs. */
	STARTING,

	/** Ready, and without a task. */
	IDLE,

	/** Runs a task. */
	BUSY,

	/** Gets no further tasks: it is ending, or is being killed. */
	EXITING

}
