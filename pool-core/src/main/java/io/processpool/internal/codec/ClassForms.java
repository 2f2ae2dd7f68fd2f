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

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How a JDK stream describes a class: by its name, the version that its author gave it,
 * and a check sum of its serialized form. The description that the JDK writes has each
 * field with its name and type, which takes longer to write and read than the values do.
 * Both ends run the same classes, so the reader knows all that; where they are not the
 * same after all, the check sum tells, and nothing is read into the wrong field.
 */
final class ClassForms {

	/**
	 * Numbers and no objects of ours: they hang on classes that may outlive this library.
	 */
	private static final ClassValue<Integer> CHECKS = new ClassValue<>() {

		@Override
		protected Integer computeValue(Class<?> type) {
			return check(type, ObjectStreamClass.lookupAny(type));
		}

	};

	private static final Class<?>[] WRITE_OBJECT = { ObjectOutputStream.class };

	private ClassForms() {
	}

	static void write(ObjectStreamClass description, ObjectOutput out) throws IOException {
		out.writeUTF(description.getName());
		out.writeLong(description.getSerialVersionUID());
		out.writeInt(CHECKS.get(description.forClass()));
	}

	/** Reads what follows the name, for which that class was found. */
	static ObjectStreamClass read(Class<?> type, ObjectInput in) throws IOException {
		long version = in.readLong();
		int check = in.readInt();
		ObjectStreamClass description = ObjectStreamClass.lookupAny(type);
		// As in the JDK, versions of arrays and records are not compared
		if (!type.isArray() && !type.isRecord() && version != description.getSerialVersionUID()) {
			throw new InvalidClassException(type.getName(),
					"local class incompatible: stream classdesc serialVersionUID = " + version
							+ ", local class serialVersionUID = " + description.getSerialVersionUID());
		}
		if (check != CHECKS.get(type)) {
			throw new InvalidClassException(type.getName(), "its serialized fields differ");
		}
		return description;
	}

	private static int check(Class<?> type, ObjectStreamClass description) {
		if (type.isArray()) {
			return 0;
		}
		int check = type.isRecord() ? 1 : 0;
		check |= type.isEnum() ? 2 : 0;
		check |= Externalizable.class.isAssignableFrom(type) ? 4 : 0;
		check |= writesItself(type) ? 8 : 0;
		for (ObjectStreamField field : description.getFields()) {
			check = 31 * check + field.getName().hashCode();
			check = 31 * check + field.getType().getName().hashCode();
		}
		return check;
	}

	private static boolean writesItself(Class<?> type) {
		return Stream.of(type.getDeclaredMethods())
			.anyMatch((method) -> method.getName().equals("writeObject")
					&& Arrays.equals(method.getParameterTypes(), WRITE_OBJECT));
	}

}
