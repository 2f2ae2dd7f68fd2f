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

/**
 * <em>Issued, queued, dispatched and completed.</em> A call is issued with all its items,
 * waits in the queue, is handed to workers in chunks, and is complete when each of its
 * items has exactly one settlement; then its result is decoded by whoever wants it.
 */
@NullMarked
package io.processpool.internal.dispatch;

import org.jspecify.annotations.NullMarked;
