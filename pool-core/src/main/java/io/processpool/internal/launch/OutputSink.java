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

/**
 * Takes the lines that a worker writes to its standard streams.
 */
@FunctionalInterface
public interface OutputSink {

	/**
	 * Takes one line. It is called on the threads that drain the streams, one per stream:
	 * as long as it blocks, the worker may block in its next write. What it throws is
	 * ignored.
	 * @param error whether the line was written to standard error
	 * @param line the line without its end; very long ones come in pieces
	 */
	void line(boolean error, String line);

}
