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
package io.processpool.codec.fory;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StreamCorruptedException;

import io.processpool.TaskCodec;
import org.apache.fory.Fory;
import org.apache.fory.memory.MemoryBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One instance of Fory, which encodes or decodes. One thread at a time.
 */
final class Runtime {

	/** As in JDK serialization; the stack ends earlier. */
	private static final int MOST_DEPTH = 10_000;

	private static final int MOST_UNBACKED_ITEMS = 1 << 24;

	private static final long LEAST_GRAPH = 256L * 1024 * 1024;

	private static final int SMALL = 256;

	private static final int KEPT = 128 * 1024;

	private final boolean generates;

	private final Fory fory;

	private MemoryBuffer buffer = MemoryBuffer.newHeapBuffer(SMALL);

	/** What finds the classes of the message that is being decoded. */
	private TaskCodec.@Nullable Classes classes;

	private long latestBytes;

	Runtime(ClassLoader loader, boolean decode, boolean generates) {
		this.generates = generates;
		this.fory = Fory.builder()
			.withXlang(false)
			.withCompatible(false)
			.withClassVersionCheck(true)
			.withRefTracking(true)
			.withDeserializeUnknownClass(false)
			.registerGuavaTypes(false)
			.requireClassRegistration(false)
			.withTypeChecker((resolver, name) -> !decode || isAllowed(name))
			.withSerializerFactory((resolver, type) -> PlainData.check(type))
			.withMaxDepth(MOST_DEPTH)
			.withMaxUnbackedContainerItems(MOST_UNBACKED_ITEMS)
			.withMaxGraphMemoryBytes(Math.max(LEAST_GRAPH, java.lang.Runtime.getRuntime().maxMemory() / 2))
			.withCodegen(generates)
			.withClassLoader(loader)
			.build();
		PlainData.refuseOthers(this.fory);
	}

	boolean generates() {
		return this.generates;
	}

	/**
	 * Returns how much was encoded or decoded last.
	 * @return the number of bytes
	 */
	long latestBytes() {
		return this.latestBytes;
	}

	boolean encode(Object value, OutputStream out) throws IOException {
		this.latestBytes = 0;
		this.buffer.writerIndex(0);
		try {
			this.fory.serialize(this.buffer, value);
		}
		catch (RuntimeException ex) {
			if (OtherDataException.isIn(ex)) {
				return false;
			}
			throw unwrapped(ex);
		}
		this.latestBytes = this.buffer.writerIndex();
		out.write(this.buffer.getHeapMemory(), 0, this.buffer.writerIndex());
		if (this.buffer.size() > KEPT) {
			this.buffer = MemoryBuffer.newHeapBuffer(SMALL);
		}
		return true;
	}

	Object decode(byte[] bytes, TaskCodec.Classes classes) throws IOException {
		this.latestBytes = bytes.length;
		this.classes = classes;
		try {
			MemoryBuffer message = MemoryBuffer.fromByteArray(bytes);
			Object value = this.fory.deserialize(message);
			if (value == null || message.remaining() > 0) {
				throw new StreamCorruptedException("the bytes are not one value");
			}
			return value;
		}
		catch (RuntimeException ex) {
			throw unwrapped(ex);
		}
		finally {
			this.classes = null;
		}
	}

	/** It refuses by throwing. */
	private boolean isAllowed(String name) {
		TaskCodec.Classes classes = this.classes;
		try {
			return classes != null && classes.load(name) != null;
		}
		catch (ClassNotFoundException ex) {
			throw new TypeNotPresentException(name, ex);
		}
	}

	/** Fory wraps what the JVM throws, which means more than that something failed. */
	private static RuntimeException unwrapped(RuntimeException failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof VirtualMachineError error) {
				throw error;
			}
		}
		return failure;
	}

}
