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

package io.processpool.internal.launch;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Makes paths of the URLs that class loaders have.
 */
final class FileUrl {

	private FileUrl() {
	}

	/**
	 * Returns the path of a URL.
	 * @param url any URL
	 * @return the file or directory, {@code null} if the URL is of something else
	 */
	static @Nullable Path path(URL url) {
		if (!"file".equals(url.getProtocol())) {
			return null;
		}
		try {
			return Path.of(url.toURI());
		}
		catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException ex) {
			return unescaped(url);
		}
	}

	/** Some make URLs of paths without escaping spaces and the like. */
	private static @Nullable Path unescaped(URL url) {
		try {
			return Path.of(new URI("file", null, url.getPath(), null));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

}
