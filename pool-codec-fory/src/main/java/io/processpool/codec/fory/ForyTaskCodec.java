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
package io.processpool.codec.fory;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.TaskCodec;

/**
 * The codec {@value #NAME}: plain data in Apache Fory's binary format. It takes records,
 * enums and serializable classes without serialization methods of their own, and the
 * collections, maps and arrays of the JDK that hold them. A value that holds anything
 * else is left to JDK serialization as a whole.
 * <p>
 * Choose it with {@code ProcessPool.builder().codec("fory")}, or {@code pool.codec=fory}
 * in Spring Boot. It is faster than JDK serialization by far for many records, and slower
 * for the first one in a JVM. SECURITY.md says which limits it does not hold.
 * <p>
 * Safe for any number of threads, virtual ones included.
 */
public final class ForyTaskCodec implements TaskCodec {

	/** The name by which the codec is chosen. */
	public static final String NAME = "fory";

	/** More are rare: there is one for each class loader and, in strict mode, package. */
	private static final int MOST_SCOPES = 16;

	private final Runtimes encoders = new Runtimes(ForyTaskCodec.class.getClassLoader(), false);

	/** Guards the map of decoders, and nothing is decoded under it. */
	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * A Fory asks about each class once, so it must never serve messages under other
	 * rules.
	 */
	private final Map<Object, Runtimes> decoders = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Object, Runtimes> eldest) {
			return size() > MOST_SCOPES;
		}

	};

	/**
	 * Creates a codec; {@link java.util.ServiceLoader} calls it. Nothing of Fory is
	 * loaded before the first value.
	 */
	public ForyTaskCodec() {
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public boolean takes(Object value) {
		return PlainData.mayBeRoot(value);
	}

	@Override
	public boolean encode(Object value, OutputStream out) throws Exception {
		return this.encoders.use((runtime) -> runtime.encode(value, out));
	}

	@Override
	public Object decode(byte[] bytes, Classes classes) throws Exception {
		return decoders(classes).use((runtime) -> runtime.decode(bytes, classes));
	}

	private Runtimes decoders(Classes classes) {
		this.lock.lock();
		try {
			return this.decoders.computeIfAbsent(classes.scope(), (scope) -> new Runtimes(classes.loader(), true));
		}
		finally {
			this.lock.unlock();
		}
	}

}
