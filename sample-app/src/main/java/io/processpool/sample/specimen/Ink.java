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

/**
 * The colours of the drawings.
 */
final class Ink {

	static final Color NIGHT = new Color(0x14163a);

	static final Color TEXT = new Color(0x23263f);

	static final Color SOFT = new Color(0x6b7094);

	static final Color MIST = new Color(0xeef0fb);

	static final Color WHITE = Color.WHITE;

	static final Color INDIGO = new Color(0x4f46e5);

	static final Color TEAL = new Color(0x12a594);

	static final Color AMBER = new Color(0xf2a20c);

	static final Color ROSE = new Color(0xe5484d);

	private static final Color[] SERIES = { INDIGO, TEAL, AMBER, ROSE };

	private Ink() {
	}

	static Color series(int index) {
		return SERIES[Math.floorMod(index, SERIES.length)];
	}

	/**
	 * Mixes two colours.
	 * @param share how much of the second, from 0 to 1
	 */
	static Color mix(Color first, Color second, double share) {
		return new Color(mix(first.getRed(), second.getRed(), share), mix(first.getGreen(), second.getGreen(), share),
				mix(first.getBlue(), second.getBlue(), share));
	}

	private static int mix(int first, int second, double share) {
		return (int) Math.round(first + (second - first) * share);
	}

}
