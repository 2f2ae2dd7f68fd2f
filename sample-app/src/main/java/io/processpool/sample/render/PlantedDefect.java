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

package io.processpool.sample.render;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Optional;

import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Defects that were put into this renderer on purpose, and that a PDF can ask for in its
 * {@value #KEY} entry. They stand for what sits in real libraries unnoticed, until
 * somebody uploads the one document that sets it off.
 */
enum PlantedDefect {

	/** Writes where nobody may write: the whole JVM is gone. */
	CRASH {

		@Override
		void strike() throws ReflectiveOperationException {
			call("putAddress", 0, 0);
		}

	},

	/** Takes memory outside of the heap with each page, and never gives it back. */
	LEAK {

		@Override
		void strike() throws ReflectiveOperationException {
			Object unsafe = unsafe();
			long address = (long) unsafe.getClass().getMethod("allocateMemory", long.class).invoke(unsafe, LEAKED);
			unsafe.getClass()
				.getMethod("setMemory", long.class, long.class, byte.class)
				.invoke(unsafe, address, LEAKED, (byte) 1);
		}

	},

	/** Ends the process, as the code of a command line tool does when it is unhappy. */
	EXIT {

		@Override
		void strike() {
			System.exit(3);
		}

	};

	private static final String KEY = "Defect";

	private static final long LEAKED = 64L * 1024 * 1024;

	abstract void strike() throws ReflectiveOperationException;

	static void strike(PDDocument document) {
		try {
			PlantedDefect defect = in(document).orElse(null);
			if (defect != null) {
				defect.strike();
			}
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("This JVM has no " + ex.getMessage(), ex);
		}
	}

	private static Optional<PlantedDefect> in(PDDocument document) {
		String name = document.getDocumentInformation().getCustomMetadataValue(KEY);
		for (PlantedDefect defect : values()) {
			if (defect.name().toLowerCase(Locale.ROOT).equals(name)) {
				return Optional.of(defect);
			}
		}
		return Optional.empty();
	}

	private static void call(String method, long first, long second) throws ReflectiveOperationException {
		Object unsafe = unsafe();
		unsafe.getClass().getMethod(method, long.class, long.class).invoke(unsafe, first, second);
	}

	private static Object unsafe() throws ReflectiveOperationException {
		Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
		field.setAccessible(true);
		return field.get(null);
	}

}
