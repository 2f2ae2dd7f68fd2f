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

package io.processpool.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Field;
import java.util.List;

import io.processpool.ProcessPool;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * A static field that holds a pool for all tests of a class, and only as long as they
 * run.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedPool.Extension.class)
public @interface SharedPool {

	/**
	 * How many workers it has.
	 * @return the number
	 */
	int value();

	/**
	 * Makes and ends the pools of a class.
	 */
	final class Extension implements BeforeAllCallback, AfterAllCallback {

		@Override
		public void beforeAll(ExtensionContext context) throws IllegalAccessException {
			for (Field field : fields(context)) {
				field.set(null, ProcessPool.create(field.getAnnotation(SharedPool.class).value()));
			}
		}

		@Override
		public void afterAll(ExtensionContext context) throws IllegalAccessException {
			for (Field field : fields(context)) {
				((ProcessPool) field.get(null)).terminate();
			}
		}

		private static List<Field> fields(ExtensionContext context) {
			List<Field> fields = AnnotationSupport.findAnnotatedFields(context.getRequiredTestClass(), SharedPool.class,
					(field) -> true, HierarchyTraversalMode.TOP_DOWN);
			fields.forEach((field) -> field.setAccessible(true));
			return fields;
		}

	}

}
