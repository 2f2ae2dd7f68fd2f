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

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Shows what goes on.
 */
@RestController
class ActivityController {

	private final ActivityStreams streams;

	ActivityController(ActivityStreams streams) {
		this.streams = streams;
	}

	@GetMapping(path = "/activity", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter activity() {
		return this.streams.open();
	}

	/**
	 * Answers at once. The page measures how long that takes.
	 */
	@GetMapping("/ping")
	ResponseEntity<Void> ping() {
		return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
	}

}
