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

import java.io.EOFException;
import java.io.InvalidClassException;
import java.io.StreamCorruptedException;

import io.processpool.TaskSerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Explains why bytes could not be decoded.
 *
 * @param what the name of the value, as messages and paths call it
 * @param position where in the value, below its root
 * @param source what has found the classes, {@code null} if none were needed
 * @param codec the codec of others that was reading, {@code null} if it was none
 * @param failure what was thrown
 */
record DecodeFailure(String what, String position, @Nullable ClassSource source, @Nullable String codec,
		Throwable failure) {

	private static final String UNUSABLE = "Could not initialize class ";

	static DecodeFailure of(String what, ValueReader reader, Throwable failure) {
		String codec = (failure instanceof CodecFailure ex) ? ex.codec() : null;
		return new DecodeFailure(what, reader.position(), reader.source(), codec, CodecFailure.unwrap(failure));
	}

	TaskSerializationException explain() {
		ClassSource source = this.source;
		String refusal = (source != null) ? source.refusal() : null;
		if (source != null && refusal != null) {
			String refused = source.refusedClass();
			return exception(refusal, (refused != null) ? refused : latestClass());
		}
		if (this.failure instanceof StackOverflowError) {
			return exception(
					"its objects nest too deep for this thread's stack. Send a flat collection or array instead"
							+ " of objects linked one to the next",
					latestClass());
		}
		if (this.codec != null) {
			String type = latestClass();
			return exception(
					"the codec '" + this.codec + "' threw " + this.failure.getClass().getName()
							+ ((type != null) ? " at or after an instance of " + type : "") + ". The cause tells why",
					type);
		}
		if (this.failure instanceof ClassNotFoundException) {
			String type = Failures.messageOf(this.failure);
			if (type != null && Proxies.isGenerated(type)) {
				return exception("class " + type
						+ " is a proxy that was generated while the application ran, so no other"
						+ " process has it. Make the task a static method, and give it plain data instead of the object"
						+ " behind the proxy", type);
			}
			return exception("class " + type + " is missing where it is decoded. Put it on the class path of the"
					+ " application and of its workers alike", type);
		}
		if (this.failure instanceof InvalidClassException ex && ex.classname != null) {
			return exception("class " + ex.classname + " cannot be decoded (" + reason(ex)
					+ "). The application and its workers must have the same version of it", ex.classname);
		}
		if (this.failure instanceof LinkageError) {
			return unusableClass();
		}
		if (this.failure instanceof EOFException) {
			return exception("its data ends too early", latestClass());
		}
		if (this.failure instanceof StreamCorruptedException) {
			return exception("its data is not valid: " + Failures.messageOf(this.failure), latestClass());
		}
		String type = latestClass();
		return exception(
				"reading it threw " + this.failure.getClass().getName()
						+ ((type != null) ? " at or after an instance of " + type : "") + ". The cause tells why",
				type);
	}

	private TaskSerializationException unusableClass() {
		String type = null;
		for (Throwable cause : Failures.causes(this.failure)) {
			String message = Failures.messageOf(cause);
			if (message != null && message.startsWith(UNUSABLE)) {
				type = message.substring(UNUSABLE.length());
			}
			for (StackTraceElement frame : Failures.stackOf(cause)) {
				if (type == null && frame.getMethodName().equals("<clinit>")) {
					type = frame.getClassName();
				}
			}
		}
		if (type != null) {
			return exception("the static initialiser of class " + type + " failed. The cause tells why", type);
		}
		type = latestClass();
		return exception("class " + type + " cannot be loaded (" + this.failure.getClass().getName() + ")", type);
	}

	private @Nullable String latestClass() {
		return (this.source != null) ? this.source.latestClass() : null;
	}

	/** Without the class name that its message begins with. */
	private static String reason(InvalidClassException ex) {
		String message = String.valueOf(Failures.messageOf(ex));
		String prefix = ex.classname + "; ";
		return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
	}

	private TaskSerializationException exception(String problem, @Nullable String typeName) {
		String path = this.position.isEmpty() ? null : this.what + this.position;
		return new TaskSerializationException(
				"Cannot decode the " + this.what + ((path != null) ? " at " + path : "") + ": " + problem + ".",
				typeName, path, this.failure);
	}

}
