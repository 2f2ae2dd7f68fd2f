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

package io.processpool.benchmarks.codec;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.processpool.internal.channel.Payload;
import io.processpool.internal.codec.ClassRules;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.codec.TaskCodecs;
import io.processpool.internal.codec.ThrowableCodec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Encodes and decodes a value as a pool does, without any channel in between:
 *
 * <pre>{@code
 * java -cp pool-benchmarks/target/pool-benchmarks.jar org.openjdk.jmh.Main CodecBenchmark
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 3, jvmArgsAppend = { "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m" })
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CodecBenchmark {

	private static final String NONE = "none";

	/** What is encoded. */
	@Param
	public Sample sample = Sample.INTEGER;

	/** The name of the codec for what has no form of ours, or {@code none}. */
	@Param("none")
	public String codecName = NONE;

	private ObjectCodec codec = codec(NONE);

	private final ThrowableCodec throwables = new ThrowableCodec(DecodeLimits.defaults());

	private final ClassLoader loader = CodecBenchmark.class.getClassLoader();

	private Object value = Sample.INTEGER;

	private Payload encoded = Payload.EMPTY;

	/**
	 * Makes the value, and checks that it comes through.
	 * @throws IOException if it does not
	 */
	@Setup
	public void prepare() throws IOException {
		this.codec = codec(this.codecName);
		this.value = this.sample.make();
		this.encoded = encode();
		Object decoded = decode();
		if (decoded == null || decoded.getClass() != this.value.getClass() && this.sample != Sample.LAMBDA) {
			throw new IllegalStateException(this.sample + " does not come through");
		}
	}

	/**
	 * Encodes.
	 * @return the bytes
	 * @throws IOException if that fails
	 */
	@Benchmark
	public Payload encode() throws IOException {
		Payload.Collector out = new Payload.Collector(Long.MAX_VALUE);
		if (this.value instanceof Throwable failure) {
			out.write(this.throwables.encode(failure));
		}
		else {
			this.codec.encode(this.value, out, "value");
		}
		return out.toPayload();
	}

	/**
	 * Decodes.
	 * @return the value
	 * @throws IOException if that fails
	 */
	@Benchmark
	public @Nullable Object decode() throws IOException {
		return decode(this.encoded);
	}

	/**
	 * Encodes and decodes again, the row of the table.
	 * @return the value
	 * @throws IOException if that fails
	 */
	@Benchmark
	public @Nullable Object both() throws IOException {
		return decode(encode());
	}

	private static ObjectCodec codec(String name) {
		return new ObjectCodec(DecodeLimits.defaults(), ClassRules.trusting(),
				name.equals(NONE) ? null : TaskCodecs.find(name, CodecBenchmark.class.getClassLoader()));
	}

	private @Nullable Object decode(Payload payload) throws IOException {
		if (this.sample == Sample.EXCEPTION) {
			byte[] bytes = payload.toByteArray();
			return this.throwables.decode(bytes, 0, bytes.length, this.loader);
		}
		return this.codec.decode(payload.open(), payload.size(), this.loader, "value");
	}

}
