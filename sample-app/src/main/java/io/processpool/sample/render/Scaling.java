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
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Makes pictures smaller.
 */
final class Scaling {

	private Scaling() {
	}

	/**
	 * Scales a picture down and puts it on white, so that it is opaque.
	 * @param image the picture
	 * @param width the width it is to have; 0 counts as 1
	 * @param height the height it is to have; 0 counts as 1
	 * @return a new picture
	 */
	static BufferedImage onWhite(BufferedImage image, int width, int height) {
		int targetWidth = Math.max(1, width);
		int targetHeight = Math.max(1, height);
		BufferedImage scaled = image;
		// Bilinear scaling looks at four pixels: by more than a half in one step, it
		// would miss some
		while (scaled.getWidth() > 2 * targetWidth && scaled.getHeight() > 2 * targetHeight) {
			scaled = draw(scaled, scaled.getWidth() / 2, scaled.getHeight() / 2);
		}
		return draw(scaled, targetWidth, targetHeight);
	}

	private static BufferedImage draw(BufferedImage image, int width, int height) {
		BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = target.createGraphics();
		try {
			graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
			graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
		}
		finally {
			graphics.dispose();
		}
		return target;
	}

}
