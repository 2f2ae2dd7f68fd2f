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

import io.processpool.TaskCodec;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes for a codec of others under the same rules as {@link JdkInput}, and
 * remembers what it refused. One thread, one message.
 */
final class CodecClasses implements TaskCodec.Classes, ClassSource {

	private final ClassLoader loader;

	private final ClassRules rules;

	private @Nullable String latestClass;

	private @Nullable String refusedClass;

	private @Nullable String refusal;

	private @Nullable ClassNotFoundException missing;

	CodecClasses(ClassLoader loader, ClassRules rules) {
		this.loader = loader;
		this.rules = rules;
	}

	@Override
	public Class<?> load(String name) throws ClassNotFoundException {
		this.latestClass = name;
		refuseIf(name, this.rules.refusal(name));
		Class<?> type;
		try {
			type = LoadedClasses.load(name, this.loader);
		}
		catch (ClassNotFoundException ex) {
			this.missing = ex;
			throw ex;
		}
		ObjectInputFilter filter = ObjectInputFilter.Config.getSerialFilterFactory()
			.apply(null, ObjectInputFilter.Config.getSerialFilter());
		if (filter != null && filter.checkInput(new ClassRules.Named(type)) == ObjectInputFilter.Status.REJECTED) {
			refuseIf(name, DecodeFilter.REFUSED_BY_JVM);
		}
		if (this.rules.lookAtClasses()) {
			refuseIf(name, this.rules.refusal(type));
		}
		return type;
	}

	@Override
	public ClassLoader loader() {
		return this.loader;
	}

	@Override
	public Object scope() {
		return new Scope(this.loader, this.rules);
	}

	@Override
	public @Nullable String latestClass() {
		return this.latestClass;
	}

	@Override
	public @Nullable String refusedClass() {
		return this.refusedClass;
	}

	@Override
	public @Nullable String refusal() {
		return (this.refusal != null) ? "class " + this.refusedClass + " is refused, because " + this.refusal : null;
	}

	/**
	 * Returns why a class was not found.
	 * @return what was thrown then, {@code null} if all were found
	 */
	@Nullable ClassNotFoundException missing() {
		return this.missing;
	}

	private void refuseIf(String name, @Nullable String reason) {
		if (reason != null) {
			this.refusedClass = name;
			this.refusal = reason;
			throw new SecurityException("class " + name + " is refused");
		}
	}

	private record Scope(ClassLoader loader, ClassRules rules) {
	}

}
