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

package io.processpool;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Enumeration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link ProcessPool} does by itself.
 */
class ProcessPoolTests {

	@Test
	void aWrongSettingIsToldApartFromItsValue() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ProcessPool.builder().name("a b").build())
			.withMessageStartingWith("name is 'a b', allowed is 1 to 64")
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo("name");
				assertThat(ex.value()).isEqualTo("a b");
			});
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ProcessPool.builder().context(StartContext.FORK).build())
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("context"));
	}

	@Test
	void aNativeImageIsRefused() {
		System.setProperty("org.graalvm.nativeimage.imagecode", "runtime");
		try {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> ProcessPool.builder().build())
				.withMessageContaining("native image")
				.withMessageContaining("Run the application on a JVM");
		}
		finally {
			System.clearProperty("org.graalvm.nativeimage.imagecode");
		}
	}

	@Test
	void aMissingImplementationIsExplained() throws Exception {
		URL library = ProcessPool.class.getProtectionDomain().getCodeSource().getLocation();
		try (URLClassLoader loader = new NoServices(library)) {
			Class<?> pool = loader.loadClass(ProcessPool.class.getName());
			assertThatExceptionOfType(InvocationTargetException.class)
				.isThrownBy(() -> pool.getMethod("builder").invoke(null))
				.havingCause()
				.isInstanceOf(IllegalStateException.class)
				.withMessageContainingAll(ProcessPoolBuilder.class.getName(), "META-INF/services");
		}
	}

	/**
	 * Loads the library as if it had been repackaged without its service files.
	 */
	private static final class NoServices extends URLClassLoader {

		NoServices(URL library) {
			super(new URL[] { library }, ClassLoader.getPlatformClassLoader());
		}

		@Override
		public Enumeration<URL> getResources(String name) throws IOException {
			return name.startsWith("META-INF/services/") ? Collections.emptyEnumeration() : super.getResources(name);
		}

	}

}
