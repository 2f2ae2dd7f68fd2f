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
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;

/**
 * The argument file of the {@code java} launcher. Options go there rather than on the
 * command line because a class path of hundreds of entries may be longer than the system
 * allows, and because system properties may hold secrets that {@code ps} would show.
 */
final class ArgumentFile {

	private ArgumentFile() {
	}

	/**
	 * Makes sure that the file is there: it may have fallen victim to a cleaner of
	 * temporary files since the last worker was started.
	 * @param file where it should be
	 * @param arguments gives what it should hold
	 * @throws IOException if it cannot be written, or cannot hold one of the arguments
	 */
	static void ensure(Path file, Supplier<List<String>> arguments) throws IOException {
		if (Files.exists(file)) {
			return;
		}
		byte[] content = encode(arguments.get());
		// Written aside first: another worker's launcher may be looking for it now.
		// Temporary files can be read by their owner only.
		Path written = Files.createTempFile(file.getParent(), "jvm", ".tmp");
		try {
			Files.write(written, content);
			Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(written);
		}
	}

	static byte[] encode(List<String> arguments) throws IOException {
		StringBuilder text = new StringBuilder();
		for (String argument : arguments) {
			text.append(quote(argument)).append('\n');
		}
		// The launcher takes the bytes as it takes those of the command line
		Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
		try {
			var encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
			byte[] content = new byte[encoded.remaining()];
			encoded.get(content);
			return content;
		}
		catch (CharacterCodingException ex) {
			throw new IOException("An argument of the JVM has characters that this system's encoding " + charset
					+ " lacks: " + firstUnencodable(arguments, charset) + "; start with a UTF-8 locale, or rename it",
					ex);
		}
	}

	private static String firstUnencodable(List<String> arguments, Charset charset) {
		return arguments.stream()
			.filter((argument) -> !charset.newEncoder().canEncode(argument))
			.findFirst()
			.map((argument) -> argument.substring(0, Math.min(argument.length(), 200)))
			.orElse("?");
	}

	static String quote(String argument) {
		StringBuilder quoted = new StringBuilder(argument.length() + 8).append('"');
		for (int i = 0; i < argument.length(); i++) {
			char c = argument.charAt(i);
			switch (c) {
				case '"', '\\' -> quoted.append('\\').append(c);
				case '\n' -> quoted.append("\\n");
				case '\r' -> quoted.append("\\r");
				case '\t' -> quoted.append("\\t");
				case '\f' -> quoted.append("\\f");
				default -> quoted.append(c);
			}
		}
		return quoted.append('"').toString();
	}

}
