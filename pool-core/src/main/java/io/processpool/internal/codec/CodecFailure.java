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
package io.processpool.internal.codec;

/**
 * What a codec of others threw, with its name.
 */
final class CodecFailure extends Exception {

	private static final long serialVersionUID = 1L;

	private final String codec;

	CodecFailure(String codec, Throwable cause) {
		super(null, cause, false, false);
		this.codec = codec;
	}

	String codec() {
		return this.codec;
	}

	/** What was really thrown. */
	static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CodecFailure && cause != null) ? cause : failure;
	}

}
