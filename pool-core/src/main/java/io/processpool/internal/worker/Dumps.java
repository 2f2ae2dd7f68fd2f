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

package io.processpool.internal.worker;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.processpool.internal.channel.ControlMessages.StackScope;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.MessageWriter;

/**
 * Thread dumps that somebody waits for. Confined to the agent.
 */
final class Dumps {

	/** What a dump says that comes too late. */
	static final String ENDED = "The worker has ended.";

	private final Map<Long, CompletableFuture<String>> waiting = new HashMap<>();

	private long requests;

	void request(CompletableFuture<String> answer, MessageWriter control) throws IOException {
		// Negative, so that it is no position of an item
		long request = -(++this.requests);
		this.waiting.put(request, answer);
		control.begin(MessageType.STACK_REQUEST, request);
		control.write(StackScope.ALL.ordinal());
		control.commit();
		control.flush();
	}

	/** Whether this was an answer to one of them. */
	boolean answered(long request, String text) {
		CompletableFuture<String> answer = this.waiting.remove(request);
		return answer != null && answer.complete(text);
	}

	void end() {
		this.waiting.values().forEach((answer) -> answer.complete(ENDED));
		this.waiting.clear();
	}

}
