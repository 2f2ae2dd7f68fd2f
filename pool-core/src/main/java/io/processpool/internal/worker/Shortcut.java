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

package io.processpool.internal.worker;

import java.io.IOException;
import java.util.function.BooleanSupplier;

import io.processpool.internal.channel.WorkerConnection;
import org.jspecify.annotations.Nullable;

/**
 * The way past the agent.
 *
 * <h2>How it works</h2> To wake a thread costs more than to run a small task, and two
 * would be woken for each: the agent for the task, its caller for the answer. A caller
 * who waits anyway therefore does the agent's work. The dispatcher takes an idle agent
 * off its stack and {@linkplain #reserve reserves} it, so that it neither goes idle again
 * nor is given work; then the caller takes the baton, which the agent holds but while it
 * waits at its selector. With the baton it owns everything that is confined to the agent:
 * it sends the item, spins for a moment, settles what comes in, asks for more work as an
 * agent does before it goes idle, and gives the baton back.
 * <p>
 * It never waits for the worker, runs no code of users, and does nothing but this: if
 * anything else is due, or the answer takes longer, the agent is woken and takes over. If
 * the agent is awake, or not idle after all, the caller has not {@linkplain #take taken}
 * the chunk, and it goes back to where it came from. What fails while the caller acts is
 * kept for the agent, which ends the worker as if it had found it itself.
 */
final class Shortcut {

	/** How often a caller looks for its answer. */
	private static final int MAX_POLLS = 16;

	private final Orders orders;

	private final Vitals vitals;

	/**
	 * Whether a caller is on its way. Written by callers, under the dispatcher's lock or
	 * with the baton; read by the agent.
	 */
	private volatile boolean reserved;

	/** What went wrong when a caller acted for the agent. Guarded by the baton. */
	private @Nullable Throwable failure;

	Shortcut(Orders orders, Vitals vitals) {
		this.orders = orders;
		this.vitals = vitals;
	}

	boolean isReserved() {
		return this.reserved;
	}

	void reserve(boolean reserved) {
		this.reserved = reserved;
	}

	/**
	 * Runs a chunk of one item in place of the agent.
	 * @return whether the chunk was taken; if not, nothing was done with it
	 * @throws IOException if the connection is broken, which the agent will find out
	 */
	boolean take(Service service, WorkChunk chunk, BooleanSupplier done) throws IOException {
		return service.body().connection().enter() && run(service, chunk, done);
	}

	/** While the caller owns everything that is confined to the agent. */
	private boolean run(Service service, WorkChunk chunk, BooleanSupplier done) {
		WorkerConnection connection = service.body().connection();
		boolean called = true;
		boolean sent = false;
		try {
			this.reserved = false;
			if (!isIdle(service)) {
				return false;
			}
			WorkItem item = chunk.next();
			sent = true;
			if (item != null) {
				service.sendNow(item);
				// A large answer comes in parts, but nobody watches time limits here
				for (int i = 0; i < MAX_POLLS && !done.getAsBoolean(); i++) {
					if (!connection.pollBriefly()) {
						break;
					}
				}
			}
			called = !isIdle(service) || service.takeNext();
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
		finally {
			connection.leave(called);
		}
		return sent;
	}

	private boolean isIdle(Service service) {
		return service.isIdle() && !this.vitals.isExited() && this.failure == null && this.orders.isEmpty();
	}

	/** Lets the agent fail as the caller did. */
	void rethrow() throws IOException {
		if (this.failure instanceof IOException ex) {
			throw ex;
		}
		if (this.failure != null) {
			throw new IOException("a caller could not send what it wanted to", this.failure);
		}
	}

}
