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

package io.processpool.failures;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.locks.LockSupport;

import io.processpool.ExitReason;

/**
 * The ways in which a task can take its worker with it.
 */
public enum Death {

	/** A signal that nobody can ignore. */
	KILL(ExitReason.KILLED, -1, 9) {

		@Override
		void strike() {
			Processes.signal("KILL", ProcessHandle.current().pid());
		}

	},

	/** In good order, as the task sees it. */
	EXIT(ExitReason.EXITED, 42, 0) {

		@Override
		void strike() {
			System.exit(42);
		}

	},

	/** Without shutdown hooks. */
	HALT(ExitReason.EXITED, 43, 0) {

		@Override
		void strike() {
			Runtime.getRuntime().halt(43);
		}

	},

	/** A segmentation fault in native code, after which the JVM exits by itself. */
	CRASH(ExitReason.CRASHED, -1, 11) {

		@Override
		void strike() throws ReflectiveOperationException {
			Class<?> type = Class.forName("sun.misc.Unsafe");
			Field field = type.getDeclaredField("theUnsafe");
			field.setAccessible(true);
			Method put = type.getMethod("putAddress", long.class, long.class);
			put.invoke(field.get(null), 0L, 0L);
		}

	};

	private final ExitReason reason;

	private final int exitCode;

	private final int signal;

	Death(ExitReason reason, int exitCode, int signal) {
		this.reason = reason;
		this.exitCode = exitCode;
		this.signal = signal;
	}

	ExitReason reason() {
		return this.reason;
	}

	int exitCode() {
		return this.exitCode;
	}

	int signal() {
		return this.signal;
	}

	/**
	 * Dies. Called in tasks.
	 * @param lastWords printed before
	 */
	public final void die(String lastWords) throws Exception {
		System.err.println(lastWords);
		strike();
		while (true) {
			LockSupport.park();
		}
	}

	abstract void strike() throws Exception;

}
