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
import java.io.ObjectInputFilter.Status;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JdkOutput} wrote, with the classes of the given loader and under a
 * {@link DecodeFilter} of its own.
 */
final class JdkInput extends ObjectInputStream implements ClassSource {

	private final ClassLoader loader;

	private final LoadedClasses classes;

	private final ClassRules rules;

	private final DecodeFilter filter;

	/** Superclasses of what was let in: parts of its instances. */
	private final Set<Class<?>> parts = new HashSet<>();

	private @Nullable String latestClass;

	private @Nullable String refusedClass;

	private @Nullable String refusal;

	private @Nullable ClassNotFoundException missing;

	JdkInput(WireInput in, ClassLoader loader, LoadedClasses classes, DecodeLimits limits, ClassRules rules)
			throws IOException {
		super(in);
		this.loader = loader;
		this.classes = classes;
		this.rules = rules;
		this.filter = new DecodeFilter(limits, in, getObjectInputFilter());
		setObjectInputFilter(this.filter);
		enableResolveObject(true);
	}

	@Override
	public @Nullable String latestClass() {
		return this.latestClass;
	}

	@Override
	public @Nullable String refusedClass() {
		return (this.refusedClass != null) ? this.refusedClass : this.filter.refusedClass();
	}

	@Override
	public @Nullable String refusal() {
		String reason = (this.refusal != null) ? this.refusal : this.filter.refusal();
		if (reason == null) {
			return null;
		}
		String type = refusedClass();
		return ((type != null) ? "class " + type : "its data") + " is refused, because " + reason;
	}

	@Override
	protected void readStreamHeader() {
		// the tag has said it already
	}

	/**
	 * Reads the one object that the stream holds.
	 * @return the object
	 * @throws IOException if it cannot be read
	 * @throws ClassNotFoundException if a class is missing
	 */
	Object readValue() throws IOException, ClassNotFoundException {
		try {
			return readObject();
		}
		catch (InvalidClassException ex) {
			if (this.missing != null && ex.getCause() instanceof ClassNotFoundException) {
				throw this.missing;
			}
			throw ex;
		}
	}

	@Override
	protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
		String name = readUTF();
		Class<?> type;
		try {
			type = load(name);
		}
		catch (ClassNotFoundException ex) {
			this.missing = ex;
			throw ex;
		}
		// Before the class is initialized, which the next line may do
		if (this.filter.checkClass(type) == Status.REJECTED) {
			throw new InvalidClassException(name, "refused");
		}
		return ClassForms.read(type, this);
	}

	@Override
	protected Class<?> resolveClass(ObjectStreamClass description) {
		return description.forClass();
	}

	@Override
	protected Class<?> resolveProxyClass(String[] names) throws IOException, ClassNotFoundException {
		Class<?>[] interfaces = new Class<?>[names.length];
		ClassLoader definer = this.loader;
		for (int i = 0; i < names.length; i++) {
			interfaces[i] = load(names[i]);
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

	private Class<?> load(String name) throws IOException, ClassNotFoundException {
		this.latestClass = name;
		Class<?> type = this.classes.known(name);
		if (type == null) {
			refuseIf(name, this.rules.refusal(name));
			type = LoadedClasses.load(name, this.loader);
			this.classes.keep(name, type);
		}
		if (this.rules.lookAtClasses() && !this.parts.contains(type)) {
			refuseIf(name, this.rules.refusal(type));
			for (Class<?> part = type.getSuperclass(); part != null; part = part.getSuperclass()) {
				this.parts.add(part);
			}
		}
		return type;
	}

	private void refuseIf(String name, @Nullable String reason) throws InvalidClassException {
		if (reason != null) {
			this.refusedClass = name;
			this.refusal = reason;
			throw new InvalidClassException(name, "refused");
		}
	}

}
