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

package io.processpool.internal.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * JDK serialization of one value, without the stream header. It remembers which object it
 * began to write last, so that a failure can be traced to it.
 * <p>
 * A stream is made for each value: nothing is shared between messages. Classes are
 * described as {@link ClassForms} says.
 */
final class JdkOutput extends ObjectOutputStream {

	private static final StackWalker WALKER = StackWalker.getInstance();

	private @Nullable Object latest;

	private boolean failed;

	JdkOutput(OutputStream out) throws IOException {
		super(out);
		enableReplaceObject(true);
	}

	@Nullable Object latest() {
		return this.latest;
	}

	@Override
	protected void writeStreamHeader() {
		// the tag has said it already
	}

	@Override
	protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
		ClassForms.write(description, this);
	}

	@Override
	protected Object replaceObject(Object object) {
		if (!this.failed) {
			// A stream that fails writes its own exception last: that is not the culprit
			this.failed = object instanceof IOException && isWritingFailure();
			this.latest = this.failed ? this.latest : object;
		}
		return object;
	}

	private static boolean isWritingFailure() {
		return WALKER.walk((frames) -> frames.limit(8).anyMatch((frame) -> isFatal(frame.getMethodName())));
	}

	private static boolean isFatal(String methodName) {
		return methodName.equals("writeFatalException");
	}

}
