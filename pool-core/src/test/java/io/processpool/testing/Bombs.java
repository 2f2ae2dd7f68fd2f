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

package io.processpool.testing;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Small values that would keep whoever reads them busy for ever.
 */
public final class Bombs {

	private Bombs() {
	}

	/**
	 * Sets of sets, each in two of the level above: the time to hash them doubles with
	 * each level.
	 * @param levels how deep
	 * @return the outermost set
	 */
	public static Set<Object> sets(int levels) {
		Set<Object> root = new HashSet<>();
		Set<Object> one = root;
		Set<Object> two = new LinkedHashSet<>();
		for (int i = 0; i < levels; i++) {
			Set<Object> nextOne = new HashSet<>(Set.of("different"));
			Set<Object> nextTwo = new LinkedHashSet<>();
			one.add(nextOne);
			one.add(nextTwo);
			two.add(nextOne);
			two.add(nextTwo);
			one = nextOne;
			two = nextTwo;
		}
		return root;
	}

}
