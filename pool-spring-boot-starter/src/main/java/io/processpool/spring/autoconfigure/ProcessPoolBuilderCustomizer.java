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

package io.processpool.spring.autoconfigure;

import io.processpool.ProcessPoolBuilder;

/**
 * Changes the auto-configured {@link ProcessPoolBuilder} after the {@code pool.*}
 * properties have been applied to it, and so every pool that is built with it. Beans of
 * this type are called in their order.
 */
@FunctionalInterface
public interface ProcessPoolBuilderCustomizer {

	/**
	 * Changes the settings of the given builder.
	 * @param builder the builder to change
	 */
	void customize(ProcessPoolBuilder builder);

}
