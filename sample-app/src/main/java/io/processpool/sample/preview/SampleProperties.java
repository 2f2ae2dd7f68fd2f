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

package io.processpool.sample.preview;

import io.processpool.sample.render.PreviewSize;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the sample application.
 *
 * @param maxDocuments how many documents are kept; the oldest one goes when another comes
 * @param maxPages how many pages of a document are rendered
 * @param previewWidth the largest width of a preview in pixels
 * @param previewHeight the largest height of a preview in pixels
 * @param renderAtStart whether the bundled document is rendered when the application
 * starts
 */
@ConfigurationProperties("sample")
public record SampleProperties(@DefaultValue("20") int maxDocuments, @DefaultValue("100") int maxPages,
		@DefaultValue("900") int previewWidth, @DefaultValue("1300") int previewHeight,
		@DefaultValue("true") boolean renderAtStart) {

	public SampleProperties {
		check("max-documents", maxDocuments);
		check("max-pages", maxPages);
	}

	PreviewSize previewSize() {
		return new PreviewSize(this.previewWidth, this.previewHeight);
	}

	private static void check(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException("sample." + name + " is " + value + ": it must be 1 or more");
		}
	}

}
