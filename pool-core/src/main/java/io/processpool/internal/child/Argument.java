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

package io.processpool.internal.child;

import java.io.IOException;
import java.io.InputStream;

import io.processpool.internal.codec.ObjectCodec;
import org.jspecify.annotations.Nullable;

/**
 * The argument of an item, as it has arrived.
 *
 * @param in its bytes, and perhaps others behind them
 * @param length how many they are
 * @param landed the argument itself, if it was decoded while it arrived and its bytes are
 * no more; {@code null} otherwise
 */
record Argument(InputStream in, long length, @Nullable Object landed) {

	@Nullable Object decode(ObjectCodec codec, ClassLoader loader) throws IOException {
		return (this.landed != null) ? this.landed : codec.decode(this.in, this.length, loader, "argument");
	}

}
