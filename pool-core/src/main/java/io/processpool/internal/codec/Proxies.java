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

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Recognises the objects that frameworks put before those of the application. Their
 * classes are generated while the application runs, so no worker has them.
 */
final class Proxies {

	/** What frameworks write into the names of classes that they generate. */
	private static final List<String> MARKS = List.of("$$SpringCGLIB$$", "$$EnhancerBy", "$ByteBuddy$",
			"$HibernateProxy$", "$MockitoMock$", "_ClientProxy", "jdk.proxy", "com.sun.proxy.$Proxy");

	private Proxies() {
	}

	static boolean isProxy(Object object) {
		return Proxy.isProxyClass(object.getClass()) || isGenerated(object.getClass().getName());
	}

	static boolean isGenerated(String className) {
		return MARKS.stream().anyMatch(className::contains);
	}

	/** The name of the class that was written, of which a generated one is made. */
	static String written(Class<?> type) {
		if (Proxy.isProxyClass(type)) {
			return Arrays.stream(type.getInterfaces())
				.map(Class::getName)
				.filter((name) -> !name.startsWith("org.springframework."))
				.collect(Collectors.joining(", "));
		}
		Class<?> written = type;
		while (isGenerated(written.getName()) && written.getSuperclass() != null) {
			written = written.getSuperclass();
		}
		return written.getName();
	}

}
