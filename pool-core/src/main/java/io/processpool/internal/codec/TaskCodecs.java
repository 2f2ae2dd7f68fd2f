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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import io.processpool.TaskBiFunction;
import io.processpool.TaskCallable;
import io.processpool.TaskCodec;
import io.processpool.TaskConsumer;
import io.processpool.TaskFunction;
import io.processpool.TaskRunnable;
import io.processpool.TaskTriFunction;
import io.processpool.WorkerInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the codecs of others.
 */
public final class TaskCodecs {

	/** Recovery from a provider that cannot be made is not guaranteed to get on. */
	private static final int MOST_FAILURES = 16;

	private TaskCodecs() {
	}

	/**
	 * Finds a codec.
	 * @param name its name
	 * @param loader where it is looked for
	 * @return a fresh instance
	 * @throws IllegalArgumentException if there is none; the message has the names of
	 * those that there are
	 */
	public static TaskCodec find(String name, ClassLoader loader) {
		List<String> names = new ArrayList<>();
		ServiceConfigurationError failure = null;
		int failures = 0;
		Iterator<TaskCodec> codecs = ServiceLoader.load(TaskCodec.class, loader).iterator();
		while (failures < MOST_FAILURES) {
			try {
				if (!codecs.hasNext()) {
					break;
				}
				TaskCodec codec = codecs.next();
				if (codec.name().equals(name)) {
					return codec;
				}
				names.add("'" + codec.name() + "'");
			}
			catch (ServiceConfigurationError ex) {
				// Another one may do
				failure = ex;
				failures++;
			}
		}
		throw new IllegalArgumentException(allowed(names, failure), failure);
	}

	private static String allowed(List<String> names, @Nullable Throwable failure) {
		String text = names.isEmpty()
				? "none, since no codec is on the class path: add a module that has one, such as pool-codec-fory"
				: String.join(" or ", names) + ", which is on the class path";
		return (failure != null) ? text + "; one more cannot be loaded (" + failure.getMessage() + ")" : text;
	}

	/**
	 * Whether a value may be given to codecs. Tasks are encoded once for all pools of
	 * this JVM, whatever their codecs.
	 */
	static boolean mayTake(Object value) {
		return !(value instanceof Throwable || value instanceof TaskFunction || value instanceof TaskCallable
				|| value instanceof TaskBiFunction || value instanceof TaskTriFunction || value instanceof TaskConsumer
				|| value instanceof TaskRunnable || value instanceof WorkerInitializer || Lambdas.isLambda(value)
				|| Proxies.isProxy(value));
	}

}
