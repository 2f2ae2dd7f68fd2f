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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * Stands for the other JVM: defines some classes once more, and lacks others.
 */
final class FreshLoader extends ClassLoader {

	private final Set<String> fresh;

	private final Set<String> missing;

	private FreshLoader(Set<String> fresh, Set<String> missing) {
		super(FreshLoader.class.getClassLoader());
		this.fresh = fresh;
		this.missing = missing;
	}

	static FreshLoader defining(Class<?>... classes) {
		return new FreshLoader(names(classes), Set.of());
	}

	static FreshLoader lacking(Class<?>... classes) {
		return new FreshLoader(Set.of(), names(classes));
	}

	private static Set<String> names(Class<?>... classes) {
		return Set.copyOf(java.util.Arrays.stream(classes).map(Class::getName).toList());
	}

	@Override
	protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
		if (this.missing.contains(name)) {
			throw new ClassNotFoundException(name);
		}
		if (!this.fresh.contains(name)) {
			return super.loadClass(name, resolve);
		}
		synchronized (getClassLoadingLock(name)) {
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}
	}

	private Class<?> define(String name) {
		try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
			byte[] bytes = in.readAllBytes();
			return defineClass(name, bytes, 0, bytes.length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
