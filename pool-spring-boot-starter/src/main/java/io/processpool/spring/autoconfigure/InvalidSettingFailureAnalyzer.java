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

package io.processpool.spring.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

import io.processpool.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Translates a builder's refusal, which names one of its own settings, into the words of
 * the application's configuration, where the value comes from there.
 */
final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	private final Environment environment;

	InvalidSettingFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		String property = propertyAtFault(cause);
		String description = "The process pool%s cannot be built: %s".formatted(bean(rootFailure), cause.getMessage());
		return (property != null)
				? new FailureAnalysis(description + new PropertySource(this.environment).describe(property),
						"Correct %s in the configuration of the application.".formatted(property), cause)
				: new FailureAnalysis(description,
						"Correct the call of %s(\u2026) in the code of the application: in the method that builds the pool, or in a ProcessPoolBuilderCustomizer."
							.formatted(cause.setting()),
						cause);
	}

	private static String bean(Throwable failure) {
		String innermost = null;
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof BeanCreationException creation && creation.getBeanName() != null) {
				innermost = creation.getBeanName();
			}
		}
		return (innermost != null) ? " of bean '" + innermost + "'" : "";
	}

	/** A property of that name may be set, and the code have set another value. */
	private @Nullable String propertyAtFault(InvalidSettingException refusal) {
		return Stream.of(ProcessPoolProperties.class.getRecordComponents())
			.filter((component) -> component.getName().equals(refusal.setting()))
			.filter((component) -> refusal.value().equals(boundValue(component)))
			.map(ProcessPoolProperties::propertyName)
			.findFirst()
			.orElse(null);
	}

	private @Nullable String boundValue(RecordComponent component) {
		try {
			Bindable<?> target = Bindable.of(ResolvableType.forType(component.getGenericType()))
				.withAnnotations(component.getAnnotations());
			return Binder.get(this.environment)
				.bind(ProcessPoolProperties.propertyName(component), target)
				.map(String::valueOf)
				.orElse(null);
		}
		catch (BindException ex) {
			return null;
		}
	}

}
