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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.TaskCodec;

/**
 * A codec that knows one class, and what else can happen to a codec.
 */
public final class TinyCodec implements TaskCodec {

	/** How many values this JVM has decoded with it. */
	public static final AtomicInteger DECODED = new AtomicInteger();

	@Override
	public String name() {
		return "tiny";
	}

	@Override
	public boolean takes(Object value) {
		return value instanceof Point || value instanceof Sick;
	}

	@Override
	public boolean encode(Object value, OutputStream out) throws IOException {
		if (value instanceof Sick sick) {
			return sick.encode(out);
		}
		Point point = (Point) value;
		if (point.x() < 0) {
			return false;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream data = new DataOutputStream(bytes);
		data.writeUTF(Point.class.getName());
		data.writeInt(point.x());
		data.write(point.padding());
		bytes.writeTo(out);
		out.flush();
		return true;
	}

	@Override
	public Object decode(byte[] bytes, Classes classes) throws Exception {
		DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
		Class<?> type;
		try {
			type = classes.load(in.readUTF());
		}
		catch (SecurityException ex) {
			// It makes light of a refusal, in vain
			type = Point.class;
		}
		if (type == Sick.class) {
			throw new StackOverflowError();
		}
		DECODED.incrementAndGet();
		return type.getDeclaredConstructor(int.class, byte[].class).newInstance(in.readInt(), in.readAllBytes());
	}

	/**
	 * What it knows. It leaves those with a negative number alone.
	 *
	 * @param x a number
	 * @param padding bytes
	 */
	public record Point(int x, byte[] padding) implements Serializable {

		/**
		 * A small one.
		 * @param x the number
		 */
		public Point(int x) {
			this(x, new byte[0]);
		}

	}

	/**
	 * What it cannot encode, each in its own way.
	 */
	public enum Sick {

		/** Throws. */
		THROWS,

		/** Changes its mind after it has begun. */
		TOO_LATE,

		/** Writes the name of a class that is not there. */
		MISSING,

		/** Runs out of stack when it is read. */
		DEEP,

		/** Writes nothing. */
		EMPTY;

		private boolean encode(OutputStream out) throws IOException {
			switch (this) {
				case THROWS -> throw new IllegalStateException("sick");
				case TOO_LATE -> out.write(1);
				case MISSING -> new DataOutputStream(out).writeUTF("no.such.Type");
				case DEEP -> new DataOutputStream(out).writeUTF(Sick.class.getName());
				case EMPTY -> out.flush();
			}
			return this != TOO_LATE;
		}

	}

}
