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

import java.time.Instant;

/**
 * How a worker came to its end. Immutable.
 *
 * @param workerId the number of the worker
 * @param pid the process id of the worker, or 0 if it came to none
 * @param time when the pool had buried it, by the parent's clock
 * @param reason why it ended
 * @param exitCode the exit code, or -1 if it is not known
 * @param signal the number of the signal that killed it or made it crash, or 0 if there
 * was none or it is not known
 * @param detail what else is known, in words; may be empty
 */
public record WorkerEnd(int workerId, long pid, Instant time, ExitReason reason, int exitCode, int signal,
		String detail) {

}
