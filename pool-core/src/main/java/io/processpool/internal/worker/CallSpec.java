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

package io.processpool.internal.worker;

import java.time.Duration;

import io.processpool.internal.channel.CallHeader;
import io.processpool.internal.channel.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What all items of a call have in common, as far as workers are concerned.
 *
 * @param id the call, unique in the pool
 * @param header what the worker is told
 * @param function the encoded function
 * @param timeout how long one item may run, or {@code null} for as long as it likes
 * @param interruptGrace how long an item that is to be killed is left to react to an
 * interrupt
 * @param threadDump whether a dump of all threads is wanted of an item that outruns its
 * limit
 */
public record CallSpec(long id, CallHeader header, Payload function, @Nullable Duration timeout,
		Duration interruptGrace, boolean threadDump) {
}
