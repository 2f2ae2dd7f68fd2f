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

package io.processpool.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test class that leaves something behind: a process, a thread of a pool or one
 * that is no daemon, an open file, a mapping, or a file where pools keep theirs. What
 * takes a moment to go is waited for. For the time of the class, pools have a temporary
 * directory of their own, so that other builds on the same machine do not matter.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

	private static final Namespace NAMESPACE = Namespace.create(LeakCheck.class);

	private static final String TEMPORARY = "java.io.tmpdir";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		String temporary = System.getProperty(TEMPORARY);
		// Short, since addresses of sockets may not be long
		Path directory = Files.createTempDirectory("pp");
		context.getStore(NAMESPACE)
			.put(context.getUniqueId(), new Before(temporary, Footprint.look(directory.toRealPath())));
		System.setProperty(TEMPORARY, directory.toString());
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		Before before = context.getStore(NAMESPACE).remove(context.getUniqueId(), Before.class);
		if (before == null) {
			throw new IllegalStateException("beforeAll was not called");
		}
		System.setProperty(TEMPORARY, before.temporary());
		assertNoLeaks(before.footprint());
		Files.delete(before.footprint().directory());
	}

	/**
	 * Waits until nothing is left of what began after a first look.
	 * @param before the first look
	 */
	public static void assertNoLeaks(Footprint before) {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(before.leaks()).as("what the tests left behind").isEmpty());
	}

	/**
	 * What there was before the tests.
	 *
	 * @param temporary the temporary directory of this JVM
	 * @param footprint what this JVM occupied
	 */
	private record Before(String temporary, Footprint footprint) {
	}

}
