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

package io.processpool.internal.child;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import io.processpool.Args2;
import io.processpool.Args3;
import io.processpool.TaskBiFunction;
import io.processpool.TaskCallable;
import io.processpool.TaskConsumer;
import io.processpool.TaskFunction;
import io.processpool.TaskRunnable;
import io.processpool.TaskTriFunction;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.BlackBox.Stage;
import io.processpool.internal.channel.CallHeader;
import io.processpool.internal.channel.Message;
import io.processpool.internal.codec.FunctionCache;
import io.processpool.internal.codec.ObjectCodec;
import org.jspecify.annotations.Nullable;

/**
 * A call that this worker was told of. Its function is decoded when the first item needs
 * it, inside that item's claim: a function whose decoding kills the worker is found out.
 * It stays decoded until the parent says that the call is over.
 */
final class ReceivedCall {

	private final CallHeader header;

	private byte @Nullable [] encoded;

	private @Nullable Object function;

	/** Why the function cannot be decoded, if that was tried in vain. */
	private @Nullable Throwable undecodable;

	private ReceivedCall(CallHeader header, byte[] encoded) {
		this.header = header;
		this.encoded = encoded;
	}

	static ReceivedCall of(Message message) throws IOException {
		InputStream in = message.payload().open();
		CallHeader header = CallHeader.read(in);
		return new ReceivedCall(header, in.readNBytes(in.available()));
	}

	/** Whether the call ends with its first item. */
	boolean isSingle() {
		return this.header.single();
	}

	Map<String, String> headers() {
		return this.header.headers();
	}

	/** Whether the function cannot be decoded, so that no item can run. */
	boolean isUndecodable() {
		return this.undecodable != null;
	}

	/**
	 * Decodes what must be decoded and calls the function.
	 */
	@Nullable Object invoke(ObjectCodec codec, FunctionCache functions, Argument argument, ClassLoader loader, BlackBox blackBox)
			throws Exception {
		Object function = function(codec, functions, loader, blackBox);
		switch (this.header.shape()) {
			case CALLABLE -> {
				blackBox.stage(Stage.RUN);
				return ((TaskCallable<?>) function).call();
			}
			case RUNNABLE -> {
				blackBox.stage(Stage.RUN);
				((TaskRunnable) function).run();
				return null;
			}
			default -> {
				blackBox.stage(Stage.DECODE_ARGUMENT);
				Object decoded = argument.decode(codec, loader);
				blackBox.stage(Stage.RUN);
				return invoke(function, decoded);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private @Nullable Object invoke(Object function, @Nullable Object argument) throws Exception {
		switch (this.header.shape()) {
			case FUNCTION -> {
				return ((TaskFunction<@Nullable Object, ?>) function).apply(argument);
			}
			case BI_FUNCTION -> {
				Args2<?, ?> pair = (Args2<?, ?>) required(argument);
				return ((TaskBiFunction<@Nullable Object, @Nullable Object, ?>) function).apply(pair.first(),
						pair.second());
			}
			case TRI_FUNCTION -> {
				Args3<?, ?, ?> triple = (Args3<?, ?, ?>) required(argument);
				return ((TaskTriFunction<@Nullable Object, @Nullable Object, @Nullable Object, ?>) function)
					.apply(triple.first(), triple.second(), triple.third());
			}
			case CONSUMER -> {
				((TaskConsumer<@Nullable Object>) function).accept(argument);
				return null;
			}
			default -> throw new IllegalStateException("no argument belongs to " + this.header.shape());
		}
	}

	private static Object required(@Nullable Object argument) {
		if (argument == null) {
			throw new NullPointerException("an item of a starmap is null instead of Args");
		}
		return argument;
	}

	private Object function(ObjectCodec codec, FunctionCache functions, ClassLoader loader, BlackBox blackBox)
			throws Exception {
		Object function = this.function;
		if (function == null) {
			byte[] encoded = this.encoded;
			if (encoded == null) {
				throw new IllegalStateException("the function was dropped");
			}
			function = functions.get(encoded);
			if (function != null) {
				return keep(function);
			}
			blackBox.stage(Stage.DECODE_TASK);
			try {
				function = required(codec.decode(encoded, 0, encoded.length, loader, "task"));
				functions.put(encoded, function);
			}
			catch (OutOfMemoryError ex) {
				throw ex;
			}
			catch (Throwable ex) {
				this.undecodable = ex;
				throw ex;
			}
			keep(function);
		}
		return function;
	}

	private Object keep(Object function) {
		this.function = function;
		this.encoded = null;
		return function;
	}

}
