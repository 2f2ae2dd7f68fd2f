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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Environment variables such as {@code POOL_NAME}. The prefix is short, and others use it
 * too: whoever sets one for something else must be able to find out why a pool listens.
 */
final class EnvironmentVariables {

	private static final Log logger = LogFactory.getLog(EnvironmentVariables.class);

	private EnvironmentVariables() {
	}

	/** Names them, not their values. */
	static void warn(Environment environment) {
		List<String> properties = properties(environment);
		if (!properties.isEmpty()) {
			logger.warn(
					"Environment variables set %s. If they are meant for something else than the process pool, rename them or set these properties elsewhere with a higher precedence"
						.formatted(String.join(", ", properties)));
		}
	}

	static List<String> properties(Environment environment) {
		Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources.get(environment);
		return Stream.of(ProcessPoolProperties.class.getRecordComponents())
			.filter((component) -> isSet(component, sources))
			.map(ProcessPoolProperties::propertyName)
			.toList();
	}

	private static boolean isSet(RecordComponent component, Iterable<ConfigurationPropertySource> sources) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(ProcessPoolProperties.propertyName(component));
		boolean hasParts = component.getType() == Map.class || component.getType() == List.class;
		for (ConfigurationPropertySource source : sources) {
			if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
					&& (source.getConfigurationProperty(name) != null
							|| (hasParts && source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT))) {
				return true;
			}
		}
		return false;
	}

}
