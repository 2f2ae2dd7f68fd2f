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

package io.processpool.internal.dispatch;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

import io.processpool.TaskOptions;

/**
 * What a task is called in logs and messages: the name from its options, or the method
 * that it refers to, or its class.
 */
final class TaskNames {

	private static final ClassValue<String> CLASS_NAMES = new ClassValue<>() {

		@Override
		protected String computeValue(Class<?> type) {
			String name = type.getName();
			return name.substring(name.lastIndexOf('.') + 1);
		}

	};

	/** Classes of lambdas have names of no use; each stands for one place in the code. */
	private static final ClassValue<LambdaName> LAMBDA_NAMES = new ClassValue<>() {

		@Override
		protected LambdaName computeValue(Class<?> type) {
			return new LambdaName();
		}

	};

	private TaskNames() {
	}

	static String of(Object task, TaskOptions options) {
		if (options.name().isPresent()) {
			return options.name().get();
		}
		Class<?> type = task.getClass();
		return type.isHidden() ? LAMBDA_NAMES.get(type).of(task) : CLASS_NAMES.get(type);
	}

	private static final class LambdaName {

		/** Written by whoever finds it out first; the same for all. */
		private volatile String name = "";

		String of(Object task) {
			String name = this.name;
			if (name.isEmpty()) {
				name = find(task);
				this.name = name;
			}
			return name;
		}

		private static String find(Object task) {
			try {
				Method replace = task.getClass().getDeclaredMethod("writeReplace");
				replace.setAccessible(true);
				SerializedLambda lambda = (SerializedLambda) replace.invoke(task);
				String host = lambda.getImplClass();
				String method = lambda.getImplMethodName();
				String shown = method.startsWith("lambda$") ? "lambda" : method;
				return host.substring(host.lastIndexOf('/') + 1) + "::" + shown;
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				String name = task.getClass().getName();
				int end = name.indexOf("$$Lambda");
				return name.substring(name.lastIndexOf('.') + 1, (end > 0) ? end : name.length()) + "::lambda";
			}
		}

	}

}
