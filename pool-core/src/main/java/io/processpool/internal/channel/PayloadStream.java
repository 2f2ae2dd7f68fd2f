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

package io.processpool.internal.channel;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/**
 * Reads the pieces of a payload one after the other. Not thread-safe, and so without the
 * locks of the JDK's streams.
 */
final class PayloadStream extends InputStream {

	private final List<byte[]> segments;

	private long left;

	private int segment;

	private int position;

	PayloadStream(List<byte[]> segments, int skipped, long size) {
		this.segments = segments;
		this.position = skipped;
		this.left = size;
	}

	@Override
	public int read() {
		if (this.left == 0) {
			return -1;
		}
		int value = current()[this.position++] & 0xff;
		this.left--;
		return value;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, target.length);
		int done = 0;
		while (done < length && this.left > 0) {
			byte[] from = current();
			int count = (int) Math.min(Math.min(length - done, from.length - this.position), this.left);
			System.arraycopy(from, this.position, target, offset + done, count);
			this.position += count;
			this.left -= count;
			done += count;
		}
		return (done > 0 || length == 0) ? done : -1;
	}

	@Override
	public int available() {
		return (int) Math.min(this.left, Integer.MAX_VALUE);
	}

	/** The piece with the next byte; there must be one. */
	private byte[] current() {
		byte[] current = this.segments.get(this.segment);
		while (this.position == current.length) {
			this.segment++;
			this.position = 0;
			current = this.segments.get(this.segment);
		}
		return current;
	}

}
