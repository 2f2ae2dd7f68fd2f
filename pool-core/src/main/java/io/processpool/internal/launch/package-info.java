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
 * Before a task can travel, a worker must be there: this package makes a running JVM out
 * of a specification. It finds the application's classes, decides on the JVM's flags and
 * environment, starts the process, drains its standard streams and, when it ends, clears
 * away what it started. It knows nothing of channels and tasks.
 */
@NullMarked
package io.processpool.internal.launch;

import org.jspecify.annotations.NullMarked;
