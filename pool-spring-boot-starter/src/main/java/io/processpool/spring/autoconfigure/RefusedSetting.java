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
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Translates a builder's refusal, which names one of its own settings, into the words of
 * the application's configuration, where that setting is a property.
 */
final class RefusedSetting {

	/** The starter's own, which no builder knows. */
	private static final Set<String> NOT_OF_THE_BUILDER = Set.of("enabled", "start", "shutdownTimeout");

	private RefusedSetting() {
	}

	static PoolConfigurationException of(IllegalArgumentException refusal) {
		String message = String.valueOf(refusal.getMessage());
		String property = propertyNamedIn(message);
		return new PoolConfigurationException("The process pool cannot be built: " + message, (property != null)
				? "Correct %s in the configuration of the application.".formatted(property)
				: "Correct the properties below 'pool' in the configuration of the application, or the ProcessPoolBuilderCustomizer that has set the value.",
				property, refusal);
	}

	/** The setting comes first in the message, and its value only after it. */
	private static @Nullable String propertyNamedIn(String message) {
		return Stream.of(ProcessPoolProperties.class.getRecordComponents())
			.filter((component) -> !NOT_OF_THE_BUILDER.contains(component.getName()))
			.filter((component) -> position(component, message) >= 0)
			.min(Comparator.comparingInt((component) -> position(component, message)))
			.map(ProcessPoolProperties::propertyName)
			.orElse(null);
	}

	private static int position(RecordComponent component, String message) {
		Matcher matcher = Pattern.compile("(?<![\\w.-])" + component.getName() + "(?![\\w.-])").matcher(message);
		return matcher.find() ? matcher.start() : -1;
	}

}
