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

package io.processpool.sample.specimen;

import java.awt.Color;
import java.io.IOException;

import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * A page to draw on. Measured in points from the upper left corner, unlike a PDF.
 */
final class Sheet {

	/**
	 * How far the handles of a Bézier curve reach that looks like a quarter of a circle.
	 */
	private static final float ROUND = 0.5523f;

	private final PDPageContentStream content;

	private final PDFont font;

	private final float width;

	private final float height;

	Sheet(PDPageContentStream content, PDFont font, float width, float height) {
		this.content = content;
		this.font = font;
		this.width = width;
		this.height = height;
	}

	float width() {
		return this.width;
	}

	float height() {
		return this.height;
	}

	void background(Color color) throws IOException {
		box(0, 0, this.width, this.height, 0, color);
	}

	void box(float x, float y, float boxWidth, float boxHeight, float radius, Color color) throws IOException {
		float top = this.height - y;
		float bottom = top - boxHeight;
		float right = x + boxWidth;
		float r = Math.min(radius, Math.min(boxWidth, boxHeight) / 2);
		float k = r * (1 - ROUND);
		this.content.setNonStrokingColor(color);
		this.content.moveTo(x + r, top);
		this.content.lineTo(right - r, top);
		this.content.curveTo(right - k, top, right, top - k, right, top - r);
		this.content.lineTo(right, bottom + r);
		this.content.curveTo(right, bottom + k, right - k, bottom, right - r, bottom);
		this.content.lineTo(x + r, bottom);
		this.content.curveTo(x + k, bottom, x, bottom + k, x, bottom + r);
		this.content.lineTo(x, top - r);
		this.content.curveTo(x, top - k, x + k, top, x + r, top);
		this.content.fill();
	}

	void dot(float x, float y, float radius, Color color) throws IOException {
		box(x - radius, y - radius, 2 * radius, 2 * radius, radius, color);
	}

	/**
	 * Draws a line through points.
	 * @param thickness its thickness
	 * @param color its colour
	 * @param points x and y in turn
	 */
	void line(float thickness, Color color, float... points) throws IOException {
		this.content.setStrokingColor(color);
		this.content.setLineWidth(thickness);
		this.content.setLineJoinStyle(1);
		this.content.setLineCapStyle(1);
		path(points);
		this.content.stroke();
	}

	void area(Color color, float... points) throws IOException {
		this.content.setNonStrokingColor(color);
		path(points);
		this.content.fill();
	}

	void arrow(float fromX, float fromY, float toX, float toY, Color color) throws IOException {
		double angle = Math.atan2(toY - fromY, toX - fromX);
		line(1.6f, color, fromX, fromY, toX - 5 * (float) Math.cos(angle), toY - 5 * (float) Math.sin(angle));
		area(color, toX, toY, toX - 10 * (float) Math.cos(angle - 0.4), toY - 10 * (float) Math.sin(angle - 0.4),
				toX - 10 * (float) Math.cos(angle + 0.4), toY - 10 * (float) Math.sin(angle + 0.4));
	}

	void text(float x, float y, float size, Color color, String text) throws IOException {
		show(x, y, size, color, text, RenderingMode.FILL);
	}

	/** The font has no bold face, a stroke around each letter has to do. */
	void bold(float x, float y, float size, Color color, String text) throws IOException {
		this.content.setStrokingColor(color);
		this.content.setLineWidth(size * 0.035f);
		show(x, y, size, color, text, RenderingMode.FILL_STROKE);
	}

	void centred(float x, float y, float size, Color color, String text) throws IOException {
		text(x - widthOf(text, size) / 2, y, size, color, text);
	}

	/**
	 * Sets a paragraph.
	 * @return where the next line would stand
	 */
	float paragraph(float x, float y, float lineWidth, float size, Color color, String text) throws IOException {
		float baseline = y;
		StringBuilder line = new StringBuilder();
		for (String word : text.split(" ")) {
			if (!line.isEmpty() && widthOf(line + " " + word, size) > lineWidth) {
				text(x, baseline, size, color, line.toString());
				line.setLength(0);
				baseline += size * 1.5f;
			}
			line.append(line.isEmpty() ? "" : " ").append(word);
		}
		text(x, baseline, size, color, line.toString());
		return baseline + size * 1.5f;
	}

	private float widthOf(String text, float size) throws IOException {
		return this.font.getStringWidth(text) / 1000 * size;
	}

	private void show(float x, float y, float size, Color color, String text, RenderingMode mode) throws IOException {
		this.content.beginText();
		this.content.setRenderingMode(mode);
		this.content.setNonStrokingColor(color);
		this.content.setFont(this.font, size);
		this.content.newLineAtOffset(x, this.height - y);
		this.content.showText(text);
		this.content.endText();
	}

	private void path(float... points) throws IOException {
		this.content.moveTo(points[0], this.height - points[1]);
		for (int i = 2; i < points.length; i += 2) {
			this.content.lineTo(points[i], this.height - points[i + 1]);
		}
	}

}
