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
 * Encodes arguments and results with Apache Fory, where JDK serialization would do so
 * otherwise: between the value and the pool's own message, on both sides.
 * {@link io.processpool.codec.fory.ForyTaskCodec} is what the pool finds;
 * {@code PlainData} says which classes it is for, {@code Runtime} owns one Fory, and
 * {@code Runtimes} keeps those that are idle.
 */
@NullMarked
package io.processpool.codec.fory;

import org.jspecify.annotations.NullMarked;
