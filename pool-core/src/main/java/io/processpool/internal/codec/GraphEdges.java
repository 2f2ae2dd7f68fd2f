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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

	private final Map<Class<?>, List<Field>> fields = new HashMap<>();

	/**
	 * Takes one reference, and says whether it wants more.
	 */
	interface Visitor {

		boolean visit(String step, Object target);

	}

	void forEach(Object object, Visitor visitor) {
		try {
			follow(object, visitor);
		}
		catch (Throwable ex) {
			Failures.throwIfFatal(ex);
			// Whatever hides behind it stays without a path
		}
	}

	private void follow(Object object, Visitor visitor) throws ReflectiveOperationException {
		if (object instanceof Object[] array) {
			elements("", Arrays.asList(array), visitor);
		}
		else if (object instanceof Collection<?> collection && isJdkMethod(object, "iterator")) {
			elements("", collection, visitor);
		}
		else if (object instanceof Map<?, ?> map && isJdkMethod(object, "entrySet")) {
			elements(".keys", map.keySet(), visitor);
			elements(".values", map.values(), visitor);
		}
		else if (object instanceof Throwable failure) {
			add(".cause", Failures.causeOf(failure), visitor);
			elements(".suppressed", Arrays.asList(failure.getSuppressed()), visitor);
			fields(object, visitor);
		}
		else if (Lambdas.isLambda(object)) {
			Lambdas.serializedForm(object).ifPresent((form) -> captured(form, visitor));
		}
		else if (Proxy.isProxyClass(object.getClass())) {
			add(".handler", Proxy.getInvocationHandler(object), visitor);
		}
		else if (object.getClass().getClassLoader() == null) {
			ofJdk(object, visitor);
		}
		else {
			fields(object, visitor);
		}
	}

	private static boolean isJdkMethod(Object object, String name) throws NoSuchMethodException {
		return object.getClass().getMethod(name).getDeclaringClass().getClassLoader() == null;
	}

	private static boolean add(String step, @Nullable Object target, Visitor visitor) {
		return target == null || Leaves.isLeaf(target) || target instanceof Class || target instanceof Enum
				|| visitor.visit(step, target);
	}

	private static void elements(String step, Iterable<?> elements, Visitor visitor) {
		int index = 0;
		for (Object element : elements) {
			if (!add(step + "[" + index++ + "]", element, visitor)) {
				return;
			}
		}
	}

	private static void captured(SerializedLambda lambda, Visitor visitor) {
		for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
			add("[captured #" + (i + 1) + "]", lambda.getCapturedArg(i), visitor);
		}
	}

	/** Those of the JDK's small holders that are worth it. */
	private static void ofJdk(Object object, Visitor visitor) {
		if (object instanceof Optional<?> optional) {
			add(".value", optional.orElse(null), visitor);
		}
		else if (object instanceof AtomicReference<?> reference) {
			add(".value", reference.get(), visitor);
		}
		else if (object instanceof Map.Entry<?, ?> entry) {
			add(".key", entry.getKey(), visitor);
			add(".value", entry.getValue(), visitor);
		}
	}

	private void fields(Object object, Visitor visitor) throws IllegalAccessException {
		for (Field field : this.fields.computeIfAbsent(object.getClass(), GraphEdges::fieldsOf)) {
			add("." + field.getName(), field.get(object), visitor);
		}
	}

	private static List<Field> fieldsOf(Class<?> objectClass) {
		List<Field> fields = new ArrayList<>();
		for (Class<?> type = objectClass; type != null
				&& Serializable.class.isAssignableFrom(type); type = type.getSuperclass()) {
			boolean withTransient = Externalizable.class.isAssignableFrom(type) || writesItself(type);
			for (Field field : type.getDeclaredFields()) {
				int modifiers = field.getModifiers();
				if ((withTransient || !Modifier.isTransient(modifiers)) && !Modifier.isStatic(modifiers)
						&& !field.getType().isPrimitive() && field.trySetAccessible()) {
					fields.add(field);
				}
			}
		}
		return fields;
	}

	/** Such a class may write its transient fields too. */
	private static boolean writesItself(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.anyMatch((method) -> method.getName().equals("writeObject") && method.getParameterCount() == 1
					&& method.getParameterTypes()[0] == ObjectOutputStream.class);
	}

}
