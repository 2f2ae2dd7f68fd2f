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
package io.processpool.codec.fory;

import org.apache.fory.exception.InsecureException;

/**
 * A value holds an instance of a class that is not plain data.
 */
final class OtherDataException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	OtherDataException(Class<?> type) {
		super(type.getName() + " is not plain data");
	}

	/** Whether that is why something failed; Fory has a list of its own, too. */
	static boolean isIn(Throwable failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof OtherDataException || each instanceof InsecureException) {
				return true;
			}
		}
		return false;
	}

}
