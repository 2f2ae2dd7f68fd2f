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

/**
 * All contracts, for the backend that a subclass names.
 */
abstract class AllContracts {

	private final PoolFixture fixture;

	AllContracts(PoolFixture fixture) {
		this.fixture = fixture;
	}

	@Nested
	class Apply extends ApplyContract {

		@Override
		protected PoolFixture fixture() {
			return AllContracts.this.fixture;
		}

	}

	@Nested
	class Map extends MapContract {

		@Override
		protected PoolFixture fixture() {
			return AllContracts.this.fixture;
		}

	}

	@Nested
	class Imap extends ImapContract {

		@Override
		protected PoolFixture fixture() {
			return AllContracts.this.fixture;
		}

	}

	@Nested
	class Results extends ResultsContract {

		@Override
		protected PoolFixture fixture() {
			return AllContracts.this.fixture;
		}

	}

	@Nested
	class Failures extends FailuresContract {

		@Override
		protected PoolFixture fixture() {
			return AllContracts.this.fixture;
		}

	}

	@Nested
	class Life extends LifeContract {

		@Override
		protected PoolFixture fixture() {
			return AllContracts.this.fixture;
		}

	}

	@Nested
	class Shutdown extends ShutdownContract {

		@Override
		protected PoolFixture fixture() {
			return AllContracts.this.fixture;
		}

	}

	@Nested
	class Executor extends ExecutorContract {

		@Override
		protected PoolFixture fixture() {
			return AllContracts.this.fixture;
		}

	}

}
