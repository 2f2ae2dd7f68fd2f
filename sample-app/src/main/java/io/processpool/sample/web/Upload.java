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
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

import io.processpool.sample.render.DocumentFormat;
import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;

/**
 * A file as the client sent it, with a name that can be shown.
 *
 * @param name the last part of the client's file name
 */
record Upload(String name) {

	private static final int LONGEST_NAME = 120;

	/**
	 * Looks at a file without parsing it. What is said to be of another format, and looks
	 * like it, is refused; whether the rest can be read is for a worker to find out.
	 * @throws org.springframework.web.ErrorResponseException if its type is not supported
	 */
	static Upload of(MultipartFile file) throws IOException {
		String name = name(file.getOriginalFilename());
		if (!file.isEmpty() && DocumentFormat.of(head(file)).isEmpty()) {
			MediaType claimed = claimedType(file, name);
			if (claimed != null
					&& DocumentFormat.ofMediaType(claimed.getType() + "/" + claimed.getSubtype()).isEmpty()) {
				throw Problems.unsupported(claimed);
			}
		}
		return new Upload(name);
	}

	private static byte[] head(MultipartFile file) throws IOException {
		try (InputStream input = file.getInputStream()) {
			return input.readNBytes(DocumentFormat.HEAD_LENGTH);
		}
	}

	/**
	 * Returns what the client says that the file is, or else what its name says; nothing
	 * if that is no more than a row of bytes.
	 */
	private static @Nullable MediaType claimedType(MultipartFile file, String name) {
		return Stream.of(header(file), MediaTypeFactory.getMediaType(name))
			.flatMap(Optional::stream)
			.filter((type) -> !MediaType.APPLICATION_OCTET_STREAM.equalsTypeAndSubtype(type))
			.findFirst()
			.orElse(null);
	}

	private static Optional<MediaType> header(MultipartFile file) {
		String header = file.getContentType();
		try {
			return StringUtils.hasText(header) ? Optional.of(MediaType.parseMediaType(header)) : Optional.empty();
		}
		catch (InvalidMediaTypeException ex) {
			return Optional.empty();
		}
	}

	private static String name(@Nullable String fileName) {
		if (fileName == null) {
			return "Untitled";
		}
		// Some browsers send a whole path
		String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
		String printable = last.replaceAll("\\p{C}", "").strip();
		if (printable.isEmpty()) {
			return "Untitled";
		}
		return (printable.length() <= LONGEST_NAME) ? printable : printable.substring(0, LONGEST_NAME) + "…";
	}

}
