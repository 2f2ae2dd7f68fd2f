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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The formats that can be previewed, recognised by how a file begins and not by what it
 * is called.
 */
public enum DocumentFormat {

	/** Rendered by PDFBox. */
	PDF("application/pdf"),

	/** Read by ImageIO, like all that follow. */
	PNG("image/png", "89504E470D0A1A0A"),

	/** A photograph. */
	JPEG("image/jpeg", "FFD8FF"),

	/** The first picture only. */
	GIF("image/gif", "474946383761", "474946383961"),

	/** A bitmap. */
	BMP("image/bmp", "424D"),

	/** A scan, maybe of several pages. */
	TIFF("image/tiff", "49492A00", "4D4D002A");

	/** How much of a file must be known to recognise it. */
	public static final int HEAD_LENGTH = 1024;

	private static final byte[] PDF_MARK = "%PDF-".getBytes(StandardCharsets.US_ASCII);

	private final String mediaType;

	private final byte[][] beginnings;

	DocumentFormat(String mediaType, String... beginnings) {
		this.mediaType = mediaType;
		this.beginnings = Stream.of(beginnings).map(HexFormat.of()::parseHex).toArray(byte[][]::new);
	}

	/**
	 * Recognises a format.
	 * @param head the first {@link #HEAD_LENGTH} bytes of the file, or all of a shorter
	 * one
	 * @return the format, or empty if it is none of those that can be previewed
	 */
	public static Optional<DocumentFormat> of(byte[] head) {
		return Stream.of(values()).filter((format) -> format.matches(head)).findFirst();
	}

	/**
	 * Finds the format of a media type.
	 * @param mediaType the type and subtype, such as {@code image/png}
	 * @return the format, or empty if files of that type cannot be previewed
	 */
	public static Optional<DocumentFormat> ofMediaType(String mediaType) {
		return Stream.of(values()).filter((format) -> format.mediaType.equalsIgnoreCase(mediaType)).findFirst();
	}

	public String mediaType() {
		return this.mediaType;
	}

	private boolean matches(byte[] head) {
		// Readers of PDF accept some bytes of rubbish before the mark
		return (this == PDF) ? contains(head, PDF_MARK)
				: Stream.of(this.beginnings).anyMatch((beginning) -> startsWith(head, beginning, 0));
	}

	private static boolean contains(byte[] bytes, byte[] mark) {
		for (int offset = 0; offset <= bytes.length - mark.length; offset++) {
			if (startsWith(bytes, mark, offset)) {
				return true;
			}
		}
		return false;
	}

	private static boolean startsWith(byte[] bytes, byte[] beginning, int offset) {
		return bytes.length >= offset + beginning.length
				&& Arrays.equals(bytes, offset, offset + beginning.length, beginning, 0, beginning.length);
	}

}
