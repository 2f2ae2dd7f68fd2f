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
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.processpool.sample.preview.Document;
import io.processpool.sample.preview.DocumentStore;
import io.processpool.sample.preview.Page;
import io.processpool.sample.preview.PreviewException;
import io.processpool.sample.preview.Previews;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Documents, and pictures of their pages.
 */
@RestController
@RequestMapping("/documents")
class DocumentController {

	private final Previews previews;

	private final DocumentStore store;

	DocumentController(Previews previews, DocumentStore store) {
		this.previews = previews;
		this.store = store;
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ResponseEntity<DocumentJson> upload(@RequestParam MultipartFile file) throws IOException {
		Upload upload = Upload.of(file);
		Document document = this.previews.take(upload.name(), file::transferTo);
		return created(document);
	}

	@GetMapping
	List<DocumentJson> documents() {
		return this.store.all().stream().map(DocumentJson::summaryOf).toList();
	}

	@GetMapping("/{id}")
	DocumentJson document(@PathVariable String id) {
		return DocumentJson.of(find(id));
	}

	/**
	 * Answers with the picture (200), with the news that it is yet to come (202), or with
	 * the reason why it never will (422).
	 */
	@GetMapping("/{id}/pages/{number:[0-9]{1,9}}.png")
	ResponseEntity<?> page(@PathVariable String id, @PathVariable int number) {
		List<Page> pages = find(id).previews();
		if (number < 1 || number > pages.size()) {
			throw Problems.noSuchPage(number, pages.size());
		}
		Page page = pages.get(number - 1);
		if (page instanceof Page.Ready ready) {
			return picture(ready.png());
		}
		if (page instanceof Page.Failed failed) {
			throw new PreviewException(failed.failure());
		}
		return ResponseEntity.accepted()
			.header(HttpHeaders.RETRY_AFTER, "1")
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON)
			.body(PageJson.of(id, page));
	}

	static ResponseEntity<DocumentJson> created(Document document) {
		URI location = ServletUriComponentsBuilder.fromCurrentContextPath()
			.path("/documents/{id}")
			.buildAndExpand(document.id())
			.toUri();
		return ResponseEntity.created(location).body(DocumentJson.of(document));
	}

	private Document find(String id) {
		return this.store.find(id).orElseThrow(() -> Problems.noSuchDocument(id));
	}

	private static ResponseEntity<Resource> picture(Path png) {
		Resource picture = new FileSystemResource(png);
		if (!picture.exists()) {
			throw Problems.gone();
		}
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_PNG)
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate().immutable())
			.body(picture);
	}

}
