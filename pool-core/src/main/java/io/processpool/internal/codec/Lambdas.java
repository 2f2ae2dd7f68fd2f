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

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Recognises the objects that the compiler makes of lambdas and method references.
 */
final class Lambdas {

	private static final String MARK = "$$Lambda";

	private Lambdas() {
	}

	static boolean isLambda(Object object) {
		Class<?> type = object.getClass();
		return type.isHidden() && type.isSynthetic() && type.getName().contains(MARK);
	}

	/** Whether the lambda has captured nothing, so that all of its class are alike. */
	static boolean isStateless(Object object) {
		return isLambda(object) && object.getClass().getDeclaredFields().length == 0;
	}

	/** The name of the class in whose code the lambda stands. */
	static String home(Object lambda) {
		String name = lambda.getClass().getName();
		return name.substring(0, name.indexOf(MARK));
	}

	/** The name of the functional interface, as far as it can be told. */
	static String functionalInterface(Object lambda) {
		Class<?>[] interfaces = lambda.getClass().getInterfaces();
		return (interfaces.length > 0) ? interfaces[0].getName() : "unknown";
	}

	/** What would be serialized instead; generated code, none of the application's. */
	static Optional<SerializedLambda> serializedForm(Object lambda) {
		try {
			Method writeReplace = lambda.getClass().getDeclaredMethod("writeReplace");
			boolean accessible = writeReplace.trySetAccessible();
			return Optional.ofNullable(accessible ? writeReplace.invoke(lambda) : null)
				.filter(SerializedLambda.class::isInstance)
				.map(SerializedLambda.class::cast);
		}
		catch (ReflectiveOperationException ex) {
			return Optional.empty();
		}
	}

}
