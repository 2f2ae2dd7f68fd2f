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

import java.nio.file.Path;

/**
 * Which worker to start.
 *
 * @param poolName the name of its pool, for {@code ps}, thread names and messages
 * @param workerId the number of the worker in its pool
 * @param directory a directory of the pool that only its user can enter
 * @param bootFile the file that tells the worker what to do; its path is the worker's
 * first argument
 */
public record WorkerSpec(String poolName, int workerId, Path directory, Path bootFile) {
}
