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

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import io.processpool.sample.TestDocuments;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link RenderPage}, called here and now.
 */
class RenderPageTests {

	private static final PreviewSize SIZE = new PreviewSize(90, 130);

	@TempDir
	private Path directory;

	@Test
	void eachPageOfAPdfHasItsPicture() throws Exception {
		RenderPage task = task(TestDocuments.pdf(3));
		for (int number = 1; number <= 3; number++) {
			RenderedPage page = task.apply(number);
			assertThat(page.number()).isEqualTo(number);
			assertThat(colorOf(page)).isEqualTo(TestDocuments.colorOfPage(number));
		}
	}

	@Test
	void whoRenderedItIsTold() throws Exception {
		RenderedPage page = task(TestDocuments.pdf(1)).apply(1);
		assertThat(page.pid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(page.workerId()).isZero();
		assertThat(page.millis()).isNotNegative();
	}

	@ParameterizedTest
	@CsvSource({ "100, 100, 0, 90, 90", "10, 10, 0, 90, 90", "100, 400, 0, 32, 130", "100, 400, 90, 90, 22",
			"14400, 14400, 0, 90, 90" })
	void aPdfPageFitsTheBox(float width, float height, int rotation, int expectedWidth, int expectedHeight)
			throws Exception {
		RenderedPage page = task(TestDocuments.pdf(1, new PDRectangle(width, height), rotation)).apply(1);
		assertThat(page.width()).isBetween(expectedWidth - 1, expectedWidth + 1);
		assertThat(page.height()).isBetween(expectedHeight - 1, expectedHeight + 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpeg", "gif", "bmp", "tiff" })
	void anImageIsScaledDownToFitTheBox(String format) throws Exception {
		RenderedPage page = task(TestDocuments.image(format, 1800, 900)).apply(1);
		assertThat(page.width()).isEqualTo(90);
		assertThat(page.height()).isEqualTo(45);
		assertThat(colorOf(page).getRed()).isCloseTo(255, within(4));
	}

	@Test
	void aSmallImageStaysAsItIs() throws Exception {
		RenderedPage page = task(TestDocuments.image("png", 16, 12)).apply(1);
		assertThat(page.width()).isEqualTo(16);
		assertThat(page.height()).isEqualTo(12);
	}

	@Test
	void aHairOfAnImageHasAPicture() throws Exception {
		RenderedPage page = task(TestDocuments.image("png", 3000, 1)).apply(1);
		assertThat(page.width()).isEqualTo(90);
		assertThat(page.height()).isEqualTo(1);
	}

	@Test
	void eachPageOfATiffHasItsPicture() throws Exception {
		RenderPage task = task(TestDocuments.tiff(3));
		assertThat(task.apply(3).height()).isEqualTo(22);
	}

	@Test
	void aTruncatedImageIsUnreadable() throws IOException {
		RenderPage task = task(TestDocuments.truncated(TestDocuments.image("png", 400, 400)));
		assertThatExceptionOfType(UnreadableDocumentException.class).isThrownBy(() -> task.apply(1))
			.withMessageStartingWith("ImageIO cannot read the picture");
	}

	private RenderPage task(byte[] document) throws IOException {
		Path file = Files.write(this.directory.resolve("document"), document);
		return new RenderPage(DocumentFile.at(file), SIZE);
	}

	private static Color colorOf(RenderedPage page) throws IOException {
		BufferedImage picture = ImageIO.read(new ByteArrayInputStream(page.png()));
		assertThat(picture.getWidth()).isEqualTo(page.width());
		assertThat(picture.getHeight()).isEqualTo(page.height());
		return new Color(picture.getRGB(page.width() / 2, page.height() / 2));
	}

}
