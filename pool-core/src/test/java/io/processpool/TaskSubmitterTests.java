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

package io.processpool;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TaskSubmitter}: that calls as a user writes them compile, and find the
 * method that is meant.
 */
class TaskSubmitterTests {

	private final List<String> calls = new ArrayList<>();

	private final TaskSubmitter pool = (TaskSubmitter) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { TaskSubmitter.class }, (proxy, method, arguments) -> {
				this.calls.add(describe(method));
				return null;
			});

	private static String describe(Method method) {
		List<String> types = Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
		return method.getName() + "(" + String.join(", ", types) + ")";
	}

	@Test
	void applyTakesMethodReferencesAndLambdasOfEachArity() {
		int offset = 5;
		Integer none = this.pool.apply(() -> offset);
		Integer nothing = this.pool.apply(Tasks::zero);
		Integer one = this.pool.apply(Tasks::square, 3);
		Integer two = this.pool.apply(Tasks::add, 3, 4);
		Integer three = this.pool.apply((a, b, c) -> a + b + c + offset, 3, 4, 5);
		assertThat(Arrays.asList(none, nothing, one, two, three)).containsOnlyNulls();
		assertThat(this.calls).containsExactly("apply(TaskCallable)", "apply(TaskCallable)",
				"apply(TaskFunction, Object)", "apply(TaskBiFunction, Object, Object)",
				"apply(TaskTriFunction, Object, Object, Object)");
	}

	@Test
	void applyAsyncTakesMethodReferencesAndLambdasOfEachArity() {
		AsyncResult<Integer> none = this.pool.applyAsync(() -> 9);
		AsyncResult<Number> one = this.pool.applyAsync(Tasks::square, 3);
		AsyncResult<Integer> two = this.pool.applyAsync((a, b) -> a * b, 3, 4);
		AsyncResult<Integer> three = this.pool.applyAsync(Tasks::addAll, 3, 4, 5);
		assertThat(Arrays.asList(none, one, two, three)).containsOnlyNulls();
		assertThat(this.calls).containsExactly("applyAsync(TaskCallable)", "applyAsync(TaskFunction, Object)",
				"applyAsync(TaskBiFunction, Object, Object)", "applyAsync(TaskTriFunction, Object, Object, Object)");
	}

	@Test
	void tasksMayTakeMoreAndGiveLessThanIsAskedFor() {
		TaskFunction<Object, String> describe = String::valueOf;
		List<CharSequence> mapped = this.pool.map(describe, List.of(1, 2));
		ResultIterator<CharSequence> iterated = this.pool.imap(describe, Set.of("a"), 5);
		List<Object> starred = this.pool.starmap(Tasks::add, List.of(Args.of(1, 2)));
		assertThat(Arrays.asList(mapped, iterated, starred)).containsOnlyNulls();
		assertThat(this.calls).containsExactly("map(TaskFunction, Iterable)", "imap(TaskFunction, Iterable, int)",
				"starmap(TaskBiFunction, Iterable)");
	}

	@Test
	void mapAndItsKinTakeAChunksizeOrNone() {
		List<Integer> items = List.of(1, 2, 3);
		List<Integer> results = this.pool.map(Tasks::square, items);
		this.pool.map((item) -> item + 1, items, 5);
		AsyncResult<List<Integer>> later = this.pool.mapAsync(Tasks::square, items);
		this.pool.mapAsync(Tasks::square, items, 5);
		this.pool.imap(Tasks::square, items);
		this.pool.imap(Tasks::square, items, 5);
		this.pool.imapUnordered(Tasks::square, items);
		this.pool.imapUnordered(Tasks::square, items, 5);
		assertThat(results).isNull();
		assertThat(later).isNull();
		assertThat(this.calls).containsExactly("map(TaskFunction, Iterable)", "map(TaskFunction, Iterable, int)",
				"mapAsync(TaskFunction, Iterable)", "mapAsync(TaskFunction, Iterable, int)",
				"imap(TaskFunction, Iterable)", "imap(TaskFunction, Iterable, int)",
				"imapUnordered(TaskFunction, Iterable)", "imapUnordered(TaskFunction, Iterable, int)");
	}

	@Test
	void starmapTellsPairsFromTriples() {
		List<Integer> sums = this.pool.starmap(Tasks::add, List.of(Args.of(1, 2), Args.of(3, 4)));
		this.pool.starmap((a, b) -> a + b, List.of(Args.of(1, 2), Args.of(3, 4)), 5);
		this.pool.starmap(Tasks::addAll, List.of(Args.of(1, 2, 3)));
		this.pool.starmap((a, b, c) -> a + b + c, List.of(Args.of(1, 2, 3)), 5);
		AsyncResult<List<Integer>> later = this.pool.starmapAsync(Tasks::add, List.of(Args.of(1, 2)));
		this.pool.starmapAsync(Tasks::add, List.of(Args.of(1, 2)), 5);
		this.pool.starmapAsync(Tasks::addAll, List.of(Args.of(1, 2, 3)));
		this.pool.starmapAsync(Tasks::addAll, List.of(Args.of(1, 2, 3)), 5);
		assertThat(sums).isNull();
		assertThat(later).isNull();
		assertThat(this.calls).containsExactly("starmap(TaskBiFunction, Iterable)",
				"starmap(TaskBiFunction, Iterable, int)", "starmap(TaskTriFunction, Iterable)",
				"starmap(TaskTriFunction, Iterable, int)", "starmapAsync(TaskBiFunction, Iterable)",
				"starmapAsync(TaskBiFunction, Iterable, int)", "starmapAsync(TaskTriFunction, Iterable)",
				"starmapAsync(TaskTriFunction, Iterable, int)");
	}

	@Test
	void starmapFindsTheMethodOfAnOverloadedName() {
		List<String> joined = this.pool.starmap(Tasks::join, List.of(Args.of("a", "b")));
		this.pool.starmap(Tasks::join, List.of(Args.of("a", "b", "c")));
		assertThat(joined).isNull();
		assertThat(this.calls).containsExactly("starmap(TaskBiFunction, Iterable)",
				"starmap(TaskTriFunction, Iterable)");
	}

	@Test
	void tasksWithoutAResultHaveMethodsOfTheirOwn() {
		List<Integer> items = List.of(1, 2, 3);
		this.pool.run(Tasks::zero);
		AsyncResult<Void> end = this.pool.runAsync(() -> {
			throw new Exception("a task may throw what it likes");
		});
		this.pool.forEach(Tasks::square, items);
		this.pool.forEach((item) -> Thread.sleep(item), items, 5);
		this.pool.forEachAsync(Tasks::square, items);
		AsyncResult<Void> ends = this.pool.forEachAsync(Tasks::square, items, 5);
		assertThat(end).isNull();
		assertThat(ends).isNull();
		assertThat(this.calls).containsExactly("run(TaskRunnable)", "runAsync(TaskRunnable)",
				"forEach(TaskConsumer, Iterable)", "forEach(TaskConsumer, Iterable, int)",
				"forEachAsync(TaskConsumer, Iterable)", "forEachAsync(TaskConsumer, Iterable, int)");
	}

	static final class Tasks {

		private Tasks() {
		}

		static int zero() {
			return 0;
		}

		static int square(int n) {
			return n * n;
		}

		static int add(int a, int b) {
			return a + b;
		}

		static int addAll(int a, int b, int c) {
			return a + b + c;
		}

		static String join(String a, String b) {
			return a + b;
		}

		static String join(String a, String b, String c) {
			return a + b + c;
		}

	}

}
