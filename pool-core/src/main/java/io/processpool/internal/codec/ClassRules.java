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

import java.io.ObjectInputFilter;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import io.processpool.DeserializationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Which classes a message may name. What comes from the parent is trusted and may name
 * any; what comes from a worker may never name {@link RefusedClasses}, and nothing but
 * what is listed where there is a list. Immutable and thread-safe; rules that refuse the
 * same are equal.
 */
public final class ClassRules {

	private static final ClassRules TRUSTING = new ClassRules(true, DeserializationPolicy.standard(), null, Set.of());

	private static final ClassRules STANDARD = new ClassRules(false, DeserializationPolicy.standard(), null, Set.of());

	private static final String KNOWN_FROM_ATTACKS = "it is known from attacks on deserialization, which no setting"
			+ " allows. Return its data in a class of your own";

	private final boolean trusting;

	private final DeserializationPolicy policy;

	private final @Nullable ObjectInputFilter listed;

	/** The application's own packages, if they count; each with those below it. */
	private final Set<String> packages;

	private ClassRules(boolean trusting, DeserializationPolicy policy, @Nullable ObjectInputFilter listed,
			Set<String> packages) {
		this.trusting = trusting;
		this.policy = policy;
		this.listed = listed;
		this.packages = packages;
	}

	/**
	 * Rules that let everything pass: for what the parent sends.
	 * @return the rules
	 */
	public static ClassRules trusting() {
		return TRUSTING;
	}

	/**
	 * Rules that refuse what is known from attacks.
	 * @return the rules
	 */
	static ClassRules standard() {
		return STANDARD;
	}

	/**
	 * Rules for what a worker sends.
	 * @param policy what the pool was built with
	 * @return the rules
	 */
	public static ClassRules of(DeserializationPolicy policy) {
		return new ClassRules(false, policy, policy.patterns().isEmpty() ? null
				: ObjectInputFilter.Config.createFilter(String.join(";", policy.patterns())), Set.of());
	}

	/**
	 * The rules for what this function makes, whose packages are the application's own.
	 * @param function the function or initializer
	 * @return the rules, these ones where the packages do not count
	 */
	public ClassRules withPackagesOf(Object function) {
		return this.policy.isStrict() ? new ClassRules(false, this.policy, this.listed, packagesOf(function)) : this;
	}

	/**
	 * Looks at the name of a class before it is loaded.
	 * @param className the name
	 * @return why it is refused, {@code null} if it is not
	 */
	@Nullable String refusal(String className) {
		return (!this.trusting && RefusedClasses.contains(className)) ? KNOWN_FROM_ATTACKS : null;
	}

	/**
	 * Whether classes must be looked at, beyond their names.
	 * @return whether there are patterns or a list
	 */
	boolean lookAtClasses() {
		return this.listed != null || this.policy.isList();
	}

	/**
	 * Looks at a class that has been loaded, but not initialized.
	 * @param type the class
	 * @return why it is refused, {@code null} if it is not
	 */
	@Nullable String refusal(Class<?> type) {
		Class<?> element = type;
		while (element.isArray()) {
			element = element.getComponentType();
		}
		ObjectInputFilter.Status status = (this.listed != null) ? this.listed.checkInput(new Named(element))
				: ObjectInputFilter.Status.UNDECIDED;
		return switch (status) {
			case ALLOWED -> null;
			case REJECTED -> "a pattern of DeserializationPolicy.allow refuses it, which is"
					+ " pool.deserialization.allow in Spring Boot";
			case UNDECIDED -> (this.policy.isList() && !isValueOrOwn(element)) ? notListed(element) : null;
		};
	}

	private static String notListed(Class<?> element) {
		return "this pool's list of classes that workers may send does not have it. If it is meant to be sent, add '"
				+ element.getName() + "' or its package to DeserializationPolicy.allow, which is"
				+ " pool.deserialization.allow in Spring Boot";
	}

	private boolean isValueOrOwn(Class<?> type) {
		return ValueTypes.contain(type) || isOwn(type.getPackageName());
	}

	private boolean isOwn(String name) {
		for (String own : this.packages) {
			if (name.startsWith(own) && (name.length() == own.length() || name.charAt(own.length()) == '.')) {
				return true;
			}
		}
		return false;
	}

	private static Set<String> packagesOf(Object function) {
		Set<String> packages = new LinkedHashSet<>();
		Class<?> type = function.getClass();
		if (!Proxy.isProxyClass(type)) {
			add(packages, type.getName());
		}
		if (Lambdas.isLambda(function)) {
			Lambdas.serializedForm(function)
				.map(SerializedLambda::getImplClass)
				.ifPresent((host) -> add(packages, host.replace('/', '.')));
		}
		return packages;
	}

	private static void add(Set<String> packages, String className) {
		String name = className.substring(0, Math.max(0, className.lastIndexOf('.')));
		if (!name.startsWith("java.") && !name.startsWith("javax.") && !name.startsWith("jdk.")) {
			packages.add(name);
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ClassRules that && that.trusting == this.trusting && that.policy.equals(this.policy)
				&& that.packages.equals(this.packages);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.trusting, this.policy, this.packages);
	}

	/** All that a pattern wants to know. */
	record Named(Class<?> serialClass) implements ObjectInputFilter.FilterInfo {

		@Override
		public long arrayLength() {
			return -1;
		}

		@Override
		public long depth() {
			return 1;
		}

		@Override
		public long references() {
			return 1;
		}

		@Override
		public long streamBytes() {
			return 1;
		}

	}

}
