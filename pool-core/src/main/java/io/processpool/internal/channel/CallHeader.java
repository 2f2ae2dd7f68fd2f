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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a worker is told of a call before its first item: how to call the function, the
 * call's name, and string headers. The encoded function follows in the same message.
 *
 * @param shape how the function is called
 * @param name what the call is named in logs and errors
 * @param headers string headers, such as a trace context
 * @param single whether the call has one item only, so that the worker can forget it with
 * that item, whether it could claim it or not
 */
public record CallHeader(TaskShape shape, String name, Map<String, String> headers, boolean single) {

	private static final int MAX_HEADERS = 1024;

	/** Of a name, or of a header with its name. */
	private static final int MAX_CHARACTERS = 1024 * 1024;

	public CallHeader {
		if (headers.size() > MAX_HEADERS) {
			throw new IllegalArgumentException(
					"task '" + name + "' has " + headers.size() + " headers, allowed are " + MAX_HEADERS);
		}
		refuseIfTooLong("the name of a task", name.length());
		headers.forEach((key, value) -> refuseIfTooLong("header '" + key + "'", key.length() + value.length()));
	}

	private static void refuseIfTooLong(String what, int characters) {
		if (characters > MAX_CHARACTERS) {
			throw new IllegalArgumentException(
					what + " has " + characters + " characters, allowed are " + MAX_CHARACTERS);
		}
	}

	/**
	 * Writes the header.
	 * @param to where to
	 * @throws IOException if the stream refuses
	 */
	public void write(OutputStream to) throws IOException {
		DataOutputStream out = new DataOutputStream(to);
		out.writeByte(this.shape.ordinal());
		out.writeBoolean(this.single);
		Texts.write(out, this.name);
		out.writeShort(this.headers.size());
		for (Map.Entry<String, String> header : this.headers.entrySet()) {
			Texts.write(out, header.getKey());
			Texts.write(out, header.getValue());
		}
		out.flush();
	}

	/**
	 * Reads a header, and leaves the stream at the function.
	 * @param from where from
	 * @return the header
	 * @throws IOException if the bytes are not what they should be
	 */
	public static CallHeader read(InputStream from) throws IOException {
		DataInputStream in = new DataInputStream(from);
		int shape = in.readUnsignedByte();
		if (shape >= TaskShape.values().length) {
			throw new ProtocolException("there is no task shape " + shape);
		}
		boolean single = in.readBoolean();
		String name = Texts.read(in);
		int count = in.readUnsignedShort();
		if (count > MAX_HEADERS) {
			throw new ProtocolException("a call claims " + count + " headers");
		}
		Map<String, String> headers = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			String key = Texts.read(in);
			headers.put(key, Texts.read(in));
		}
		return new CallHeader(TaskShape.values()[shape], name, headers, single);
	}

}
