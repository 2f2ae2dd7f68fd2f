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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * Tells where in the configuration of the application a property is set, and to what.
 *
 * @param environment where to look
 */
record PropertySource(Environment environment) {

	/**
	 * The property, its value and its origin, or nothing if it is not set. Of a list,
	 * each element.
	 */
	String describe(String name) {
		ConfigurationProperty property = find(ConfigurationPropertyName.of(name));
		if (property != null) {
			return describe(name, property);
		}
		StringBuilder elements = new StringBuilder();
		for (int i = 0; (property = find(ConfigurationPropertyName.of(name + "[" + i + "]"))) != null; i++) {
			elements.append(describe(name + "[" + i + "]", property));
		}
		return elements.toString();
	}

	private static String describe(String name, ConfigurationProperty property) {
		StringBuilder source = new StringBuilder("%n%n    Property: %s".formatted(name));
		source.append("%n    Value: \"%s\"".formatted(property.getValue()));
		if (property.getOrigin() != null) {
			source.append("%n    Origin: %s".formatted(property.getOrigin()));
		}
		return source.toString();
	}

	private @Nullable ConfigurationProperty find(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

}
