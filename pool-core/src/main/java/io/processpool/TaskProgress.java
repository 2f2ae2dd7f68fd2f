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
 * How far a running task has come, by its own account
 * ({@link WorkerContext#progress(long, long)}). Immutable.
 *
 * @param done how much is done, in whatever unit the task counts: 0 or more
 * @param total how much there is to do, or 0 if the task does not know
 */
public record TaskProgress(long done, long total) {

}
