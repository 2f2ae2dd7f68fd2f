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

package org.apache.commons.collections.functors;

import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A harmless imitation of the class of this name, which attacks on deserialization use:
 * it counts how often somebody was careless enough to read one.
 */
public final class InvokerTransformer implements Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	/** How often one was read in this JVM. */
	public static final AtomicInteger READ = new AtomicInteger();

	@Serial
	private void readObject(ObjectInputStream in) {
		READ.incrementAndGet();
	}

}
