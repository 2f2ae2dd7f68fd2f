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
import java.util.Optional;

/**
 * What a worker is doing at the moment of a snapshot. Immutable.
 *
 * @param callId the number of the call that issued the task, unique within the pool
 * @param name the name of the task: the one given by {@link TaskOptions#name(String)}, or
 * one derived from the task's class
 * @param index the position of the item within its call, from 0
 * @param since when the worker began with it, by the parent's clock
 * @param progress how far it has come, if it tells
 * ({@link WorkerContext#progress(long, long)})
 */
public record RunningTask(long callId, String name, int index, Instant since, Optional<TaskProgress> progress) {

}
