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

import java.io.IOException;

/**
 * Starts workers. Implementations may be called by several threads at once.
 */
public interface WorkerLauncher {

	/**
	 * Starts one worker and returns without waiting for it to be ready.
	 * @param spec which worker to start
	 * @param output where the lines go that it writes to its standard streams
	 * @return the started worker
	 * @throws IOException if the worker cannot be started; the message names pool, worker
	 * and executable and says what to do
	 */
	WorkerProcess launch(WorkerSpec spec, OutputSink output) throws IOException;

}
