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
import java.util.ArrayList;
import java.util.List;

/**
 * Payloads of the control socket's messages.
 */
public final class ControlMessages {

	/** The largest message on the control socket, in bytes. */
	public static final int MAX_SIZE = 8 * 1024 * 1024;

	private static final int MAX_FRAMES = 4096;

	private ControlMessages() {
	}

	/**
	 * What a stack request asks for.
	 */
	public enum StackScope {

		/** The stack of the thread that runs the task. */
		TASK,

		/** All threads of the worker, as text. */
		ALL

	}

	/**
	 * A stack, as it travels.
	 *
	 * @param frames the frames, innermost first; empty for a dump of all threads
	 * @param text the dump as text; empty for one stack
	 */
	public record Stacks(List<StackTraceElement> frames, String text) {

		/**
		 * Encodes the stacks.
		 * @return the bytes
		 * @throws IOException never
		 */
		public byte[] encode() throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			DataOutputStream out = new DataOutputStream(bytes);
			int count = Math.min(this.frames.size(), MAX_FRAMES);
			out.writeInt(count);
			for (StackTraceElement frame : this.frames.subList(0, count)) {
				Texts.write(out, frame.getClassName());
				Texts.write(out, frame.getMethodName());
				Texts.write(out, (frame.getFileName() != null) ? frame.getFileName() : "");
				out.writeInt(frame.getLineNumber());
			}
			Texts.write(out, this.text.substring(0, Math.min(this.text.length(), MAX_SIZE / 4)));
			return bytes.toByteArray();
		}

		/**
		 * Decodes stacks.
		 * @param payload the bytes
		 * @return the stacks
		 * @throws IOException if the bytes are not what they should be
		 */
		public static Stacks decode(Payload payload) throws IOException {
			try {
				return decode(new DataInputStream(payload.open()));
			}
			catch (EOFException ex) {
				throw new ProtocolException("a stack is cut off");
			}
		}

		private static Stacks decode(DataInputStream in) throws IOException {
			int count = in.readInt();
			if (count < 0 || count > MAX_FRAMES) {
				throw new ProtocolException("a stack claims " + count + " frames");
			}
			List<StackTraceElement> frames = new ArrayList<>(count);
			for (int i = 0; i < count; i++) {
				String type = Texts.read(in);
				String method = Texts.read(in);
				String file = Texts.read(in);
				frames.add(new StackTraceElement(type, method, file.isEmpty() ? null : file, in.readInt()));
			}
			return new Stacks(List.copyOf(frames), Texts.read(in));
		}

	}

}
