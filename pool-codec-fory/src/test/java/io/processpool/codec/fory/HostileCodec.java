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
import java.io.Serializable;
import java.util.Arrays;
import java.util.Random;

import io.processpool.TaskCodec;
import io.processpool.codec.fory.Shop.Box;
import clojure.Gadget;
import org.apache.fory.Fory;

/**
 * The codec of a worker that was taken over: what it reads is read as ever, what it
 * writes can be anything that Fory has a form for, and worse.
 */
public final class HostileCodec implements TaskCodec {

	private final TaskCodec real = new ForyTaskCodec();

	@Override
	public String name() {
		return "hostile";
	}

	@Override
	public boolean takes(Object value) {
		return value instanceof Attack || this.real.takes(value);
	}

	@Override
	public boolean encode(Object value, OutputStream out) throws Exception {
		if (value instanceof Attack attack) {
			out.write(attack.bytes());
			return true;
		}
		return this.real.encode(value, out);
	}

	@Override
	public Object decode(byte[] bytes, Classes classes) throws Exception {
		return this.real.decode(bytes, classes);
	}

	/** Fory as its authors deliver it, with all doors open. */
	static byte[] withoutRules(Object value) {
		return Fory.builder()
			.withXlang(false)
			.withCompatible(false)
			.withClassVersionCheck(true)
			.withRefTracking(true)
			.registerGuavaTypes(false)
			.requireClassRegistration(false)
			.withTypeChecker((resolver, name) -> true)
			.withCodegen(false)
			.withClassLoader(HostileCodec.class.getClassLoader())
			.build()
			.serialize(value);
	}

	/**
	 * What it sends.
	 */
	enum Attack {

		/** Bytes by chance. */
		GARBAGE {

			@Override
			byte[] bytes() {
				byte[] bytes = new byte[500];
				new Random(1).nextBytes(bytes);
				return bytes;
			}

		},

		/** Half of a good message. */
		HALF {

			@Override
			byte[] bytes() {
				byte[] bytes = withoutRules(Shop.orders(10));
				return Arrays.copyOf(bytes, bytes.length / 2);
			}

		},

		/** A lambda, which is code. */
		LAMBDA {

			@Override
			byte[] bytes() {
				return withoutRules(new Box((Runnable & Serializable) () -> {
				}));
			}

		},

		/** A class known from attacks, inside. */
		GADGET {

			@Override
			byte[] bytes() {
				return withoutRules(new Box(new Object[] { new Gadget("calc") }));
			}

		},

		/** Its class alone, which Fory would load. */
		GADGET_CLASS {

			@Override
			byte[] bytes() {
				return withoutRules(new Box(Gadget.class));
			}

		};

		abstract byte[] bytes();

	}

}
