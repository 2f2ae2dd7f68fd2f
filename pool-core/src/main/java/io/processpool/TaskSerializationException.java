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

package io.processpool;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A task, one of its arguments, or its result could not be encoded on one side or decoded
 * on the other. No worker is lost by it.
 */
public final class TaskSerializationException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/** The name of the class at fault. */
	private final @Nullable String typeName;

	/** The way to the object at fault. */
	private final @Nullable String path;

	/**
	 * Creates an exception.
	 * @param message what could not travel, with the class and the path, and what to do
	 * about it
	 * @param typeName the name of the class at fault, {@code null} if it is not known
	 * @param path the way from the value to the object at fault, field by field,
	 * {@code null} if it is not known
	 * @param cause what the serialization threw, may be {@code null}
	 */
	public TaskSerializationException(String message, @Nullable String typeName, @Nullable String path,
			@Nullable Throwable cause) {
		super(message, cause);
		this.typeName = typeName;
		this.path = path;
	}

	/**
	 * Returns the name of the class at fault.
	 * @return the binary name, or empty if it is not known
	 */
	public Optional<String> typeName() {
		return Optional.ofNullable(this.typeName);
	}

	/**
	 * Returns the way from the argument or result to the object at fault, field by field.
	 * @return the path, or empty if it is not known
	 */
	public Optional<String> path() {
		return Optional.ofNullable(this.path);
	}

}
