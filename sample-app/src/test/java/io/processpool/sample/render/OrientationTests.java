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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.processpool.sample.TestDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Orientation}.
 */
class OrientationTests {

	/**
	 * Where the upper left corner of the stored picture belongs: left or right, upper or
	 * lower.
	 */
	@ParameterizedTest
	@CsvSource({ "1, 0, 0, 3, 2", "2, 2, 0, 3, 2", "3, 2, 1, 3, 2", "4, 0, 1, 3, 2", "5, 0, 0, 2, 3", "6, 1, 0, 2, 3",
			"7, 1, 2, 2, 3", "8, 0, 2, 2, 3" })
	void aPictureIsPutUpright(int value, int x, int y, int width, int height) {
		BufferedImage stored = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
		stored.setRGB(0, 0, Color.WHITE.getRGB());
		BufferedImage upright = Orientation.ofJpeg(photograph(value, ByteOrder.BIG_ENDIAN)).apply(stored);
		assertThat(upright.getWidth()).isEqualTo(width);
		assertThat(upright.getHeight()).isEqualTo(height);
		for (int row = 0; row < height; row++) {
			for (int column = 0; column < width; column++) {
				Color expected = (column == x && row == y) ? Color.WHITE : Color.BLACK;
				assertThat(new Color(upright.getRGB(column, row))).as("%d, %d", column, row).isEqualTo(expected);
			}
		}
	}

	@Test
	void bothByteOrdersAreUnderstood() {
		assertThat(Orientation.ofJpeg(photograph(6, ByteOrder.LITTLE_ENDIAN))).isEqualTo(new Orientation(false, 1));
		assertThat(Orientation.ofJpeg(photograph(6, ByteOrder.BIG_ENDIAN))).isEqualTo(new Orientation(false, 1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 9, 65535 })
	void nonsenseIsUpright(int value) {
		assertThat(Orientation.ofJpeg(photograph(value, ByteOrder.BIG_ENDIAN))).isEqualTo(Orientation.UPRIGHT);
	}

	@Test
	void aPictureThatDoesNotTellIsUpright() {
		assertThat(Orientation.ofJpeg(TestDocuments.image("jpeg", 30, 20))).isEqualTo(Orientation.UPRIGHT);
	}

	@Test
	void aFileThatEndsTooEarlyIsUpright() {
		byte[] photograph = photograph(6, ByteOrder.BIG_ENDIAN);
		for (int length = 0; length < photograph.length - 3; length++) {
			assertThat(Orientation.ofJpeg(Arrays.copyOf(photograph, length))).isEqualTo(Orientation.UPRIGHT);
		}
	}

	/**
	 * The beginning of a photograph: some other segment, and the one that tells.
	 */
	private static byte[] photograph(int orientation, ByteOrder order) {
		ByteBuffer exif = ByteBuffer.allocate(22).order(order);
		exif.put(((order == ByteOrder.BIG_ENDIAN) ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
		exif.putShort((short) 42).putInt(8);
		exif.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
		return ByteBuffer.allocate(44)
			.putShort((short) 0xFFD8)
			.putShort((short) 0xFFE0)
			.putShort((short) 8)
			.put(new byte[6])
			.putShort((short) 0xFFE1)
			.putShort((short) 30)
			.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
			.put(exif.array())
			.array();
	}

}
