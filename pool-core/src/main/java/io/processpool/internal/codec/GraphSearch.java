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
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Finds the shortest way from a value to an object in it, along what would be serialized.
 * Only used after a failure, and bounded: an object further away than that has no path.
 */
final class GraphSearch {

	private static final int MOST_OBJECTS = 100_000;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final GraphEdges edges = new GraphEdges();

	private final Deque<GraphNode> waiting = new ArrayDeque<>();

	private GraphSearch() {
	}

	static @Nullable GraphNode find(Object root, String rootName, Predicate<Object> wanted) {
		return new GraphSearch().search(new GraphNode(root, null, rootName), wanted);
	}

	private @Nullable GraphNode search(GraphNode root, Predicate<Object> wanted) {
		add(root);
		GraphNode node = this.waiting.poll();
		while (node != null) {
			if (wanted.test(node.object())) {
				return node;
			}
			GraphNode parent = node;
			this.edges.forEach(parent.object(), (step, child) -> add(new GraphNode(child, parent, step)));
			node = this.waiting.poll();
		}
		return null;
	}

	private boolean add(GraphNode node) {
		if (this.seen.size() >= MOST_OBJECTS) {
			return false;
		}
		if (this.seen.add(node.object())) {
			this.waiting.add(node);
		}
		return true;
	}

}
