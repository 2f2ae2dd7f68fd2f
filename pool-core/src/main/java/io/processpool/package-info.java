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
 * What users see of the pool: {@code ProcessPool}, the options it takes, the results and
 * exceptions it gives back. A task's journey begins and ends here. This package is the
 * lowest layer: it depends on no internal package, and all of them may depend on it.
 */
@NullMarked
package io.processpool;

import org.jspecify.annotations.NullMarked;
