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

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JdkOutput} wrote, with the classes of the given loader and under a
 * {@link DecodeFilter} of its own.
 */
final class JdkInput extends ObjectInputStream {

	private static final Map<String, Class<?>> PRIMITIVES = Map.of("boolean", boolean.class, "byte", byte.class, "char",
			char.class, "short", short.class, "int", int.class, "long", long.class, "float", float.class, "double",
			double.class, "void", void.class);

	private final ClassLoader loader;

	private final DecodeFilter filter;

	private @Nullable String latestClass;

	JdkInput(WireInput in, ClassLoader loader, DecodeLimits limits) throws IOException {
		super(in);
		this.loader = loader;
		this.filter = new DecodeFilter(limits, in, getObjectInputFilter());
		setObjectInputFilter(this.filter);
		enableResolveObject(true);
	}

	/**
	 * Returns the class that the stream named last.
	 * @return the name, {@code null} if there was none
	 */
	@Nullable String latestClass() {
		return this.latestClass;
	}

	/**
	 * Returns why the filter refused the stream.
	 * @return the reason, {@code null} if it did not
	 */
	@Nullable String refusal() {
		return this.filter.refusal();
	}

	@Override
	protected void readStreamHeader() {
		// the tag has said it already
	}

	@Override
	protected Class<?> resolveClass(ObjectStreamClass descriptor) throws IOException, ClassNotFoundException {
		String name = descriptor.getName();
		this.latestClass = name;
		if (RefusedClasses.contains(name)) {
			throw new InvalidClassException(name, "known from attacks on deserialization, refused");
		}
		try {
			return Class.forName(name, false, this.loader);
		}
		catch (ClassNotFoundException ex) {
			Class<?> primitive = PRIMITIVES.get(name);
			if (primitive != null) {
				return primitive;
			}
			throw ex;
		}
	}

	@Override
	protected Class<?> resolveProxyClass(String[] names) throws IOException, ClassNotFoundException {
		Class<?>[] interfaces = new Class<?>[names.length];
		ClassLoader definer = this.loader;
		for (int i = 0; i < names.length; i++) {
			interfaces[i] = loadInterface(names[i]);
			if (!Modifier.isPublic(interfaces[i].getModifiers())) {
				definer = interfaces[i].getClassLoader();
			}
		}
		try {
			return Proxy.newProxyInstance(definer, interfaces, (proxy, method, arguments) -> null).getClass();
		}
		catch (IllegalArgumentException ex) {
			throw new ClassNotFoundException(String.join(", ", names), ex);
		}
	}

	@Override
	protected Object resolveObject(Object object) throws IOException {
		this.filter.complete(object);
		return object;
	}

	private Class<?> loadInterface(String name) throws IOException, ClassNotFoundException {
		this.latestClass = name;
		if (RefusedClasses.contains(name)) {
			throw new InvalidClassException(name, "known from attacks on deserialization, refused");
		}
		return Class.forName(name, false, this.loader);
	}

}
