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

package io.processpool.internal.dispatch;

import java.io.IOException;

import io.processpool.TaskSerializationException;
import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.codec.ThrowableCodec;

/**
 * Turns settlements into values and failures. Runs code of users, so it is called on the
 * thread of whoever wants the result.
 *
 * @param codec decodes values
 * @param throwables decodes failures
 * @param loader where classes of the application come from
 */
record SettlementDecoder(ObjectCodec codec, ThrowableCodec throwables, ClassLoader loader) {

	Decoded decode(Settlement settlement) {
		if (settlement instanceof Settlement.Plain plain) {
			return Decoded.value(plain.value());
		}
		if (settlement instanceof Settlement.Returned returned) {
			try {
				return Decoded
					.value(this.codec.decode(returned.value().open(), returned.value().size(), this.loader, "result"));
			}
			catch (TaskSerializationException ex) {
				return Decoded.failure(ex, false);
			}
			catch (IOException ex) {
				return Decoded.failure(new TaskSerializationException("The result cannot be read", null, null, ex),
						false);
			}
		}
		if (settlement instanceof Settlement.Threw threw) {
			byte[] bytes = threw.failure().toByteArray();
			return Decoded.failure(this.throwables.decode(bytes, 0, bytes.length, this.loader), true);
		}
		return Decoded.failure(((Settlement.Failed) settlement).failure(), false);
	}

}
