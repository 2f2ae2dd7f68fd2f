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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Shortcuts for the tests of this package.
 */
final class Codecs {

	static final ObjectCodec CODEC = new ObjectCodec(DecodeLimits.defaults());

	static final ClassLoader LOADER = Codecs.class.getClassLoader();

	private Codecs() {
	}

	static byte[] encode(@Nullable Object value) {
		return encode(value, "argument");
	}

	static byte[] encode(@Nullable Object value, String what) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			CODEC.encode(value, out, what);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	static Object decode(byte[] bytes) {
		return CODEC.decode(bytes, 0, bytes.length, LOADER, "result");
	}

	/**
	 * Encodes and decodes, and makes sure that it makes no difference how bytes arrive.
	 */
	@SuppressWarnings("unchecked")
	static <T> T roundTrip(T value) {
		byte[] bytes = encode(value);
		try {
			Object copy = CODEC.decode(trickling(bytes), LOADER, "result");
			byte[] again = encode(copy);
			assertThat(encode(decode(bytes))).isEqualTo(again);
			assertThat(encode(CODEC.decode(trickling(bytes), bytes.length, LOADER, "result"))).isEqualTo(again);
			return (T) copy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A stream that gives no more than 1,000 bytes at a time. */
	static InputStream trickling(byte[] bytes) {
		return new ByteArrayInputStream(bytes) {

			@Override
			public synchronized int read(byte[] target, int offset, int length) {
				return super.read(target, offset, Math.min(length, 1000));
			}

		};
	}

	static int firstByte(@Nullable Object value) {
		return encode(value)[0] & 0xff;
	}

}
