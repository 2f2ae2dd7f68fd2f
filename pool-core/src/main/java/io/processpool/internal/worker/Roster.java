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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

import io.processpool.ExitReason;
import io.processpool.WorkerEnd;
import org.jspecify.annotations.Nullable;

/**
 * Who works for a pool, and who did. Guarded by the lock of the set of workers.
 */
final class Roster {

	private static final int MAX_RECENT = 10;

	private final Map<Integer, WorkerAgent> members = new TreeMap<>();

	/** Those that are about to end; others have taken their places, or nobody will. */
	private final Map<Integer, WorkerAgent> leaving = new TreeMap<>();

	private final Map<ExitReason, Long> exits = new EnumMap<>(ExitReason.class);

	/** The last ends that nobody wanted. */
	private final Deque<WorkerEnd> recent = new ArrayDeque<>(MAX_RECENT);

	private int lastId;

	/** Makes members until there are so many. */
	List<WorkerAgent> fill(int wanted, IntFunction<WorkerAgent> maker) {
		List<WorkerAgent> made = new ArrayList<>(1);
		while (this.members.size() < wanted) {
			WorkerAgent agent = maker.apply(++this.lastId);
			this.members.put(agent.id(), agent);
			made.add(agent);
		}
		return made;
	}

	/** Whether the agent was a member until now. */
	boolean leave(WorkerAgent agent) {
		if (this.members.remove(agent.id()) == null) {
			return false;
		}
		this.leaving.put(agent.id(), agent);
		return true;
	}

	void leaveAll() {
		this.leaving.putAll(this.members);
		this.members.clear();
	}

	void ended(WorkerAgent agent, WorkerEnd end) {
		this.members.remove(agent.id());
		this.leaving.remove(agent.id());
		this.exits.merge(end.reason(), 1L, Long::sum);
		if (!end.reason().isDeliberate()) {
			this.recent.addLast(end);
			if (this.recent.size() > MAX_RECENT) {
				this.recent.removeFirst();
			}
		}
	}

	Collection<WorkerAgent> members() {
		return List.copyOf(this.members.values());
	}

	/** Members and those that leave, by their number. */
	Collection<WorkerAgent> all() {
		Map<Integer, WorkerAgent> all = new TreeMap<>(this.members);
		all.putAll(this.leaving);
		return all.values();
	}

	@Nullable WorkerAgent find(int id) {
		WorkerAgent member = this.members.get(id);
		return (member != null) ? member : this.leaving.get(id);
	}

	@Nullable WorkerAgent findWithSpare(WorkerAgent except) {
		for (WorkerAgent agent : this.members.values()) {
			if (agent != except && agent.hasSpare()) {
				return agent;
			}
		}
		return null;
	}

	long ready() {
		return this.members.values().stream().filter(WorkerAgent::wasReady).count();
	}

	boolean isEmpty() {
		return this.members.isEmpty() && this.leaving.isEmpty();
	}

	/** How many there have ever been. */
	int made() {
		return this.lastId;
	}

	Map<ExitReason, Long> exits() {
		return Map.copyOf(this.exits);
	}

	List<WorkerEnd> recent() {
		return List.copyOf(this.recent);
	}

}
