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

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held when it took a photograph: what has to be done to the picture so
 * that its top is up.
 *
 * @param mirrored whether left and right are to be swapped, before it is turned
 * @param quarterTurns how often it is to be turned by a right angle, clockwise
 */
record Orientation(boolean mirrored, int quarterTurns) {

	static final Orientation UPRIGHT = new Orientation(false, 0);

	private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

	private static final int EXIF_SEGMENT = 0xFFE1;

	private static final int START_OF_PICTURE = 0xFFDA;

	private static final int ORIENTATION_TAG = 0x0112;

	/** What the values 1 to 8 of the tag mean. */
	private static final Orientation[] OF_VALUE = { UPRIGHT, new Orientation(true, 0), new Orientation(false, 2),
			new Orientation(true, 2), new Orientation(true, 3), new Orientation(false, 1), new Orientation(true, 1),
			new Orientation(false, 3) };

	/**
	 * Finds out how a camera was held.
	 * @param head the beginning of a JPEG file
	 * @return the orientation; upright if the file does not tell, or not in a way that
	 * can be understood
	 */
	static Orientation ofJpeg(byte[] head) {
		try {
			int value = tag(ByteBuffer.wrap(head));
			return (value >= 1 && value <= OF_VALUE.length) ? OF_VALUE[value - 1] : UPRIGHT;
		}
		catch (IndexOutOfBoundsException ex) {
			return UPRIGHT;
		}
	}

	/**
	 * Tells whether width and height change places.
	 */
	boolean sideways() {
		return this.quarterTurns % 2 != 0;
	}

	BufferedImage apply(BufferedImage image) {
		if (equals(UPRIGHT)) {
			return image;
		}
		int width = sideways() ? image.getHeight() : image.getWidth();
		int height = sideways() ? image.getWidth() : image.getHeight();
		AffineTransform turn = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
		turn.quadrantRotate(this.quarterTurns);
		turn.scale(this.mirrored ? -1 : 1, 1);
		turn.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
		BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = turned.createGraphics();
		graphics.drawImage(image, turn, null);
		graphics.dispose();
		return turned;
	}

	private static int tag(ByteBuffer jpeg) {
		int segment = 2;
		int marker = unsigned(jpeg, segment);
		while (marker != START_OF_PICTURE) {
			int data = segment + 4;
			if (marker == EXIF_SEGMENT && jpeg.slice(data, EXIF.length).equals(ByteBuffer.wrap(EXIF))) {
				return tagOfExif(jpeg.slice(data + EXIF.length, jpeg.capacity() - data - EXIF.length));
			}
			// The length counts itself: less than that would lead backwards
			segment += 2 + Math.max(2, unsigned(jpeg, segment + 2));
			marker = unsigned(jpeg, segment);
		}
		return 0;
	}

	private static int tagOfExif(ByteBuffer exif) {
		exif.order((exif.get(0) == 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		int directory = exif.getInt(4);
		int entries = unsigned(exif, directory);
		for (int i = 0; i < entries; i++) {
			int entry = directory + 2 + 12 * i;
			if (unsigned(exif, entry) == ORIENTATION_TAG) {
				return unsigned(exif, entry + 8);
			}
		}
		return 0;
	}

	private static int unsigned(ByteBuffer buffer, int index) {
		return Short.toUnsignedInt(buffer.getShort(index));
	}

}
