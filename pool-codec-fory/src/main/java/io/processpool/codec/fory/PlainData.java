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
package io.processpool.codec.fory;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.fory.Fory;
import org.apache.fory.config.Config;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.ClassResolver;
import org.apache.fory.serializer.JdkProxySerializer;
import org.apache.fory.serializer.LambdaSerializer;
import org.apache.fory.serializer.ReplaceResolveSerializer;
import org.apache.fory.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Which classes Fory may handle: those for which it does what JDK serialization does, as
 * far as anybody can see. Classes with methods of their own for serialization are none,
 * nor are functions, proxies, exceptions, and classes of the JDK that Fory has no
 * serializer for. The same holds when bytes are decoded, whatever they say.
 */
final class PlainData {

	private static final Set<String> HOOKS = Set.of("writeObject", "readObject", "readObjectNoData", "writeReplace",
			"readResolve");

	private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

	private static final ClassValue<Boolean> PLAIN = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return compute(type);
		}

	};

	private PlainData() {
	}

	/** Looks at the class alone, as values are many. */
	static boolean mayBeRoot(Object value) {
		Class<?> type = value.getClass();
		return isOfTheJdk(type) ? value instanceof Collection || value instanceof Map || value instanceof Object[]
				: PLAIN.get(type);
	}

	/**
	 * Leaves plain classes to Fory. It asks before it makes a serializer of its own, for
	 * writing as for reading.
	 */
	static @Nullable Serializer<?> check(Class<?> type) {
		if (!type.isArray() && !EnumSet.class.isAssignableFrom(type) && !PLAIN.get(type)) {
			throw new OtherDataException(type);
		}
		return null;
	}

	/** Fory registers some classes itself, and does not ask about those. */
	static void refuseOthers(Fory fory) {
		for (Class<?> type : ((ClassResolver) fory.getTypeResolver()).getRegisteredClasses()) {
			if (!type.isPrimitive() && !type.isArray() && type != Object.class
					&& !Collection.class.isAssignableFrom(type) && !Map.class.isAssignableFrom(type)
					&& (!Serializable.class.isAssignableFrom(type) || type == SerializedLambda.class
							|| type == Pattern.class || Throwable.class.isAssignableFrom(type))) {
				refuse(fory, type);
			}
		}
		refuse(fory, LambdaSerializer.ReplaceStub.class);
		refuse(fory, JdkProxySerializer.ReplaceStub.class);
		refuse(fory, ReplaceResolveSerializer.ReplaceStub.class);
	}

	private static <T> void refuse(Fory fory, Class<T> type) {
		fory.registerSerializer(type, (resolver) -> new Refusing<>(resolver.getConfig(), type));
	}

	private static boolean compute(Class<?> type) {
		if (Enum.class.isAssignableFrom(type)) {
			return true;
		}
		if (type.isHidden() || Proxy.isProxyClass(type) || Throwable.class.isAssignableFrom(type)
				|| Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| Externalizable.class.isAssignableFrom(type)) {
			return false;
		}
		for (Class<?> each = type; each != Object.class && each != Record.class; each = each.getSuperclass()) {
			if (each == null || isOfTheJdk(each) || !Serializable.class.isAssignableFrom(each) || hasHooks(each)) {
				return false;
			}
		}
		return true;
	}

	private static boolean hasHooks(Class<?> type) {
		for (Method method : type.getDeclaredMethods()) {
			if (HOOKS.contains(method.getName())) {
				return true;
			}
		}
		for (Field field : type.getDeclaredFields()) {
			if (field.getName().equals("serialPersistentFields")) {
				return true;
			}
		}
		return false;
	}

	private static boolean isOfTheJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader.equals(PLATFORM);
	}

	/**
	 * Neither writes nor reads.
	 *
	 * @param <T> what it refuses
	 */
	private static final class Refusing<T> extends Serializer<T> {

		private final Class<T> refused;

		Refusing(Config config, Class<T> type) {
			super(config, type);
			this.refused = type;
		}

		@Override
		public void write(WriteContext context, T value) {
			throw new OtherDataException(this.refused);
		}

		@Override
		public T read(ReadContext context) {
			throw new OtherDataException(this.refused);
		}

	}

}
