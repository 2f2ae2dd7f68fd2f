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

package io.processpool.sample.live;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open page that is told what goes on. Safe for use by several threads.
 */
final class ActivityStream {

	private final SseEmitter emitter = new SseEmitter(0L);

	// Who has set it sends, and nobody else
	private final AtomicBoolean sending = new AtomicBoolean();

	ActivityStream(Consumer<ActivityStream> whenOver) {
		this.emitter.onCompletion(() -> whenOver.accept(this));
		this.emitter.onError((ex) -> whenOver.accept(this));
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	boolean idle() {
		return !this.sending.get();
	}

	void send(String event, Object data) {
		if (!this.sending.compareAndSet(false, true)) {
			return;
		}
		try {
			this.emitter.send(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON));
		}
		catch (IOException | IllegalStateException ex) {
			// The page was closed; the server says so to the emitter itself
		}
		finally {
			this.sending.set(false);
		}
	}

	void complete() {
		this.emitter.complete();
	}

}
