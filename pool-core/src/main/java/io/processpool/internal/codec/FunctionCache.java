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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Functions that have captured nothing: to encode one takes several microseconds and to
 * decode it more than ten, and it is the same each time. What is encoded is kept with the
 * function's class for all pools of this JVM; what is decoded, in the one worker.
 * Encoding is safe for any number of threads, decoding is confined to one.
 */
public final class FunctionCache {

	private static final int MOST = 256;

	private static final ClassValue<AtomicReference<byte @Nullable []>> ENCODED = new ClassValue<>() {

		@Override
		protected AtomicReference<byte @Nullable []> computeValue(Class<?> type) {
			return new AtomicReference<>();
		}

	};

	private final Map<Bytes, Object> decoded = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Bytes, Object> eldest) {
			return size() > MOST;
		}

	};

	/**
	 * Encodes a function.
	 * @param codec what encodes it
	 * @param function the function
	 * @return its bytes, which must not be changed
	 * @throws io.processpool.TaskSerializationException if it cannot travel
	 */
	public static byte[] encode(ObjectCodec codec, Object function) {
		AtomicReference<byte @Nullable []> kept = Lambdas.isStateless(function) ? ENCODED.get(function.getClass())
				: null;
		byte[] bytes = (kept != null) ? kept.get() : null;
		if (bytes == null) {
			ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
			try {
				codec.encode(function, out, "task");
			}
			catch (IOException ex) {
				throw new IllegalStateException("an array takes all that is written to it", ex);
			}
			bytes = out.toByteArray();
			if (kept != null) {
				kept.set(bytes);
			}
		}
		return bytes;
	}

	/**
	 * A function that was decoded before.
	 * @param bytes its bytes
	 * @return the function, or {@code null}
	 */
	public @Nullable Object get(byte[] bytes) {
		return this.decoded.get(new Bytes(bytes));
	}

	/**
	 * Keeps a function if it is always the same.
	 * @param bytes its bytes, which must not be changed any more
	 * @param function the function
	 */
	public void put(byte[] bytes, Object function) {
		if (Lambdas.isStateless(function)) {
			this.decoded.put(new Bytes(bytes), function);
		}
	}

	/** Bytes with their hash code. */
	private static final class Bytes {

		private final byte[] bytes;

		private final int hash;

		Bytes(byte[] bytes) {
			this.bytes = bytes;
			CRC32 checksum = new CRC32();
			checksum.update(bytes);
			this.hash = (int) checksum.getValue();
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Bytes that && Arrays.equals(this.bytes, that.bytes);
		}

		@Override
		public int hashCode() {
			return this.hash;
		}

	}

}
