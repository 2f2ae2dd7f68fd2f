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

import java.nio.file.Path;

/**
 * What has become of one page of a document. Immutable.
 */
public sealed interface Page {

	/**
	 * Returns the number of the page.
	 * @return the number, from 1
	 */
	int number();

	/**
	 * A page that is yet to be rendered.
	 */
	record Waiting(int number) implements Page {

	}

	/**
	 * A page whose picture is there.
	 *
	 * @param number the number of the page
	 * @param png the file with the picture
	 * @param width the width of the picture in pixels
	 * @param height its height in pixels
	 * @param workerId the number of the worker that rendered it
	 * @param pid the process id of that worker
	 * @param millis how long that took
	 */
	record Ready(int number, Path png, int width, int height, int workerId, long pid, long millis) implements Page {

	}

	/**
	 * A page that could not be rendered.
	 */
	record Failed(int number, Failure failure) implements Page {

	}

}
