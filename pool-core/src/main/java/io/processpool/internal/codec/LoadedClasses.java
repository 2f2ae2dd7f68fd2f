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

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The classes of one loader that messages have named before: asking the loader costs more
 * than reading an object. It keeps neither the loader nor its classes alive, and has only
 * names that stand for classes, however many others a message makes up. Thread-safe.
 */
final class LoadedClasses {

	private static final Map<String, Class<?>> PRIMITIVES = Map.of("boolean", boolean.class, "byte", byte.class, "char",
			char.class, "short", short.class, "int", int.class, "long", long.class, "float", float.class, "double",
			double.class, "void", void.class);

	private final WeakReference<ClassLoader> loader;

	private final Map<String, WeakReference<Class<?>>> known = new ConcurrentHashMap<>();

	LoadedClasses(ClassLoader loader) {
		this.loader = new WeakReference<>(loader);
	}

	boolean areOf(ClassLoader loader) {
		return this.loader.refersTo(loader);
	}

	@Nullable Class<?> known(String name) {
		WeakReference<Class<?>> type = this.known.get(name);
		return (type != null) ? type.get() : null;
	}

	static Class<?> load(String name, ClassLoader loader) throws ClassNotFoundException {
		Class<?> primitive = PRIMITIVES.get(name);
		return (primitive != null) ? primitive : Class.forName(name, false, loader);
	}

	/** There is no end of arrays of arrays: they are not kept. */
	void keep(String name, Class<?> type) {
		if (!type.isArray() && !type.isHidden()) {
			this.known.put(name, new WeakReference<>(type));
		}
	}

}
