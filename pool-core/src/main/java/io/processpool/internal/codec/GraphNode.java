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

import org.jspecify.annotations.Nullable;

/**
 * One object on the way from a value to the object at fault.
 *
 * @param object the object
 * @param parent from where it was reached, {@code null} for the value itself
 * @param step how it was reached: {@code .field}, {@code [index]}
 */
record GraphNode(Object object, @Nullable GraphNode parent, String step) {

	/**
	 * Returns the whole way, the name of the value first.
	 * @return the path, such as {@code argument.customer.addresses[2]}
	 */
	String path() {
		StringBuilder path = new StringBuilder();
		for (GraphNode node = this; node != null; node = node.parent()) {
			path.insert(0, node.step());
		}
		return path.toString();
	}

}
