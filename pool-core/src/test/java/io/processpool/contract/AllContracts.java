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

package io.processpool.contract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstances;

/**
 * All contracts, for the backend that a subclass names.
 */
@ExtendWith(AllContracts.Backend.class)
abstract class AllContracts {

	private final PoolFixture fixture;

	AllContracts(PoolFixture fixture) {
		this.fixture = fixture;
	}

	@Nested
	class Apply extends ApplyContract {

	}

	@Nested
	class Map extends MapContract {

	}

	@Nested
	class Imap extends ImapContract {

	}

	@Nested
	class Results extends ResultsContract {

	}

	@Nested
	class Failures extends FailuresContract {

	}

	@Nested
	class Life extends LifeContract {

	}

	@Nested
	class Shutdown extends ShutdownContract {

	}

	@Nested
	class Executor extends ExecutorContract {

	}

	/** Tells each contract the backend of the class that it is nested in. */
	static final class Backend implements BeforeEachCallback {

		@Override
		public void beforeEach(ExtensionContext context) {
			TestInstances instances = context.getRequiredTestInstances();
			AllContracts all = instances.findInstance(AllContracts.class).orElseThrow();
			instances.findInstance(PoolContract.class).orElseThrow().use(all.fixture);
		}

	}

}
