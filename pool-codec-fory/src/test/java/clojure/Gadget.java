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
package clojure;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A harmless imitation of the classes that attacks on deserialization use, in a package
 * whose name is refused: plain data, as far as a codec can see. It counts its instances.
 *
 * @param constant a value
 */
public record Gadget(String constant) implements Serializable {

	/** How many there were in this JVM. */
	public static final AtomicInteger MADE = new AtomicInteger();

	public Gadget {
		MADE.incrementAndGet();
	}

}
