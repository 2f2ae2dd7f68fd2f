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

import java.io.NotSerializableException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.processpool.TaskSerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Explains why a value could not be encoded: what is at fault, where in the value it is,
 * and what to do about it.
 */
final class EncodeFailure {

	private static final Set<String> HOOKS = Set.of("writeObject", "writeReplace", "writeExternal");

	private final Object value;

	private final String what;

	private final Throwable failure;

	private final @Nullable Object latest;

	private EncodeFailure(Object value, String what, Throwable failure, @Nullable Object latest) {
		this.value = value;
		this.what = what;
		this.failure = failure;
		this.latest = latest;
	}

	/**
	 * Explains a failure.
	 * @param value what was to be encoded
	 * @param what the name of the value, as messages and paths call it
	 * @param failure what was thrown
	 * @param latest the object that serialization began to write last
	 */
	static TaskSerializationException explain(Object value, String what, Throwable failure, @Nullable Object latest) {
		return new EncodeFailure(value, what, failure, latest).explain();
	}

	private TaskSerializationException explain() {
		if (this.failure instanceof CodecFailure ex) {
			return ofCodec(ex.codec(), CodecFailure.unwrap(ex));
		}
		if (this.failure instanceof StackOverflowError) {
			return tooDeep();
		}
		for (Throwable cause : Failures.causes(this.failure)) {
			if (cause instanceof NotSerializableException && this.latest != null
					&& this.latest.getClass().getName().equals(firstLine(Failures.messageOf(cause)))) {
				return notSerializable(this.latest);
			}
		}
		return threw();
	}

	private TaskSerializationException ofCodec(String codec, Throwable thrown) {
		if (thrown instanceof StackOverflowError) {
			return new EncodeFailure(this.value, this.what, thrown, this.latest).tooDeep();
		}
		String type = typeName(this.value);
		return new TaskSerializationException(
				"Cannot encode the " + this.what + ": the codec '" + codec + "' threw " + thrown.getClass().getName()
						+ " in an instance of " + type
						+ ". The cause tells why; repair it there, or build the pool without the codec.",
				type, null, thrown);
	}

	private TaskSerializationException tooDeep() {
		String type = typeName((this.latest != null) ? this.latest : this.value);
		Failures.shorten(this.failure);
		return exception("its objects nest too deep for this thread's stack (StackOverflowError at an instance of "
				+ type + "). Send a flat collection or array instead of objects linked one to the next", type, null);
	}

	private TaskSerializationException notSerializable(Object culprit) {
		GraphNode node = find(isSameAs(culprit));
		node = (node != null) ? node : find((object) -> object.getClass() == culprit.getClass());
		String path = (node != null) ? node.path() : null;
		String subject = SerializationAdvice.describe(culprit);
		if (node == null) {
			subject += " somewhere in it";
		}
		else if (node.parent() != null) {
			subject += " at " + path;
		}
		return exception(subject + " is not serializable. " + SerializationAdvice.of(culprit, node), typeName(culprit),
				path);
	}

	private TaskSerializationException threw() {
		Hook hook = hook();
		String type = (hook != null) ? hook.className() : typeName((this.latest != null) ? this.latest : this.value);
		Throwable thrown = (hook != null) ? hook.thrown() : this.failure;
		GraphNode node = (this.latest != null && isInstance(this.latest, type)) ? find(isSameAs(this.latest)) : null;
		node = (node != null) ? node : find((object) -> isInstance(object, type));
		String path = (node != null) ? node.path() : null;
		String subject = (hook != null) ? type + "." + hook.methodName()
				: "serialization, at or after an instance of " + type + ",";
		String advice = (thrown instanceof ConcurrentModificationException)
				? "The value was changed while it was encoded: send a copy, or wait until it is complete"
				: "The cause tells why; repair it there, or send something simpler";
		return exception(subject + ((node != null && node.parent() != null) ? " at " + path : "") + " threw "
				+ thrown.getClass().getName() + ". " + advice, type, path);
	}

	private TaskSerializationException exception(String problem, String typeName, @Nullable String path) {
		return new TaskSerializationException("Cannot encode the " + this.what + ": " + problem + ".", typeName, path,
				this.failure);
	}

	private @Nullable GraphNode find(Predicate<Object> wanted) {
		return GraphSearch.find(this.value, this.what, wanted);
	}

	/** The innermost method that serialization called, and what came out of it. */
	private @Nullable Hook hook() {
		List<Throwable> causes = Failures.causes(this.failure);
		for (int i = causes.size() - 1; i >= 0; i--) {
			for (StackTraceElement frame : Failures.stackOf(causes.get(i))) {
				if (HOOKS.contains(frame.getMethodName()) && !frame.getClassName().startsWith("java.io.Object")) {
					return new Hook(frame.getClassName(), frame.getMethodName(), causes.get(i));
				}
			}
		}
		return null;
	}

	/** This very object is wanted, none that equals it. */
	@SuppressWarnings("ReferenceEquality")
	private static Predicate<Object> isSameAs(Object wanted) {
		return (object) -> object == wanted;
	}

	private static boolean isInstance(Object object, String typeName) {
		for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
			if (type.getName().equals(typeName)) {
				return true;
			}
		}
		return false;
	}

	private static String typeName(Object object) {
		return object.getClass().getName();
	}

	private static @Nullable String firstLine(@Nullable String message) {
		return (message != null) ? message.lines().findFirst().orElse("") : null;
	}

	private record Hook(String className, String methodName, Throwable thrown) {

	}

}
