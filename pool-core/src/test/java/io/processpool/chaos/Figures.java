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

package io.processpool.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted, and what should not have happened. Safe for any number of threads.
 */
final class Figures {

	/** Enough to see what is wrong. */
	private static final int MAX_DEFECTS = 100;

	private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

	private final Queue<String> defects = new ConcurrentLinkedQueue<>();

	void count(String what) {
		add(what, 1);
	}

	void add(String what, long number) {
		this.counts.computeIfAbsent(what, (key) -> new LongAdder()).add(number);
	}

	void set(String what, long number) {
		LongAdder adder = new LongAdder();
		adder.add(number);
		this.counts.put(what, adder);
	}

	/** Keeps the largest number. */
	synchronized void most(String what, long number) {
		if (number > get(what)) {
			set(what, number);
		}
	}

	long get(String what) {
		LongAdder adder = this.counts.get(what);
		return (adder != null) ? adder.sum() : 0;
	}

	/** Something that must not happen has happened. */
	void defect(String kind, String what) {
		count(kind);
		if (this.defects.size() < MAX_DEFECTS) {
			this.defects.add(kind + ": " + what);
		}
	}

	List<String> defects() {
		return List.copyOf(this.defects);
	}

	/** Prints all figures as one table, and leaves them in files. */
	void publish(String name, Map<String, String> heading) throws IOException {
		Map<String, String> rows = new TreeMap<>();
		this.counts.forEach((key, value) -> rows.put(key, Long.toString(value.sum())));
		List<String> table = new ArrayList<>(List.of("| What | Figure |", "|---|---:|"));
		List<String> properties = new ArrayList<>();
		heading.forEach((key, value) -> add(table, properties, key, value));
		rows.forEach((key, value) -> add(table, properties, key, value));
		table.forEach(System.out::println);
		this.defects.forEach(System.out::println);
		Path directory = Files.createDirectories(Path.of("target", "chaos"));
		List<String> page = new ArrayList<>(table);
		if (!this.defects.isEmpty()) {
			page.add("");
			this.defects.forEach((defect) -> page.add("- " + defect));
		}
		Files.write(directory.resolve(name + ".md"), page);
		Files.write(directory.resolve(name + ".properties"), properties);
	}

	private static void add(List<String> table, List<String> properties, String key, String value) {
		table.add("| " + key + " | " + value + " |");
		properties.add(key.replace(' ', '-').replace(":", "") + "=" + value);
	}

}
