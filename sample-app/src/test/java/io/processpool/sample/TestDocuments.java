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

package io.processpool.sample;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.jspecify.annotations.Nullable;

/**
 * Documents to test with, good ones and bad ones.
 */
public final class TestDocuments {

	private TestDocuments() {
	}

	/** Each page has a colour of its own. */
	public static byte[] pdf(int pages) {
		return pdf(pages, PDRectangle.A4, 0);
	}

	public static byte[] pdf(int pages, PDRectangle size, int rotation) {
		try (PDDocument document = new PDDocument()) {
			for (int i = 0; i < pages; i++) {
				PDPage page = new PDPage(size);
				page.setRotation(rotation);
				document.addPage(page);
				try (PDPageContentStream content = new PDPageContentStream(document, page)) {
					content.setNonStrokingColor(colorOfPage(i + 1));
					content.addRect(0, 0, size.getWidth(), size.getHeight());
					content.fill();
				}
			}
			return bytes(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static Color colorOfPage(int page) {
		return new Color(page * 20 % 256, 100, 200);
	}

	public static byte[] encryptedPdf() {
		try (PDDocument document = new PDDocument()) {
			document.addPage(new PDPage());
			document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
			return bytes(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static byte[] pdfWithoutPages() {
		try (PDDocument document = new PDDocument()) {
			return bytes(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static byte[] brokenPdf() {
		return "%PDF-1.7\nThis is where the trouble begins.".getBytes(StandardCharsets.US_ASCII);
	}

	public static byte[] image(String format, int width, int height) {
		try {
			ByteArrayOutputStream output = new ByteArrayOutputStream();
			if (!ImageIO.write(picture(width, height, Color.ORANGE), format, output)) {
				throw new IllegalArgumentException("No writer for " + format);
			}
			return output.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static byte[] tiff(int pages) {
		ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		try (ImageOutputStream stream = ImageIO.createImageOutputStream(output)) {
			writer.setOutput(stream);
			writer.prepareWriteSequence(null);
			for (int i = 0; i < pages; i++) {
				writer.writeToSequence(new IIOImage(picture(30, 20 + i, Color.CYAN), null, null), null);
			}
			writer.endWriteSequence();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			writer.dispose();
		}
		return output.toByteArray();
	}

	/** The half of an image: its beginning is good. */
	public static byte[] truncated(byte[] document) {
		return Arrays.copyOf(document, document.length / 2);
	}

	/** A PNG that has nothing but a header, which claims a size. */
	public static byte[] pngThatClaims(int width, int height) {
		byte[] header = ByteBuffer.allocate(17)
			.put("IHDR".getBytes(StandardCharsets.US_ASCII))
			.putInt(width)
			.putInt(height)
			.put(new byte[] { 8, 2, 0, 0, 0 })
			.array();
		CRC32 crc = new CRC32();
		crc.update(header);
		return ByteBuffer.allocate(33)
			.putLong(0x89504E470D0A1A0AL)
			.putInt(13)
			.put(header)
			.putInt((int) crc.getValue())
			.array();
	}

	/**
	 * Forms within forms: small to look at, and 10<sup>8</sup> rectangles to draw.
	 */
	public static byte[] endlessPdf() {
		try (PDDocument document = new PDDocument()) {
			PDFormXObject form = form(document, "0 0 10 10 re f ", null);
			for (int i = 0; i < 7; i++) {
				form = form(document, "/Inner Do ", form);
			}
			PDPage page = new PDPage();
			page.setResources(resources(form));
			page.setContents(new PDStream(document, stream("/Inner Do")));
			document.addPage(page);
			return bytes(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A picture of 20,000 x 20,000 pixels on the first page, and nothing on the second.
	 */
	public static byte[] hugePdf() {
		try (PDDocument document = new PDDocument()) {
			COSStream image = document.getDocument().createCOSStream();
			image.setItem(COSName.TYPE, COSName.XOBJECT);
			image.setItem(COSName.SUBTYPE, COSName.IMAGE);
			image.setInt(COSName.WIDTH, 20_000);
			image.setInt(COSName.HEIGHT, 20_000);
			image.setInt(COSName.BITS_PER_COMPONENT, 8);
			image.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
			try (OutputStream output = image.createOutputStream(COSName.FLATE_DECODE)) {
				output.write(new byte[1000]);
			}
			COSDictionary images = new COSDictionary();
			images.setItem("Image", image);
			PDResources resources = new PDResources();
			resources.getCOSObject().setItem(COSName.XOBJECT, images);
			PDPage page = new PDPage();
			page.setResources(resources);
			page.setContents(new PDStream(document, stream("500 0 0 500 0 0 cm /Image Do")));
			document.addPage(page);
			document.addPage(new PDPage());
			return bytes(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static PDFormXObject form(PDDocument document, String content, @Nullable PDFormXObject inner)
			throws IOException {
		PDFormXObject form = new PDFormXObject(document);
		form.setBBox(PDRectangle.A4);
		form.setResources((inner != null) ? resources(inner) : new PDResources());
		try (OutputStream output = form.getCOSObject().createOutputStream()) {
			output.write(content.repeat(10).getBytes(StandardCharsets.US_ASCII));
		}
		return form;
	}

	private static PDResources resources(PDFormXObject inner) {
		PDResources resources = new PDResources();
		resources.put(COSName.getPDFName("Inner"), inner);
		return resources;
	}

	private static InputStream stream(String content) {
		return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
	}

	private static BufferedImage picture(int width, int height, Color color) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(color);
		graphics.fillRect(0, 0, width, height);
		graphics.dispose();
		return image;
	}

	private static byte[] bytes(PDDocument document) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		document.save(output);
		return output.toByteArray();
	}

}
