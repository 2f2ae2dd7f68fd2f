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
import java.io.OutputStream;

/**
 * What a codec of others writes, in counted chunks: small writes are gathered, a large
 * one is a chunk by itself and is not copied. Nothing is written, the tag included,
 * before the codec writes. One thread, one value.
 */
final class CodecOutput extends OutputStream {

	private static final int CHUNK = 4096;

	private final WireOutput out;

	private byte[] chunk = new byte[64];

	private int count;

	private boolean begun;

	CodecOutput(WireOutput out) {
		this.out = out;
	}

	@Override
	public void write(int value) throws IOException {
		makeRoom(1);
		this.chunk[this.count++] = (byte) value;
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (length >= CHUNK) {
			endChunk();
			writeChunk(bytes, offset, length);
			return;
		}
		makeRoom(length);
		System.arraycopy(bytes, offset, this.chunk, this.count, length);
		this.count += length;
	}

	/** Whether it is too late to do without the codec. */
	boolean hasBegun() {
		return this.begun || this.count > 0;
	}

	void finish() throws IOException {
		endChunk();
		begin();
		this.out.writeVarInt(0);
	}

	private void makeRoom(int length) throws IOException {
		if (this.count + length > CHUNK) {
			endChunk();
		}
		if (this.count + length > this.chunk.length) {
			byte[] larger = new byte[Math.min(CHUNK, Math.max(this.count + length, 4 * this.chunk.length))];
			System.arraycopy(this.chunk, 0, larger, 0, this.count);
			this.chunk = larger;
		}
	}

	private void endChunk() throws IOException {
		if (this.count > 0) {
			writeChunk(this.chunk, 0, this.count);
			this.count = 0;
		}
	}

	private void writeChunk(byte[] bytes, int offset, int length) throws IOException {
		begin();
		this.out.writeVarInt(length);
		this.out.write(bytes, offset, length);
	}

	private void begin() throws IOException {
		if (!this.begun) {
			this.begun = true;
			this.out.write(Tag.CODEC);
		}
	}

}
