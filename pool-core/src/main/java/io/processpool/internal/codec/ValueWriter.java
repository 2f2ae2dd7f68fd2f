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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.processpool.Args2;
import io.processpool.Args3;
import io.processpool.TaskCodec;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message: chooses the tag, and hands to the pool's codec what has none, and
 * to JDK serialization what that does not take. One thread, one message.
 */
final class ValueWriter {

	private static final Class<?> LIST_OF_TWO = List.of(1).getClass();

	private static final Class<?> LIST_OF_MANY = List.of(1, 2, 3).getClass();

	private final WireOutput out;

	private final @Nullable TaskCodec codec;

	private @Nullable JdkOutput jdk;

	ValueWriter(WireOutput out, @Nullable TaskCodec codec) {
		this.out = out;
		this.codec = codec;
	}

	void writeMessage(@Nullable Object value) throws IOException, CodecFailure {
		if (value instanceof Args2<?, ?> args && atMostOneIsNoLeaf(args.first(), args.second(), null)) {
			this.out.write(Tag.ARGS2);
			write(args.first());
			write(args.second());
		}
		else if (value instanceof Args3<?, ?, ?> args && atMostOneIsNoLeaf(args.first(), args.second(), args.third())) {
			this.out.write(Tag.ARGS3);
			write(args.first());
			write(args.second());
			write(args.third());
		}
		else {
			write(value);
		}
	}

	/**
	 * Returns the object that JDK serialization began to write last.
	 * @return the object, {@code null} if there was none
	 */
	@Nullable Object latest() {
		return (this.jdk != null) ? this.jdk.latest() : null;
	}

	private void write(@Nullable Object value) throws IOException, CodecFailure {
		if (value == null || Leaves.isLeaf(value)) {
			Leaves.write(value, this.out);
			return;
		}
		PrimitiveArray form = PrimitiveArray.of(value.getClass());
		if (form != null) {
			form.write(value, this.out);
		}
		else if (value instanceof ByteBuffer buffer) {
			Buffers.write(buffer, this.out);
		}
		else if (!(value instanceof List<?> list && writeList(list)) && !writeWithCodec(value)) {
			writeJdk(value);
		}
	}

	private boolean writeList(List<?> list) throws IOException {
		Class<?> type = list.getClass();
		if (type != ArrayList.class && type != LIST_OF_TWO && type != LIST_OF_MANY) {
			return false;
		}
		// A snapshot, so that nobody can change the list between the check and the
		// writing
		@Nullable Object[] elements = list.toArray();
		for (Object element : elements) {
			if (!Leaves.isSmallLeaf(element)) {
				return false;
			}
		}
		this.out.write(listTag(list, elements));
		this.out.writeVarInt(elements.length);
		for (Object element : elements) {
			Leaves.write(element, this.out);
		}
		return true;
	}

	private static int listTag(List<?> list, @Nullable Object[] elements) {
		if (list.getClass() == ArrayList.class) {
			return Tag.ARRAY_LIST;
		}
		return toleratesNull(list, elements) ? Tag.IMMUTABLE_LIST_NULLS : Tag.IMMUTABLE_LIST;
	}

	/**
	 * The lists of Stream.toList and List.of share a class, but only the latter are good
	 * enough for List.copyOf as they are.
	 */
	@SuppressWarnings("ReferenceEquality")
	private static boolean toleratesNull(List<?> list, @Nullable Object[] elements) {
		for (Object element : elements) {
			if (element == null) {
				return true;
			}
		}
		return List.copyOf(list) != list;
	}

	private boolean writeWithCodec(Object value) throws CodecFailure {
		TaskCodec codec = this.codec;
		if (codec == null || !TaskCodecs.mayTake(value)) {
			return false;
		}
		try {
			CodecOutput chunks = new CodecOutput(this.out);
			if (codec.takes(value) && codec.encode(value, chunks)) {
				chunks.finish();
				return true;
			}
			if (chunks.hasBegun()) {
				throw new IllegalStateException("it began to write the value before it left it alone");
			}
			return false;
		}
		catch (Throwable ex) {
			throw new CodecFailure(codec.name(), ex);
		}
	}

	private void writeJdk(Object value) throws IOException {
		this.out.write(Tag.JDK);
		this.jdk = new JdkOutput(this.out);
		this.jdk.writeObject(value);
		this.jdk.flush();
	}

	private static boolean atMostOneIsNoLeaf(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
		int count = Leaves.isLeaf(first) ? 0 : 1;
		count += Leaves.isLeaf(second) ? 0 : 1;
		count += Leaves.isLeaf(third) ? 0 : 1;
		return count <= 1;
	}

}
