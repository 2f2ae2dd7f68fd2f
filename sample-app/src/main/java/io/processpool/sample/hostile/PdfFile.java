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

package io.processpool.sample.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/**
 * A PDF, written object by object. Object 1 is the catalogue, 2 the tree of pages and 3
 * what is known about the document; the others are numbered as they come.
 */
final class PdfFile {

	private static final int FIRST = 4;

	private static final String MEDIA_BOX = "/MediaBox [0 0 420 594]";

	private final List<byte[]> objects = new ArrayList<>();

	private final List<Integer> pages = new ArrayList<>();

	private final String information;

	/**
	 * Begins a document.
	 * @param information entries of its information dictionary
	 */
	PdfFile(String information) {
		this.information = information;
	}

	/** Returns the number that the next object will have. */
	int next() {
		return FIRST + this.objects.size();
	}

	int stream(String entries, byte[] content) {
		ByteArrayOutputStream object = new ByteArrayOutputStream();
		object.writeBytes(ascii("<< " + entries + " /Length " + content.length + " >>\nstream\n"));
		object.writeBytes(content);
		object.writeBytes(ascii("\nendstream"));
		return add(object.toByteArray());
	}

	/**
	 * Adds a form: a drawing that pages and other forms can draw.
	 * @param content what it draws
	 * @param inner the number of the form that it knows as {@code /Inner}, its own
	 * included
	 */
	int form(String content, int inner) {
		return stream("/Type /XObject /Subtype /Form /BBox [0 0 420 594] " + resources(inner), ascii(content));
	}

	void page(String content, int inner) {
		int contents = stream("", ascii(content));
		this.pages.add(add(ascii("<< /Type /Page /Parent 2 0 R " + MEDIA_BOX + " /Contents " + contents + " 0 R "
				+ resources(inner) + " >>")));
	}

	byte[] toByteArray() {
		List<byte[]> all = new ArrayList<>();
		all.add(ascii("<< /Type /Catalog /Pages 2 0 R >>"));
		StringBuilder kids = new StringBuilder();
		this.pages.forEach((page) -> kids.append(page).append(" 0 R "));
		all.add(ascii("<< /Type /Pages /Count " + this.pages.size() + " /Kids [ " + kids + "] >>"));
		all.add(ascii("<< " + this.information + " >>"));
		all.addAll(this.objects);
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.writeBytes(ascii("%PDF-1.7\n"));
		StringBuilder table = new StringBuilder("xref\n0 " + (all.size() + 1) + "\n0000000000 65535 f \n");
		for (int i = 0; i < all.size(); i++) {
			table.append("%010d 00000 n \n".formatted(file.size()));
			file.writeBytes(ascii((i + 1) + " 0 obj\n"));
			file.writeBytes(all.get(i));
			file.writeBytes(ascii("\nendobj\n"));
		}
		int start = file.size();
		file.writeBytes(ascii(table + "trailer\n<< /Size " + (all.size() + 1)
				+ " /Root 1 0 R /Info 3 0 R >>\nstartxref\n" + start + "\n%%EOF\n"));
		return file.toByteArray();
	}

	static byte[] deflated(byte[] content) {
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
		try {
			deflater.setInput(content);
			deflater.finish();
			byte[] buffer = new byte[content.length + 64];
			return Arrays.copyOf(buffer, deflater.deflate(buffer));
		}
		finally {
			deflater.end();
		}
	}

	private int add(byte[] object) {
		int number = next();
		this.objects.add(object);
		return number;
	}

	private static String resources(int inner) {
		return "/Resources << /XObject << " + ((inner != 0) ? "/Inner " + inner + " 0 R " : "") + ">> >>";
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
