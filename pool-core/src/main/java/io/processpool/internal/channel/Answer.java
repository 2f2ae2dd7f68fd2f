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

import java.io.IOException;

/**
 * How an answer says what became of its item. The first eight bytes of an answer's
 * payload are a little-endian number, of which the lowest byte is the kind and the rest
 * is zero for now; what follows is the encoded value or failure.
 */
public enum Answer {

	/** The task returned; its value follows. */
	VALUE,

	/** The task threw; the encoded throwable follows. */
	FAILURE,

	/** What should have travelled could not; the encoded throwable follows. */
	NOT_TRANSFERABLE,

	/**
	 * The function of the call cannot be decoded, so this worker can run no item of it;
	 * the encoded throwable follows.
	 */
	TASK_NOT_TRANSFERABLE;

	/** Bytes before the encoded value or failure. */
	public static final int HEADER = 8;

	private static final Answer[] KINDS = values();

	/**
	 * The kind of an answer.
	 * @param first the first byte of its payload
	 * @return the kind
	 * @throws IOException if there is no such kind
	 */
	public static Answer of(int first) throws IOException {
		if (first < 0 || first >= KINDS.length) {
			throw new ProtocolException("there is no answer of kind " + first);
		}
		return KINDS[first];
	}

	/** Whether an answer with this first byte has a value. */
	static boolean isValue(byte first) {
		return first == VALUE.ordinal();
	}

}
