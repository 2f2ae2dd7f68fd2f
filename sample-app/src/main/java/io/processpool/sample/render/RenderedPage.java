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

package io.processpool.sample.render;

import java.io.Serializable;

/**
 * A page, and who rendered it.
 *
 * @param number the number of the page, from 1
 * @param width the width of the picture in pixels
 * @param height its height in pixels
 * @param png the picture
 * @param workerId the number of the worker, 0 outside of one
 * @param pid the process id of the worker
 * @param millis how long it took
 */
public record RenderedPage(int number, int width, int height, byte[] png, int workerId, long pid,
		long millis) implements Serializable {

}
