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
 * What runs in the worker processes: documents are opened, looked at and rendered here,
 * and nowhere else. A document may be broken or hostile, so the web server's JVM never
 * parses one; it holds the tasks of this package out to the pool and takes facts and
 * pictures back. Nothing here knows Spring, so a worker loads none of it.
 */
@NullMarked
package io.processpool.sample.render;

import org.jspecify.annotations.NullMarked;
