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

/**
 * {@link ProcessPoolBuilder#build()} has refused a setting. The message names it, its
 * value and what is allowed; the first two can be had apart, for those who configure a
 * pool from elsewhere and want to say where the value comes from.
 */
public final class InvalidSettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String setting;

	private final String value;

	/**
	 * Creates an exception.
	 * @param setting the name of the builder's method that has set the value
	 * @param value the value, as text
	 * @param message which setting has which value, and what is allowed
	 */
	public InvalidSettingException(String setting, String value, String message) {
		super(message);
		this.setting = setting;
		this.value = value;
	}

	/**
	 * Returns which setting is wrong.
	 * @return the name of the builder's method, such as {@code maxHeap}
	 */
	public String setting() {
		return this.setting;
	}

	/**
	 * Returns what it was set to.
	 * @return the value, as text
	 */
	public String value() {
		return this.value;
	}

}
