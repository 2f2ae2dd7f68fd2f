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

package io.processpool.internal.codec;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * One object on the way from a value to the object at fault.
 *
 * @param object the object
 * @param parent from where it was reached, {@code null} for the value itself
 * @param step how it was reached: {@code .field}, {@code [index]}
 */
record GraphNode(Object object, @Nullable GraphNode parent, String step) {

	private static final int MOST_STEPS = 64;

	/**
	 * Returns the whole way, the name of the value first; only its two ends where it is
	 * very long.
	 * @return the path, such as {@code argument.customer.addresses[2]}
	 */
	String path() {
		Deque<String> steps = new ArrayDeque<>();
		for (GraphNode node = this; node != null; node = node.parent()) {
			steps.addFirst(node.step());
		}
		StringBuilder path = new StringBuilder();
		int left = steps.size();
		int cutFrom = left - MOST_STEPS / 2;
		for (String step : steps) {
			if (steps.size() <= MOST_STEPS || left > cutFrom || left <= MOST_STEPS / 2) {
				path.append(step);
			}
			else if (left == cutFrom) {
				path.append(" ... ");
			}
			left--;
		}
		return path.toString();
	}

}
