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

import org.jspecify.annotations.Nullable;

/**
 * A pool cannot be configured. Says what is wrong, what to do about it and, where a
 * single property is at fault, which one; {@link PoolConfigurationFailureAnalyzer} prints
 * all three.
 */
final class PoolConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	private final @Nullable String property;

	PoolConfigurationException(String description, String action, @Nullable String property,
			@Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
		this.property = property;
	}

	String action() {
		return this.action;
	}

	@Nullable String property() {
		return this.property;
	}

}
