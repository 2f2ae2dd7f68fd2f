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

import java.io.Externalizable;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * What an object refers to, as far as serialization would follow it. The JDK's own
 * containers are asked through their methods, since their fields are closed to us; of all
 * other classes only fields are read, so that no code of the application runs here.
 */
final class GraphEdges {

	private GraphEdges() {
	}

	/** Takes one reference; says whether it wants more. */
	interface Visitor {

		boolean visit(String step, Object target);

	}

	static void forEach(Object object, Visitor visitor) {
		try {
			Edges edges = new Edges(visitor);
			if (object instanceof Object[] array) {
				edges.elements("", Arrays.asList(array));
			}
			else if (object instanceof Collection<?> collection && isJdkMethod(object, "iterator")) {
				edges.elements("", collection);
			}
			else if (object instanceof Map<?, ?> map && isJdkMethod(object, "entrySet")) {
				edges.elements(".keys", map.keySet());
				edges.elements(".values", map.values());
			}
			else {
				edges.others(object);
			}
		}
		catch (Throwable ex) {
			Failures.throwIfFatal(ex);
			// Whatever hides behind it stays without a path
		}
	}

	private static boolean isJdkMethod(Object object, String name) throws NoSuchMethodException {
		return object.getClass().getMethod(name).getDeclaringClass().getClassLoader() == null;
	}

	private record Edges(Visitor visitor) {

		boolean add(String step, @Nullable Object target) {
			return target == null || Leaves.isLeaf(target) || target instanceof Class || target instanceof Enum
					|| this.visitor.visit(step, target);
		}

		void elements(String step, Iterable<?> elements) {
			int index = 0;
			for (Object element : elements) {
				if (!add(step + "[" + index++ + "]", element)) {
					return;
				}
			}
		}

		void others(Object object) throws IllegalAccessException {
			if (object instanceof Optional<?> optional) {
				add(".value", optional.orElse(null));
			}
			else if (object instanceof AtomicReference<?> reference) {
				add(".value", reference.get());
			}
			else if (object instanceof Map.Entry<?, ?> entry && object.getClass().getClassLoader() == null) {
				add(".key", entry.getKey());
				add(".value", entry.getValue());
			}
			else if (Proxy.isProxyClass(object.getClass())) {
				add(".handler", Proxy.getInvocationHandler(object));
			}
			else if (Lambdas.isLambda(object)) {
				captured(Lambdas.serializedForm(object));
			}
			else {
				if (object instanceof Throwable failure) {
					add(".cause", Failures.causeOf(failure));
					elements(".suppressed", Arrays.asList(failure.getSuppressed()));
				}
				fields(object);
			}
		}

		private void captured(@Nullable SerializedLambda lambda) {
			int count = (lambda != null) ? lambda.getCapturedArgCount() : 0;
			for (int i = 0; i < count; i++) {
				add("[captured #" + (i + 1) + "]", lambda.getCapturedArg(i));
			}
		}

		private void fields(Object object) throws IllegalAccessException {
			for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
				if (!Serializable.class.isAssignableFrom(type)) {
					return;
				}
				boolean all = Externalizable.class.isAssignableFrom(type) || writesItself(type);
				for (Field field : type.getDeclaredFields()) {
					boolean skipped = Modifier.isTransient(field.getModifiers()) && !all;
					if (!skipped && !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()
							&& field.trySetAccessible()) {
						add("." + field.getName(), field.get(object));
					}
				}
			}
		}

		private static boolean writesItself(Class<?> type) {
			try {
				type.getDeclaredMethod("writeObject", ObjectOutputStream.class);
				return true;
			}
			catch (NoSuchMethodException ex) {
				return false;
			}
		}

	}

}
