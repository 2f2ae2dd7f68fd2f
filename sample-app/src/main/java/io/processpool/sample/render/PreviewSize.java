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

import java.io.Serializable;

/**
 * The box that a preview must fit into.
 *
 * @param width the largest width in pixels
 * @param height the largest height in pixels
 */
public record PreviewSize(int width, int height) implements Serializable {

	public PreviewSize {
		if (width < 1 || height < 1) {
			throw new IllegalArgumentException(
					"preview size is " + width + " x " + height + ": both must be 1 pixel or more");
		}
	}

	/**
	 * Returns the factor by which something must be scaled to just fit into the box.
	 * @param contentWidth the width of what is to be shown, in any unit
	 * @param contentHeight its height, in the same unit
	 * @return pixels per unit
	 */
	public double scaleFor(double contentWidth, double contentHeight) {
		return Math.min(this.width / contentWidth, this.height / contentHeight);
	}

}
