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

package io.processpool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which classes a worker may send back: as results, inside exceptions, anywhere in them.
 * <p>
 * A worker runs other people's code and is not trusted. Whatever it sends is bounded in
 * size, depth, references and array lengths, and classes known from attacks on
 * deserialization are refused, under every policy; a filter of the whole JVM
 * ({@code jdk.serialFilter}) is asked as well. Beyond that the {@linkplain #standard()
 * standard} policy lets a worker send instances of any class that the application could
 * load. {@link #strict()} and {@link #allow(String...)} turn that into a list, and
 * whatever is not on it is refused before anything of it is built: a result fails with a
 * {@link TaskSerializationException} that names the class and the setting, an exception
 * is told as a {@link RemoteTaskException}.
 * <p>
 * Every list includes
 * <ul>
 * <li>value types of the JDK: primitives, strings, boxes and enums' base,
 * {@code java.math}, {@code java.time}, the collections of {@code java.util} and
 * {@code java.util.concurrent}, {@code UUID}, {@code Locale}, {@code URI}, {@code File},
 * internet addresses, the dates of {@code java.sql}; arrays of whatever may be sent;</li>
 * <li>exceptions and errors of the JDK, and the classes of this package;</li>
 * <li>the superclasses of an allowed class, as parts of its instances.</li>
 * </ul>
 * Lambdas and method references are on no list unless {@code java.lang.invoke} is
 * allowed, since what comes back should be values.
 * <p>
 * What the application sends to its workers is trusted, and under no policy.
 * <p>
 * Immutable and thread-safe. Python has nothing like it: its results are unpickled
 * without any check.
 */
public final class DeserializationPolicy {

	private static final DeserializationPolicy STANDARD = new DeserializationPolicy(false, List.of());

	/** A name of a class or package, perhaps behind a module, as filters write it. */
	private static final Pattern PATTERN = Pattern.compile("!?([\\w.]+/)?([\\w$]+\\.)*([\\w$]+\\*?|\\*{1,2})");

	private final boolean strict;

	private final List<String> patterns;

	private DeserializationPolicy(boolean strict, List<String> patterns) {
		this.strict = strict;
		this.patterns = patterns;
	}

	/**
	 * Returns the policy of pools that were given none: any class but those known from
	 * attacks.
	 * @return the policy
	 */
	public static DeserializationPolicy standard() {
		return STANDARD;
	}

	/**
	 * Returns the policy that allows value types of the JDK and the application's own
	 * packages. Those are, for each task, the package of the class in which the task
	 * stands and the package of the method that it names, with all packages below them: a
	 * task of {@code com.example.shop.Reports} may return a
	 * {@code com.example.shop.model.Page}, but no {@code com.example.mail.Letter}. A
	 * class outside of any named package stands for its package alone, and one of the JDK
	 * for none.
	 * @return the policy
	 */
	public static DeserializationPolicy strict() {
		return new DeserializationPolicy(true, List.of());
	}

	/**
	 * Returns a policy that allows these classes beside what this one allows. The
	 * {@linkplain #standard() standard} policy allows any class; with the first pattern
	 * that allows something it becomes a list of the patterns and the value types of the
	 * JDK. Patterns that only refuse take their classes away and leave the rest as it is.
	 * @param patterns what to allow, in the words of {@link java.io.ObjectInputFilter}:
	 * {@code com.example.Page}, {@code com.example.*} for the classes of a package,
	 * {@code com.example.**} for those of the packages below it as well,
	 * {@code com.example.Pag*} for names that begin so, all of them perhaps with
	 * {@code module/} in front; {@code !com.example.Secret} refuses, and the first
	 * pattern that fits decides
	 * @return the changed copy
	 * @throws IllegalArgumentException if a pattern is none
	 */
	public DeserializationPolicy allow(String... patterns) {
		return allow(List.of(patterns));
	}

	/**
	 * Returns a policy that allows these classes beside what this one allows.
	 * @param patterns what to allow, as {@link #allow(String...)} takes it; none changes
	 * nothing
	 * @return the changed copy
	 * @throws IllegalArgumentException if a pattern is none
	 */
	public DeserializationPolicy allow(Collection<String> patterns) {
		List<String> all = new ArrayList<>(this.patterns);
		for (String pattern : patterns) {
			all.add(checked(pattern));
		}
		return new DeserializationPolicy(this.strict, List.copyOf(all));
	}

	private static String checked(String pattern) {
		Objects.requireNonNull(pattern, "pattern");
		String stripped = pattern.strip();
		if (!PATTERN.matcher(stripped).matches() || stripped.equals("*") || stripped.equals("**")) {
			throw new IllegalArgumentException("deserialization allows '" + pattern + "', allowed is a class or package"
					+ " such as com.example.Page, com.example.*, com.example.** or !com.example.Secret");
		}
		return stripped;
	}

	/**
	 * Tells whether the application's own packages are on the list.
	 * @return whether it is {@link #strict()}
	 */
	public boolean isStrict() {
		return this.strict;
	}

	/**
	 * Returns the patterns that were {@linkplain #allow(String...) allowed}.
	 * @return the patterns in the order in which they are asked
	 */
	public List<String> patterns() {
		return this.patterns;
	}

	/**
	 * Tells whether there is a list at all, so that what is not on it is refused.
	 * @return {@code false} for the {@linkplain #standard() standard} policy, also where
	 * patterns refuse some classes
	 */
	public boolean isList() {
		return this.strict || this.patterns.stream().anyMatch((pattern) -> !pattern.startsWith("!"));
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof DeserializationPolicy policy && policy.strict == this.strict
				&& policy.patterns.equals(this.patterns);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.strict, this.patterns);
	}

	@Override
	public String toString() {
		return "DeserializationPolicy[strict=" + this.strict + ", allow=" + this.patterns + "]";
	}

}
