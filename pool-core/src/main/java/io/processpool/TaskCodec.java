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

import java.io.OutputStream;

/**
 * Encodes and decodes values in the place of JDK serialization, for tasks whose arguments
 * and results are many records. A codec is chosen by its name, with
 * {@link ProcessPoolBuilder#codec(String)}, and found with
 * {@link java.util.ServiceLoader} in the application and in its workers alike: it is on
 * the class path of both, named in {@code META-INF/services/io.processpool.TaskCodec}.
 * <p>
 * The pool keeps what it encodes in forms of its own: numbers, strings, arrays of
 * primitive types, lists of small values. Tasks and exceptions always travel in JDK
 * serialization. Everything else is offered to the codec, and goes the way of JDK
 * serialization if it does not take it.
 * <p>
 * A codec is trusted code, and what it decodes is not trusted: the bytes may come from a
 * worker that was taken over. So it gets its classes from {@link Classes} and from
 * nowhere else, and must neither believe a length nor call methods of classes that were
 * not found there. The pool bounds how many bytes it is given; depth, references and
 * lengths within them are for the codec to bound.
 * <p>
 * An implementation is public, with a public constructor without arguments, that must not
 * cost much: each pool and each worker makes an instance, also of codecs that it does not
 * choose, and drops it with the pool. It is called by any number of threads at once,
 * virtual ones among them.
 * <p>
 * Python has nothing like it; there, values are what {@code pickle} makes of them.
 */
public interface TaskCodec {

	/**
	 * Returns the name by which the codec is chosen.
	 * @return the name, always the same
	 */
	String name();

	/**
	 * Tells whether the codec wants to encode a value. It is asked for each value, so it
	 * should look at the value's class and no further.
	 * @param value what is to be encoded: no task, no exception
	 * @return whether {@link #encode} should be called
	 */
	boolean takes(Object value);

	/**
	 * Encodes a value with all that it refers to. What is shared in it stays shared, and
	 * cycles survive, or else the codec leaves the value alone.
	 * @param value the value
	 * @param out where the bytes go; what is written in large pieces is not copied. It
	 * need be neither flushed nor closed
	 * @return {@code true} if it is done; {@code false} to leave the value to JDK
	 * serialization, because of what was found in it. Nothing may be written before that
	 * is decided
	 * @throws Exception if it cannot be done. The call fails with a
	 * {@link TaskSerializationException} that names the codec and has this as its cause
	 */
	boolean encode(Object value, OutputStream out) throws Exception;

	/**
	 * Decodes a value.
	 * @param bytes what {@link #encode} wrote on the other side, or anything else; the
	 * codec may keep and change the array
	 * @param classes finds the classes that the bytes name
	 * @return the value
	 * @throws Exception if it cannot be done. The call fails with a
	 * {@link TaskSerializationException} that names the codec and has this as its cause
	 */
	Object decode(byte[] bytes, Classes classes) throws Exception;

	/**
	 * Finds the classes that one message names, and refuses those that may not come: the
	 * same as in JDK serialization, by the pool's {@link DeserializationPolicy}, the list
	 * of classes known from attacks, and the filter of the whole JVM. It belongs to one
	 * call of {@link TaskCodec#decode}.
	 */
	interface Classes {

		/**
		 * Finds a class. It is loaded and not initialized.
		 * @param name its name, as {@link Class#getName()} gives it, arrays included
		 * @return the class
		 * @throws ClassNotFoundException if there is none
		 * @throws SecurityException if it is refused. The message fails for that reason,
		 * whatever the codec makes of it
		 */
		Class<?> load(String name) throws ClassNotFoundException;

		/**
		 * Returns the loader that knows the classes of the application. A class that was
		 * loaded with it has not been checked.
		 * @return the loader
		 */
		ClassLoader loader();

		/**
		 * Returns what decides the answers of {@link #load}. A codec that keeps what it
		 * knows of a class may use it for messages whose scopes are equal, and for no
		 * others.
		 * @return an object to compare with {@code equals}, which keeps the loader alive
		 */
		Object scope();

	}

}
