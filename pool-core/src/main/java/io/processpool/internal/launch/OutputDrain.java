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

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/**
 * Reads one standard stream of a worker to its end and passes it on line by line. It
 * holds at most one piece of a line, whatever the worker writes.
 */
final class OutputDrain implements Runnable {

	/** Longer lines are passed on in pieces of this many characters. */
	static final int MAX_LINE = 8 * 1024;

	private final InputStream stream;

	private final Charset charset;

	private final WorkerPipe pipe;

	private final Consumer<String> lines;

	private final StringBuilder line = new StringBuilder();

	private boolean afterCarriageReturn;

	/** Written by the thread that gives up on the stream, read by the draining one. */
	private volatile boolean abandoned;

	OutputDrain(InputStream stream, Charset charset, WorkerPipe pipe, Consumer<String> lines) {
		this.stream = stream;
		this.charset = charset;
		this.pipe = pipe;
		this.lines = lines;
	}

	/**
	 * Ends the reading though the stream has not ended.
	 */
	void abandon() {
		this.abandoned = true;
		this.pipe.wakeReader();
	}

	@Override
	public void run() {
		char[] buffer = new char[MAX_LINE];
		try (Reader reader = new InputStreamReader(this.stream, this.charset)) {
			for (int count; !this.abandoned && (count = reader.read(buffer)) >= 0;) {
				for (int i = 0; i < count; i++) {
					accept(buffer[i]);
				}
			}
		}
		catch (IOException ex) {
			// The stream was closed because the process has ended: that is its end
		}
		if (!this.line.isEmpty()) {
			emit();
		}
	}

	private void accept(char c) {
		if (c == '\n' && this.afterCarriageReturn) {
			this.afterCarriageReturn = false;
			return;
		}
		this.afterCarriageReturn = (c == '\r');
		if (c == '\n' || c == '\r') {
			emit();
			return;
		}
		int length = this.line.length();
		boolean completesPair = length > 0 && Character.isSurrogatePair(this.line.charAt(length - 1), c);
		if (length >= MAX_LINE && !completesPair) {
			emit();
		}
		this.line.append(c);
	}

	private void emit() {
		String text = this.line.toString();
		this.line.setLength(0);
		try {
			this.lines.accept(text);
		}
		catch (Throwable ex) {
			// Whatever it is, the worker must not block because nobody reads on
		}
	}

}
