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

package io.processpool.internal.launch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutputDrain} and {@link OutputTail}.
 */
class OutputTests {

	private final List<String> lines = new ArrayList<>();

	@Test
	void everyKindOfLineEndEndsALine() {
		drain("unix\ndos\r\nmac\rempty:\n\nrest");
		assertThat(this.lines).containsExactly("unix", "dos", "mac", "empty:", "", "rest");
	}

	@Test
	void anEndedStreamHasNoLastEmptyLine() {
		drain("only\n");
		assertThat(this.lines).containsExactly("only");
	}

	@Test
	void longLinesComeInPieces() {
		drain("x".repeat(20_000) + "\ny");
		assertThat(this.lines).extracting(String::length).containsExactly(8192, 8192, 20_000 - 2 * 8192, 1);
	}

	@Test
	void aCharacterIsNotCutInTwo() {
		drain("x".repeat(8191) + "\uD83D\uDE00yz");
		assertThat(this.lines).containsExactly("x".repeat(8191) + "\uD83D\uDE00", "yz");
	}

	@Test
	void bytesThatAreNoCharactersDoNotStopTheDrain() {
		drain(new ByteArrayInputStream(new byte[] { (byte) 0xff, (byte) 0xfe, '\n', 'a' }));
		assertThat(this.lines).hasSize(2).endsWith("a");
	}

	@Test
	void whatTheSinkThrowsIsIgnored() {
		new OutputDrain(new ByteArrayInputStream("1\n2\n3".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8,
				noPipe(), (line) -> {
					this.lines.add(line);
					throw new AssertionError("from the sink");
				})
			.run();
		assertThat(this.lines).containsExactly("1", "2", "3");
	}

	@Test
	void aStreamThatFailsIsAtItsEnd() {
		drain(new InputStream() {

			private int position;

			@Override
			public int read() throws IOException {
				if (this.position == 3) {
					throw new IOException("Stream closed");
				}
				return "abc".charAt(this.position++);
			}

		});
		assertThat(String.join("", this.lines)).isEqualTo("abc");
	}

	@Test
	void theTailKeepsTheLastLines() {
		OutputTail tail = new OutputTail();
		for (int i = 0; i < 100; i++) {
			tail.add("line " + i);
		}
		assertThat(tail.text().lines()).hasSize(20).startsWith("line 80").endsWith("line 99");
	}

	@Test
	void theTailKeepsNoMoreThanItsShareOfMemory() {
		OutputTail tail = new OutputTail();
		tail.add("short");
		tail.add("x".repeat(3000));
		tail.add("y".repeat(2000));
		assertThat(tail.text()).isEqualTo("y".repeat(2000));
		tail.add("z".repeat(10_000) + "end");
		assertThat(tail.text()).hasSize(OutputTail.MAX_CHARACTERS).endsWith("end");
	}

	@Test
	void theTailOfNothingIsEmpty() {
		assertThat(new OutputTail().text()).isEmpty();
	}

	private void drain(String text) {
		drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	private void drain(InputStream stream) {
		new OutputDrain(stream, StandardCharsets.UTF_8, noPipe(), this.lines::add).run();
	}

	private static WorkerPipe noPipe() {
		return new WorkerPipe(Path.of("/proc"), null);
	}

}
