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

package io.processpool.internal.child;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Makes a worker deaf to INT, TERM and HUP, which terminals and service managers send to
 * the whole process group while the parent still finishes its tasks. A worker ends with
 * its control socket, or by KILL. Goes through reflection since {@code sun.misc.Signal}
 * is no supported API; where it is missing, workers end a little too early, and that is
 * all.
 */
final class Signals {

	private static final String[] NAMES = { "INT", "TERM", "HUP" };

	private Signals() {
	}

	@SuppressWarnings("ReferenceEquality") // What equals is for a proxy
	static void ignoreTermination() {
		try {
			Class<?> signal = Class.forName("sun.misc.Signal");
			Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
			InvocationHandler nothing = (proxy, method, arguments) -> switch (method.getName()) {
				case "equals" -> proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				case "toString" -> "ignored";
				default -> null;
			};
			Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] { handlerType },
					nothing);
			for (String name : NAMES) {
				handle(signal, handlerType, handler, name);
			}
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			// Not this JVM
		}
	}

	private static void handle(Class<?> signal, Class<?> handlerType, Object handler, String name)
			throws ReflectiveOperationException {
		try {
			Object instance = signal.getConstructor(String.class).newInstance(name);
			signal.getMethod("handle", signal, handlerType).invoke(null, instance, handler);
		}
		catch (InvocationTargetException ex) {
			// Not this operating system, or not this signal
		}
	}

}
