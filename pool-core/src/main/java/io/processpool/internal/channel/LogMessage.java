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

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.processpool.WorkerLogEvent;

/**
 * A log event, as it travels. Whatever is longer than it may be is cut by whoever sends
 * it, and refused by whoever receives it.
 */
public final class LogMessage {

	/** Characters of a message, and of a stack trace. */
	static final int MAX_TEXT = 64 * 1024;

	/** Characters of a name, and of a key or value of the context. */
	static final int MAX_NAME = 1024;

	/** Entries of the context. */
	static final int MAX_CONTEXT = 64;

	/** In UTF-8. */
	private static final int BYTES_PER_CHARACTER = 3;

	private LogMessage() {
	}

	/**
	 * Encodes an event.
	 * @param event the event
	 * @return the bytes
	 * @throws IOException never
	 */
	public static byte[] encode(WorkerLogEvent event) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeLong(event.time().toEpochMilli());
		out.writeByte(event.level().ordinal());
		Texts.write(out, cut(event.loggerName(), MAX_NAME));
		Texts.write(out, cut(event.threadName(), MAX_NAME));
		Texts.write(out, cut(event.message(), MAX_TEXT));
		Texts.write(out, cut(event.stackTrace(), MAX_TEXT));
		int left = Math.min(event.context().size(), MAX_CONTEXT);
		out.writeByte(left);
		for (Map.Entry<String, String> entry : event.context().entrySet()) {
			if (left-- == 0) {
				break;
			}
			Texts.write(out, cut(entry.getKey(), MAX_NAME));
			Texts.write(out, cut(entry.getValue(), MAX_NAME));
		}
		return bytes.toByteArray();
	}

	/**
	 * Decodes an event.
	 * @param payload the bytes
	 * @return the event
	 * @throws IOException if the bytes are not what they should be
	 */
	public static WorkerLogEvent decode(Payload payload) throws IOException {
		try {
			return decode(new DataInputStream(payload.open()));
		}
		catch (EOFException ex) {
			throw new ProtocolException("a log event is cut off");
		}
	}

	private static WorkerLogEvent decode(DataInputStream in) throws IOException {
		Instant time = Instant.ofEpochMilli(in.readLong());
		int level = in.readUnsignedByte();
		if (level >= Level.values().length) {
			throw new ProtocolException("a log event has the unknown level " + level);
		}
		String logger = read(in, MAX_NAME);
		String thread = read(in, MAX_NAME);
		String message = read(in, MAX_TEXT);
		String stackTrace = read(in, MAX_TEXT);
		int entries = in.readUnsignedByte();
		if (entries > MAX_CONTEXT) {
			throw new ProtocolException("a log event claims " + entries + " entries of context");
		}
		Map<String, String> context = new HashMap<>();
		for (int i = 0; i < entries; i++) {
			String key = read(in, MAX_NAME);
			context.put(key, read(in, MAX_NAME));
		}
		return new WorkerLogEvent(time, Level.values()[level], logger, thread, message, context, stackTrace);
	}

	/**
	 * How much memory an event takes, about.
	 * @param event the event
	 * @return its characters
	 */
	public static long characters(WorkerLogEvent event) {
		long count = (long) event.message().length() + event.stackTrace().length() + event.loggerName().length()
				+ event.threadName().length();
		for (Map.Entry<String, String> entry : event.context().entrySet()) {
			count += (long) entry.getKey().length() + entry.getValue().length();
		}
		return count;
	}

	private static String read(DataInputStream in, int limit) throws IOException {
		return Texts.read(in, limit * BYTES_PER_CHARACTER);
	}

	private static String cut(String text, int limit) {
		return (text.length() <= limit) ? text : text.substring(0, limit - 3) + "...";
	}

}
