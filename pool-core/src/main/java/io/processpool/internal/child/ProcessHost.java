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

/**
 * The worker is the process.
 */
final class ProcessHost implements Host {

	@Override
	public boolean isProcess() {
		return true;
	}

	@Override
	public void leave() {
		Runtime.getRuntime().exit(0);
	}

	@Override
	public void halt(int status) {
		try {
			// The parent may be gone, and then nobody else will do it
			Offspring.ofThisProcess().kill();
		}
		finally {
			Runtime.getRuntime().halt(status);
		}
	}

}
