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
import java.security.MessageDigest;

/**
 * The first message on each socket: who speaks, on which socket, and the secret.
 *
 * @param socket which of the two sockets this is
 * @param pid the process as it sees itself; not the parent's view of it when the worker
 * lives in a pid namespace
 */
record Hello(Socket socket, long pid) {

	private static final int VERSION = 1;

	static void write(MessageWriter writer, Socket socket, long pid, byte[] secret) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeShort(VERSION);
		out.writeByte(socket.ordinal());
		out.writeLong(pid);
		out.writeByte(secret.length);
		out.write(secret);
		writer.begin(MessageType.HELLO, 0);
		bytes.writeTo(writer);
		writer.commit();
		writer.flush();
	}

	static Hello read(Message message, byte[] secret) throws IOException {
		if (message.type() != MessageType.HELLO) {
			throw new ProtocolException("the first message is " + message.type() + ", not " + MessageType.HELLO);
		}
		try {
			return read(new DataInputStream(message.payload().open()), secret);
		}
		catch (EOFException ex) {
			throw new ProtocolException("the worker's hello is cut off");
		}
	}

	private static Hello read(DataInputStream in, byte[] secret) throws IOException {
		int version = in.readUnsignedShort();
		if (version != VERSION) {
			throw new ProtocolException("the worker speaks version " + version + " of the protocol, not " + VERSION
					+ "; its class path holds another pool-core than the parent's");
		}
		int socket = in.readUnsignedByte();
		if (socket >= Socket.values().length) {
			throw new ProtocolException("there is no socket " + socket);
		}
		long pid = in.readLong();
		byte[] theirs = in.readNBytes(in.readUnsignedByte());
		if (!MessageDigest.isEqual(secret, theirs)) {
			throw new ProtocolException("the secret is wrong");
		}
		return new Hello(Socket.values()[socket], pid);
	}

	/** The sockets of a worker. */
	enum Socket {

		/** Calls, items and answers travel on it. */
		DATA,

		/** What must get through while a task runs. */
		CONTROL,

		/** Calls, items and answers travel through the rings, and this is the bell. */
		BELL

	}

}
