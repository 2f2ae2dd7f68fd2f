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

package io.processpool.sample.render;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * Where an uploaded document lies. Only this travels to the workers, not the document's
 * bytes: they are on the same machine.
 *
 * @param path the absolute path of the file, as text because a {@link Path} cannot travel
 */
public record DocumentFile(String path) implements Serializable {

	public static DocumentFile at(Path path) {
		return new DocumentFile(path.toAbsolutePath().toString());
	}

	Path toPath() {
		return Path.of(this.path);
	}

}
