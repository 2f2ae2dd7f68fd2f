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

/**
 * What a message says, and what its frames' reference stands for.
 */
public enum MessageType {

	/** Both sockets, worker to parent, first message: who I am. Reference: 0. */
	HELLO(1),

	/** Both sockets, parent to worker: you are welcome. Reference: 0. */
	WELCOME(2),

	/** Data, parent to worker: run this initializer, if any. Reference: 0. */
	INITIALIZE(3),

	/** Data, worker to parent: ready for items. Reference: 0. */
	READY(4),

	/** Data, worker to parent: the initializer failed. Reference: 0. */
	INITIALIZER_FAILED(5),

	/** Data, parent to worker: a function and how to call it. Reference: call id. */
	CALL(6),

	/** Data, parent to worker: the call is over, forget it. Reference: call id. */
	FORGET(7),

	/** Data, parent to worker: one item. Reference: its position. */
	ITEM(8),

	/** Data, worker to parent: what became of an item. Reference: its position. */
	ANSWER(9),

	/** Control, parent to worker: tell your stacks. Reference: request id. */
	STACK_REQUEST(10),

	/** Control, worker to parent. Reference: request id. */
	STACK_REPLY(11),

	/** Control, parent to worker: interrupt the task. Reference: its position. */
	INTERRUPT(12),

	/** Control, parent to worker: nothing is left for you, exit. Reference: 0. */
	RETIRE(13),

	/** Control, worker to parent: something was logged. Reference: 0. */
	LOG(14),

	/**
	 * Data, parent to worker: small items of one call. Reference: the position of the
	 * first; the others follow it.
	 */
	ITEMS(15);

	private static final MessageType[] BY_CODE = new MessageType[16];

	static {
		for (MessageType type : values()) {
			BY_CODE[type.code] = type;
		}
	}

	private final byte code;

	MessageType(int code) {
		this.code = (byte) code;
	}

	byte code() {
		return this.code;
	}

	static MessageType of(byte code) throws ProtocolException {
		if (code <= 0 || code >= BY_CODE.length) {
			throw new ProtocolException("a frame has unknown type " + code);
		}
		return BY_CODE[code];
	}

}
