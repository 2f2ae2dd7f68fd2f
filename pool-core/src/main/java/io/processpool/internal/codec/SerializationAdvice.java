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

import java.lang.invoke.MethodHandleInfo;

import org.jspecify.annotations.Nullable;

/**
 * What to do about an object that is not serializable.
 */
final class SerializationAdvice {

	private SerializationAdvice() {
	}

	static String describe(Object culprit) {
		if (Lambdas.isLambda(culprit)) {
			return "the lambda or method reference in " + Lambdas.home(culprit) + ", a "
					+ Lambdas.functionalInterface(culprit) + ",";
		}
		if (Proxies.isProxy(culprit)) {
			return culprit.getClass().getName() + ", a proxy of " + Proxies.written(culprit.getClass()) + ",";
		}
		return culprit.getClass().isAnonymousClass() ? culprit.getClass().getName() + ", an anonymous class,"
				: culprit.getClass().getName();
	}

	static String of(Object culprit, @Nullable GraphNode node) {
		if (Lambdas.isLambda(culprit)) {
			return "A lambda is serializable only where its functional interface is: give it the type of one of the"
					+ " pool's own (TaskCallable, TaskFunction, TaskBiFunction, TaskTriFunction, TaskRunnable, TaskConsumer,"
					+ " WorkerInitializer), or cast it to (" + simpleName(Lambdas.functionalInterface(culprit))
					+ "<...> & Serializable)";
		}
		GraphNode captured = captured(node);
		if (captured != null && Proxies.isProxy(captured.object())) {
			return "The task captures a proxy of " + Proxies.written(captured.object().getClass())
					+ ", which belongs to this application and cannot leave it. Make the task a static method, and give"
					+ " it the data that it needs as arguments";
		}
		if (node != null && isEnclosingInstance(culprit, node)) {
			return "It was captured as the enclosing instance ('this'), by using one of its fields or methods: use a static"
					+ " method or a static nested class, or copy what is needed into a local variable first";
		}
		if (captured != null && isReceiver(captured)) {
			return "The task is a method of " + Proxies.written(captured.object().getClass())
					+ ", so that object has to travel with it. Make the task a static method, or make the class and all"
					+ " that it holds serializable";
		}
		if (node != null && node.step().startsWith("[captured")) {
			return "The lambda captures it: capture a serializable value instead, or an id with which the worker gets its"
					+ " own";
		}
		return "Let it implement java.io.Serializable, make the field that holds it transient, or pass an id instead with"
				+ " which the worker gets its own";
	}

	/** What the task, a lambda, captures on the way to the object at fault. */
	private static @Nullable GraphNode captured(@Nullable GraphNode node) {
		GraphNode captured = null;
		for (GraphNode each = node; each != null && each.parent() != null; each = each.parent()) {
			captured = Lambdas.isLambda(each.parent().object()) ? each : captured;
		}
		return captured;
	}

	/** Whether a method reference names a method of this very object. */
	private static boolean isReceiver(GraphNode captured) {
		return captured.parent() != null && captured.step().equals("[captured #1]")
				&& Lambdas.serializedForm(captured.parent().object())
					.filter((form) -> form.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
							&& form.getImplMethodKind() != MethodHandleInfo.REF_newInvokeSpecial
							&& !form.getImplMethodName().startsWith("lambda$"))
					.isPresent();
	}

	private static boolean isEnclosingInstance(Object culprit, GraphNode node) {
		if (node.step().startsWith(".this$")) {
			return true;
		}
		return node.parent() != null && Lambdas.isLambda(node.parent().object()) && node.step().equals("[captured #1]")
				&& Lambdas.home(node.parent().object()).equals(culprit.getClass().getName());
	}

	private static String simpleName(String className) {
		return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
	}

}
