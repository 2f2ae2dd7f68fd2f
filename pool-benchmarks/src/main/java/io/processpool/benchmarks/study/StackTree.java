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

package io.processpool.benchmarks.study;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stacks that were sampled, merged from their roots on.
 */
final class StackTree {

	private final Map<String, StackTree> callees = new TreeMap<>();

	private long samples;

	void add(List<String> fromTheRoot) {
		StackTree node = this;
		node.samples++;
		for (String frame : fromTheRoot) {
			node = node.callees.computeIfAbsent(frame, (key) -> new StackTree());
			node.samples++;
		}
	}

	long samples() {
		return this.samples;
	}

	/**
	 * Returns what was called from here, by name.
	 */
	Map<String, StackTree> callees() {
		return this.callees;
	}

	int depth() {
		return 1 + this.callees.values().stream().mapToInt(StackTree::depth).max().orElse(0);
	}

}
