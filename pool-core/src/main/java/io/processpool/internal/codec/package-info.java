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
 * Objects to bytes and back. A task, its arguments, its result and its failure each pass
 * through here twice: encoded on the side that has them, decoded on the side that wants
 * them. {@link io.processpool.internal.codec.ObjectCodec} is the way in for values,
 * {@link io.processpool.internal.codec.ThrowableCodec} for what a task throws. Nothing in
 * here knows of workers, channels or pools, and nothing that is read is trusted.
 */
@NullMarked
package io.processpool.internal.codec;

import org.jspecify.annotations.NullMarked;
