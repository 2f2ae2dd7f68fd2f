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

package io.processpool.sample.web;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

import io.processpool.sample.hostile.HostileDocument;
import io.processpool.sample.preview.Document;
import io.processpool.sample.preview.Previews;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The shelf of hostile documents: each can be had as a file, or be taken in as if
 * somebody had uploaded it.
 */
@RestController
@RequestMapping("/shelf")
class ShelfController {

	private final Previews previews;

	ShelfController(Previews previews) {
		this.previews = previews;
	}

	@GetMapping
	List<ShelfItem> shelf() {
		return Stream.of(HostileDocument.values()).map(ShelfItem::of).toList();
	}

	@GetMapping("/{id}.pdf")
	ResponseEntity<byte[]> file(@PathVariable String id) {
		HostileDocument hostile = find(id);
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_PDF)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename(id + ".pdf").build().toString())
			.body(hostile.content());
	}

	@PostMapping("/{id}")
	ResponseEntity<DocumentJson> takeIn(@PathVariable String id) throws IOException {
		HostileDocument hostile = find(id);
		Document document = this.previews.take(hostile.title() + ".pdf",
				(file) -> Files.write(file, hostile.content()));
		return DocumentController.created(document);
	}

	private static HostileDocument find(String id) {
		return Stream.of(HostileDocument.values())
			.filter((each) -> each.id().equals(id))
			.findFirst()
			.orElseThrow(() -> Problems.noSuchDocument(id));
	}

	/**
	 * A document on the shelf.
	 *
	 * @param id its identifier
	 * @param title what to call it
	 * @param what what is wrong with it
	 * @param expected what becomes of a worker that renders it
	 * @param bytes its size
	 */
	record ShelfItem(String id, String title, String what, String expected, int bytes) {

		static ShelfItem of(HostileDocument hostile) {
			return new ShelfItem(hostile.id(), hostile.title(), hostile.what(), hostile.expected(),
					hostile.content().length);
		}

	}

}
