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

package io.processpool.failures;

import java.lang.reflect.Field;
import java.nio.channels.SocketChannel;

import io.processpool.internal.channel.Transport;

/**
 * The sockets of the worker in which this is called, found where no task should look.
 */
final class OwnSockets {

	/** What a worker's JVM needs for it. */
	static final String JVM_ARGUMENT = "--add-opens=java.base/java.lang=ALL-UNNAMED";

	private OwnSockets() {
	}

	/** What items and answers travel through: rings, or the socket. */
	static Transport data() {
		return transport("data");
	}

	/** The socket that is the bell of the rings, or carries items and answers itself. */
	static SocketChannel dataSocket() {
		Transport data = data();
		return socket(data, data.getClass().getSimpleName().contains("Ring") ? "bell" : "socket");
	}

	static SocketChannel control() {
		return socket(transport("control"), "socket");
	}

	private static SocketChannel socket(Transport transport, String field) {
		try {
			return (SocketChannel) get(transport, field);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("The worker looks different inside", ex);
		}
	}

	private static Transport transport(String name) {
		Thread control = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("control"))
			.findAny()
			.orElseThrow();
		try {
			// JDK 19 and later keep it in a holder
			Object loop = (Runtime.version().feature() < 19) ? get(control, Thread.class, "target")
					: get(get(control, Thread.class, "holder"), "task");
			return (Transport) get(get(loop, "connection"), name);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("The worker looks different inside", ex);
		}
	}

	private static Object get(Object object, String field) throws ReflectiveOperationException {
		return get(object, object.getClass(), field);
	}

	private static Object get(Object object, Class<?> type, String name) throws ReflectiveOperationException {
		Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field.get(object);
	}

}
