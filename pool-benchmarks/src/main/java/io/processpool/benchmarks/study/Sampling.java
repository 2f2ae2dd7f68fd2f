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

package io.processpool.benchmarks.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples the stacks of this JVM's threads with Flight Recorder. A worker can do the same
 * to itself, by tasks.
 */
final class Sampling {

	/** The frame below one that calls into the JVM or the system. */
	static final String NATIVE = "native code";

	private static final String JAVA_SAMPLE = "jdk.ExecutionSample";

	private static final String NATIVE_SAMPLE = "jdk.NativeMethodSample";

	/** Calls that do nothing but wait, and so tell nothing about where time goes. */
	private static final Set<String> WAITING = Set.of("sun.nio.ch.EPoll.wait", "sun.nio.ch.Net.poll",
			"sun.nio.ch.Net.accept", "java.io.FileInputStream.readBytes",
			"java.lang.ProcessHandleImpl.waitForProcessExit0");

	private static final Duration PERIOD = Duration.ofMillis(2);

	/** Confined to the thread that runs the tasks, or the study. */
	private static Recording recording = new Recording();

	private Sampling() {
	}

	/**
	 * Starts to sample; also a task for workers.
	 */
	static void start() {
		recording = new Recording();
		recording.enable(JAVA_SAMPLE).withPeriod(PERIOD);
		recording.enable(NATIVE_SAMPLE).withPeriod(PERIOD);
		recording.start();
	}

	/**
	 * Writes what there is to a file, and samples no more; also a task for workers.
	 */
	static void stop(String file) throws IOException {
		recording.dump(Path.of(file));
		recording.close();
	}

	/**
	 * Reads the stacks from a file, and deletes it.
	 */
	static StackTree read(Path file) throws IOException {
		StackTree stacks = new StackTree();
		for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
			boolean inNative = event.getEventType().getName().equals(NATIVE_SAMPLE);
			RecordedStackTrace stack = event.getStackTrace();
			if (stack != null && (inNative || event.getEventType().getName().equals(JAVA_SAMPLE))) {
				List<String> frames = frames(stack);
				if (inNative && WAITING.contains(frames.get(frames.size() - 1))) {
					continue;
				}
				if (inNative) {
					frames.add(NATIVE);
				}
				RecordedThread thread = event.getThread("sampledThread");
				frames.add(0, (thread == null) ? "a thread" : "thread " + thread.getJavaName());
				stacks.add(frames);
			}
		}
		Files.delete(file);
		return stacks;
	}

	private static List<String> frames(RecordedStackTrace stack) {
		List<String> frames = new ArrayList<>();
		for (RecordedFrame frame : stack.getFrames()) {
			RecordedMethod method = frame.getMethod();
			frames.add(method.getType().getName() + "." + method.getName());
		}
		Collections.reverse(frames);
		return frames;
	}

}
