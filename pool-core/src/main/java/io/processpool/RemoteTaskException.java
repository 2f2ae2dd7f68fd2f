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
 * The task threw something that could not travel to the caller or could not be rebuilt
 * here: its class is not known on this side, say, or one of its fields cannot be
 * serialized. What is known of it is here as text.
 * <p>
 * {@link #getMessage()} has several lines, the last of them being the stack trace from
 * the worker, so that every way of logging this exception shows it.
 */
public final class RemoteTaskException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/** The name of the class of what the task threw. */
	private final String remoteClassName;

	/** The message of what the task threw. */
	private final @Nullable String remoteMessage;

	/** The stack trace that was printed in the worker. */
	private final String remoteStackTrace;

	/**
	 * Creates an exception that stands for one which stayed in the worker. The stack
	 * trace is added to the message here.
	 * @param message which task failed, where, with what, and why that could not travel
	 * @param remoteClassName the name of the class of what the task threw
	 * @param remoteMessage its message, may be {@code null}
	 * @param remoteStackTrace its stack trace as it was printed in the worker, causes
	 * included
	 */
	public RemoteTaskException(String message, String remoteClassName, @Nullable String remoteMessage,
			String remoteStackTrace) {
		super(Details.of(message).block("Stack trace from the worker", remoteStackTrace).toString());
		this.remoteClassName = remoteClassName;
		this.remoteMessage = remoteMessage;
		this.remoteStackTrace = remoteStackTrace;
	}

	/**
	 * Returns the name of the class of what the task threw.
	 * @return the binary name, as {@link Class#getName()} gives it
	 */
	public String remoteClassName() {
		return this.remoteClassName;
	}

	/**
	 * Returns the message of what the task threw.
	 * @return the message, or empty when it had none
	 */
	public Optional<String> remoteMessage() {
		return Optional.ofNullable(this.remoteMessage);
	}

	/**
	 * Returns the stack trace of what the task threw, causes included.
	 * @return the text that was printed in the worker, of several lines
	 */
	public String remoteStackTrace() {
		return this.remoteStackTrace;
	}

}
