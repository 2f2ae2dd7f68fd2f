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

import java.util.Set;

/**
 * What every list of allowed classes includes: classes of the JDK that are values and
 * nothing else, its exceptions, and the classes that this library itself sends.
 */
final class ValueTypes {

	/** Of these packages all classes, but not those of packages below. */
	private static final Set<String> PACKAGES = Set.of("java.math", "java.time", "java.time.chrono", "java.util",
			"java.util.concurrent", "java.util.concurrent.atomic", "java.util.concurrent.locks");

	private static final Set<String> CLASSES = Set.of("java.io.File", "java.lang.Boolean", "java.lang.Byte",
			"java.lang.CharSequence", "java.lang.Character", "java.lang.Comparable", "java.lang.Double",
			"java.lang.Enum", "java.lang.Float", "java.lang.Integer", "java.lang.Long", "java.lang.Number",
			"java.lang.Object", "java.lang.Record", "java.lang.Short", "java.lang.StackTraceElement",
			"java.lang.String", "java.lang.StringBuffer", "java.lang.StringBuilder", "java.lang.Void",
			"java.lang.reflect.Proxy", "java.net.Inet4Address", "java.net.Inet6Address", "java.net.InetAddress",
			"java.net.URI", "java.sql.Date", "java.sql.Time", "java.sql.Timestamp", "sun.util.calendar.ZoneInfo");

	private ValueTypes() {
	}

	static boolean contain(Class<?> type) {
		if (type.isPrimitive() || type.getPackageName().equals("io.processpool")) {
			return true;
		}
		if (!isOfTheJdk(type)) {
			return false;
		}
		return PACKAGES.contains(type.getPackageName()) || CLASSES.contains(type.getName())
				|| Throwable.class.isAssignableFrom(type);
	}

	private static boolean isOfTheJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader.equals(ClassLoader.getPlatformClassLoader());
	}

}
