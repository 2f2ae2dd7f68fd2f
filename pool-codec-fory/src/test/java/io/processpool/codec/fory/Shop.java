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
package io.processpool.codec.fory;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The data of an application.
 */
public final class Shop {

	private Shop() {
	}

	static Order order(int id) {
		return new Order(id, 40_000_000_000L + id, "Kundin " + id + " \u4e16", new BigDecimal("1234.56"), 0.19,
				id % 2 == 0, LocalDate.of(2026, 11, 22), List.of("first", "second"));
	}

	static List<Order> orders(int count) {
		return IntStream.range(0, count).mapToObj(Shop::order).toList();
	}

	/**
	 * A record of eight fields.
	 *
	 * @param id a number
	 * @param account a larger number
	 * @param customer a text
	 * @param amount a decimal
	 * @param tax a fraction
	 * @param paid a truth
	 * @param due a day
	 * @param lines a list
	 */
	public record Order(int id, long account, String customer, @Nullable BigDecimal amount, double tax, boolean paid,
			LocalDate due, List<String> lines) implements Serializable {
	}

	/**
	 * Records in lists in maps.
	 *
	 * @param name a text
	 * @param ordersByState the records
	 * @param best one of them, perhaps
	 */
	public record Ledger(String name, Map<State, List<Order>> ordersByState,
			@Nullable Order best) implements Serializable {
	}

	/**
	 * A state.
	 */
	public enum State {

		/** Not yet paid. */
		OPEN,

		/** Paid. */
		PAID

	}

	/**
	 * Holds anything.
	 *
	 * @param content anything
	 */
	public record Box(@Nullable Object content) implements Serializable {
	}

	/**
	 * A link of a chain, which may be a ring.
	 */
	public static class Node implements Serializable {

		private static final long serialVersionUID = 1L;

		/** The next one. */
		public @Nullable Node next;

		/** Is not sent. */
		public transient int mark = 7;

	}

	/** Not serializable. */
	public static final class Connection {

		/** Where it is. */
		public String url = "secret";

	}

	/**
	 * Has a serialization method of its own.
	 */
	public static final class Careful implements Serializable {

		private static final long serialVersionUID = 1L;

		/** Set by the method. */
		public transient boolean read;

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
			this.read = true;
		}

	}

}
