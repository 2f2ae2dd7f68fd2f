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

import java.nio.file.Path;
import java.util.List;

/**
 * Directories and jars that the JVM reads by itself.
 *
 * @param classPath the class path
 * @param mainClass the worker's main class
 */
record PlainClassPath(List<Path> classPath, String mainClass) implements ApplicationLayout {

	@Override
	public List<String> options() {
		return List.of();
	}

}
