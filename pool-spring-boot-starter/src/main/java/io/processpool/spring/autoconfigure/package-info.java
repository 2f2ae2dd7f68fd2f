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
 * Where an application meets its pools: the properties below {@code pool}, and the beans
 * made of them. A task's journey does not begin here; the caller who will begin it is
 * given a {@link io.processpool.ProcessPool} to inject.
 * <p>
 * One auto-configuration for each concern: the pool itself
 * ({@link io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration}) and its life
 * cycle
 * ({@link io.processpool.spring.autoconfigure.ProcessPoolLifecycleAutoConfiguration}).
 * What is wrong with a setting is told by failure analyzers.
 */
@NullMarked
package io.processpool.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
