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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.OutputStream;

import io.processpool.RemoteTaskException;
import org.jspecify.annotations.Nullable;

/**
 * Throwables to bytes and back. A throwable travels twice, as text and in plain JDK
 * serialization: if the second cannot be made, or cannot be read on the other side, the
 * first tells what happened. Immutable and thread-safe.
 */
public final class ThrowableCodec {

	/** A longer message is cut; a million characters still travel whole. */
	static final int MOST_CHARS_OF_MESSAGE = 4 * 1024 * 1024;

	/** A throwable whose serialized form is larger travels as text alone. */
	static final int MOST_BYTES_OF_OBJECT = 32 * 1024 * 1024;

	private final DecodeLimits limits;

	private final ClassRules rules;

	/**
	 * Creates a codec that refuses no classes but those known from attacks.
	 * @param limits what one throwable may make {@code decode} build
	 */
	public ThrowableCodec(DecodeLimits limits) {
		this(limits, ClassRules.standard());
	}

	/**
	 * Creates a codec.
	 * @param limits what one throwable may make {@code decode} build
	 * @param rules which classes it may name
	 */
	public ThrowableCodec(DecodeLimits limits, ClassRules rules) {
		this.limits = limits;
		this.rules = rules;
	}

	/**
	 * The same codec for what this function throws.
	 * @param function the function, whose packages may count as the application's own
	 * @return the codec, this one where that makes no difference
	 */
	@SuppressWarnings("ReferenceEquality") // Rules that do not change stay the same
											// object
	public ThrowableCodec forFailuresOf(Object function) {
		ClassRules own = this.rules.withPackagesOf(function);
		return (own != this.rules) ? new ThrowableCodec(this.limits, own) : this;
	}

	/**
	 * Encodes a throwable, however hostile: it never fails, and the result is bounded.
	 * Messages are cut at 4 Mi characters, printed stacks at 256 Ki characters, and a
	 * serialized form of more than 32 MiB is left out.
	 * @param failure what was thrown
	 * @return its bytes
	 */
	public byte[] encode(Throwable failure) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		WireOutput wire = new WireOutput(bytes);
		try {
			String message = Failures.messageOf(failure);
			Leaves.write(failure.getClass().getName(), wire);
			Leaves.write((message != null) ? ThrowableText.cut(message, MOST_CHARS_OF_MESSAGE) : null, wire);
			Leaves.write(ThrowableText.of(failure), wire);
			byte @Nullable [] object = serialize(TravellingCause.prepare(failure));
			if (object != null) {
				PrimitiveArray.BYTE.write(object, wire);
			}
			else {
				Leaves.write(null, wire);
			}
			wire.drain();
		}
		catch (IOException ex) {
			throw new IllegalStateException("an array cannot fail to be written", ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Rebuilds a throwable.
	 * @param bytes the array
	 * @param offset where in it the throwable begins
	 * @param length how many bytes it has
	 * @param loader where classes of the application come from
	 * @return the throwable as it was, with the stack trace of the other side; or a
	 * {@link RemoteTaskException} that tells of it, if it cannot be rebuilt here
	 */
	public Throwable decode(byte[] bytes, int offset, int length, ClassLoader loader) {
		String className = "unknown";
		String message = null;
		String stack = "";
		String reason;
		try {
			ValueReader reader = new ValueReader(WireInput.ofArray(bytes, offset, length), this.limits, this.rules,
					loader, new LoadedClasses(loader), null);
			className = String.valueOf(reader.readLeaf());
			message = (String) reader.readLeaf();
			stack = String.valueOf(reader.readLeaf());
			if (reader.readMessage() instanceof byte[] object) {
				return rebuild(object, loader);
			}
			reason = "it cannot be serialized";
		}
		catch (Throwable ex) {
			Failures.throwIfFatal(ex);
			reason = "it cannot be rebuilt here: " + ex.getClass().getName() + ": " + Failures.messageOf(ex);
		}
		String failure = className + ((message != null) ? ": " + message : "");
		return new RemoteTaskException("The task threw " + failure + " (told as text, because " + reason + ")",
				className, message, stack);
	}

	private Throwable rebuild(byte[] object, ClassLoader loader) throws IOException, ClassNotFoundException {
		JdkInput in = new JdkInput(WireInput.ofArray(object, 0, object.length), loader, new LoadedClasses(loader),
				this.limits, this.rules);
		try {
			return (Throwable) in.readValue();
		}
		catch (Throwable ex) {
			Failures.throwIfFatal(ex);
			String refusal = in.refusal();
			if (refusal != null) {
				throw new InvalidClassException(refusal);
			}
			throw ex;
		}
	}

	private static byte @Nullable [] serialize(Throwable failure) {
		LimitedBytes bytes = new LimitedBytes();
		try {
			WireOutput wire = new WireOutput(bytes);
			JdkOutput jdk = new JdkOutput(wire);
			jdk.writeObject(failure);
			jdk.flush();
			wire.drain();
			return bytes.toByteArray();
		}
		catch (Throwable ex) {
			// Whatever it was, the text tells what matters
			return null;
		}
	}

	/** Fails when the limit is reached. */
	private static final class LimitedBytes extends OutputStream {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] source, int offset, int length) throws IOException {
			if (this.bytes.size() + (long) length > MOST_BYTES_OF_OBJECT) {
				throw new IOException("the serialized form is too large");
			}
			this.bytes.write(source, offset, length);
		}

		byte[] toByteArray() {
			return this.bytes.toByteArray();
		}

	}

}
