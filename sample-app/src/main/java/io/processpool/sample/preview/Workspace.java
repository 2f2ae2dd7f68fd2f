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

package io.processpool.sample.preview;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Where documents and their previews lie: a directory that only this user can enter, and
 * that goes when the application ends. Each document has a directory of its own in it.
 * What an application had no time to delete, the next one deletes.
 */
@Component
final class Workspace implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(Workspace.class);

	private static final String PREFIX = "document-previews-";

	private final Path root;

	private final DirectoryLock lock;

	@Autowired
	Workspace() throws IOException {
		this(Path.of(System.getProperty("java.io.tmpdir")));
	}

	Workspace(Path parent) throws IOException {
		try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
			others.forEach((other) -> DirectoryLock.ifAbandoned(other, Workspace::delete));
		}
		this.root = Files.createTempDirectory(parent, PREFIX);
		this.lock = DirectoryLock.on(this.root);
	}

	Path create(String id) throws IOException {
		return Files.createDirectory(this.root.resolve(id));
	}

	/**
	 * Deletes a directory of a workspace as far as that is possible: what is in the way
	 * is logged, and tried again when the application ends.
	 */
	static void delete(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
			for (Path file : deepestFirst) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot delete {}: {}", directory, ex.toString());
		}
	}

	@Override
	public void destroy() throws IOException {
		delete(this.root);
		this.lock.close();
	}

}
