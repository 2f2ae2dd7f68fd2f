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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import io.processpool.TaskCodec;
import io.processpool.TaskSerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Objects to bytes and back. Immutable and thread-safe; each call stands alone, whatever
 * became of the ones before.
 */
public final class ObjectCodec {

	private final DecodeLimits limits;

	private final ClassRules rules;

	/** Encodes what has no tag and would be JDK-serialized. */
	private final @Nullable TaskCodec codec;

	/** What the latest message's loader had; a race costs no more than loading again. */
	private volatile @Nullable LoadedClasses classes;

	/**
	 * Creates a codec that refuses no classes but those known from attacks.
	 * @param limits what one message may make {@code decode} build
	 */
	public ObjectCodec(DecodeLimits limits) {
		this(limits, ClassRules.standard());
	}

	/**
	 * Creates a codec.
	 * @param limits what one message may make {@code decode} build
	 * @param rules which classes a message may name
	 */
	public ObjectCodec(DecodeLimits limits, ClassRules rules) {
		this(limits, rules, null);
	}

	/**
	 * Creates a codec that leaves some values to a codec of others.
	 * @param limits what one message may make {@code decode} build
	 * @param rules which classes a message may name
	 * @param codec the other codec, {@code null} for none
	 */
	public ObjectCodec(DecodeLimits limits, ClassRules rules, @Nullable TaskCodec codec) {
		this.limits = limits;
		this.rules = rules;
		this.codec = codec;
	}

	/**
	 * The same codec for what this function makes.
	 * @param function the function, whose packages may count as the application's own
	 * @return the codec, this one where that makes no difference
	 */
	@SuppressWarnings("ReferenceEquality") // Rules that do not change stay the same
											// object
	public ObjectCodec forResultsOf(Object function) {
		ClassRules own = this.rules.withPackagesOf(function);
		return (own != this.rules) ? new ObjectCodec(this.limits, own, this.codec) : this;
	}

	/**
	 * Appends a value to a stream. After any exception the stream may hold part of it.
	 * Large arrays are written without being copied; the stream is not flushed.
	 * @param value the value
	 * @param out where its bytes go
	 * @param what what the value is, for messages and paths: "argument", "result", "task"
	 * @throws TaskSerializationException if the value cannot be encoded, whatever the
	 * application's code threw
	 * @throws IOException what {@code out} throws, unchanged, as also its unchecked ones
	 */
	public void encode(@Nullable Object value, OutputStream out, String what) throws IOException {
		WireOutput wire = new WireOutput(out);
		ValueWriter writer = new ValueWriter(wire, this.codec);
		try {
			writer.writeMessage(value);
		}
		catch (Throwable ex) {
			wire.rethrowFailure();
			Failures.throwIfFatal(CodecFailure.unwrap(ex));
			throw EncodeFailure.explain((value != null) ? value : "null", what, ex, writer.latest());
		}
		wire.drain();
	}

	/**
	 * Reads the one value that a stream holds, up to its end.
	 * @param in the value's bytes, and nothing behind them
	 * @param loader where classes of the application come from
	 * @param what what the value is, for messages and paths
	 * @return the value
	 * @throws TaskSerializationException if that is not possible, for whatever reason
	 * @throws IOException what {@code in} throws, unchanged
	 */
	public @Nullable Object decode(InputStream in, ClassLoader loader, String what) throws IOException {
		return decode(WireInput.ofAtMost(in, this.limits.maxBytes()), loader, what);
	}

	/**
	 * Reads the one value that a stream of known length holds. Lengths in it are checked
	 * more strictly then, and memory for large arrays is taken at once: prefer this where
	 * the bytes are really there.
	 * @param in the value's bytes; what is behind them stays in the stream
	 * @param length how many bytes the value has
	 * @param loader where classes of the application come from
	 * @param what what the value is, for messages and paths
	 * @return the value
	 * @throws TaskSerializationException if that is not possible, for whatever reason
	 * @throws IOException what {@code in} throws, unchanged
	 */
	public @Nullable Object decode(InputStream in, long length, ClassLoader loader, String what) throws IOException {
		return decode(WireInput.ofLength(in, length), loader, what);
	}

	/**
	 * Reads the one value that a range of bytes holds, as from a stream of known length.
	 * @param bytes the array
	 * @param offset where in it the value begins
	 * @param length how many bytes it has
	 * @param loader where classes of the application come from
	 * @param what what the value is, for messages and paths
	 * @return the value
	 * @throws TaskSerializationException if that is not possible, for whatever reason
	 */
	public @Nullable Object decode(byte[] bytes, int offset, int length, ClassLoader loader, String what) {
		try {
			return decode(WireInput.ofArray(bytes, offset, length), loader, what);
		}
		catch (IOException ex) {
			throw new IllegalStateException("an array cannot fail to be read", ex);
		}
	}

	/**
	 * Looks at a value that begins to arrive, to decode it meanwhile.
	 * @param head its first bytes, at least six of them
	 * @return the value, {@code null} if it has to be decoded when all of it is there
	 */
	public @Nullable ArrivingValue arriving(ByteBuffer head) {
		return ArrivingValue.of(head, this.limits);
	}

	private @Nullable Object decode(WireInput in, ClassLoader loader, String what) throws IOException {
		ValueReader reader = new ValueReader(in, this.limits, this.rules, loader, classesOf(loader), this.codec);
		try {
			return reader.readMessage();
		}
		catch (Throwable ex) {
			in.rethrowFailure();
			Failures.throwIfFatal(CodecFailure.unwrap(ex));
			throw DecodeFailure.of(what, reader, ex).explain();
		}
	}

	private LoadedClasses classesOf(ClassLoader loader) {
		LoadedClasses classes = this.classes;
		if (classes == null || !classes.areOf(loader)) {
			classes = new LoadedClasses(loader);
			this.classes = classes;
		}
		return classes;
	}

}
