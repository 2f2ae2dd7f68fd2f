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

package io.processpool.spring.autoconfigure;

import io.processpool.spring.autoconfigure.JvmRefusal.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmRefusal}, with what HotSpot 17 and 25 print.
 */
class JvmRefusalTests {

	private static final String BEFORE = "Worker 1, after others, exited with code 1\nThe last lines of its standard error:\n";

	private static final String VM = "Error occurred during initialization of VM\n";

	private static final String END = "\nError: Could not create the Java Virtual Machine.\n"
			+ "Error: A fatal exception has occurred. Program will exit.";

	@ParameterizedTest
	@ValueSource(strings = { "Unrecognized VM option 'Foo'", "Unrecognized option: -Foo",
			"Improperly specified VM option 'MaxMetaspaceSize=many'", "Missing +/- setting for VM option 'UseSerialGC'",
			"Conflicting collector combinations in option list; please refer to the release notes",
			"Invalid thread stack size: -Xssmany", "Something that no version of today says" })
	void tellsTheOption(String line) {
		JvmRefusal refusal = JvmRefusal.find(BEFORE + (line.startsWith("Something") ? VM : "") + line + END);
		assertThat(refusal).isEqualTo(new JvmRefusal(line, Kind.OPTION));
		assertThat(refusal.action()).contains("Remove or correct the option");
		assertThat(refusal.properties()).contains("pool.jvm-arguments");
	}

	@Test
	void tellsAnOptionThatHasToBeUnlocked() {
		assertThat(JvmRefusal.find(BEFORE + "Error: VM option 'UseEpsilonGC' is experimental and must be enabled via"
				+ " -XX:+UnlockExperimentalVMOptions." + END))
			.isEqualTo(new JvmRefusal(
					"VM option 'UseEpsilonGC' is experimental and must be enabled via -XX:+UnlockExperimentalVMOptions.",
					Kind.OPTION));
	}

	@Test
	void tellsAnAgentThatIsNotThere() {
		assertThat(JvmRefusal.find(BEFORE + "Error opening zip file or JAR manifest missing : /nowhere.jar\n" + VM
				+ "agent library failed to init: instrument"))
			.isEqualTo(new JvmRefusal("Error opening zip file or JAR manifest missing : /nowhere.jar", Kind.OPTION));
	}

	@Test
	void tellsAModuleThatIsNotThere() {
		assertThat(JvmRefusal.find(BEFORE + "Error occurred during initialization of boot layer\n"
				+ "java.lang.module.FindException: Module nix not found"))
			.isEqualTo(new JvmRefusal("java.lang.module.FindException: Module nix not found", Kind.OPTION));
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "|", textBlock = """
			MEMORY    | Could not reserve enough space for 943718400000KB object heap        | Lower pool.max-heap
			HEAP_SIZE | Initial heap size set to a larger value than the maximum heap size  | fit each other
			HEAP_SIZE | Too small maximum heap                                              | fit each other
			""")
	void tellsWhatIsWrongWithTheHeap(Kind kind, String line, String action) {
		JvmRefusal refusal = JvmRefusal.find(BEFORE + VM + line);
		assertThat(refusal).isEqualTo(new JvmRefusal(line, kind));
		assertThat(refusal.action()).contains(action);
		assertThat(refusal.properties()).contains("pool.max-heap");
	}

	@Test
	void tellsThatMemoryIsShort() {
		String line = "OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x0000000540000000, 12884901888, 0)"
				+ " failed; error='Not enough space' (errno=12)";
		assertThat(JvmRefusal
			.find(BEFORE + line + "\n#\n# There is insufficient memory for the Java Runtime Environment to continue."))
			.isEqualTo(new JvmRefusal(line, Kind.MEMORY));
	}

	@Test
	void tellsThatTheJvmIsTooOld() {
		JvmRefusal refusal = JvmRefusal.find(BEFORE
				+ "Error: LinkageError occurred while loading main class io.processpool.internal.child.PoolWorker\n"
				+ "\tjava.lang.UnsupportedClassVersionError: io/processpool/internal/child/PoolWorker has been compiled"
				+ " by a more recent version of the Java Runtime (class file version 61.0)");
		assertThat(refusal).isNotNull();
		assertThat(refusal.kind()).isEqualTo(Kind.VERSION);
		assertThat(refusal.line()).startsWith("java.lang.UnsupportedClassVersionError: ");
		assertThat(refusal.action()).contains("Set pool.java-home to a Java installation of version 17 or later");
	}

	@Test
	void tellsThatTheClassPathIsAnother() {
		assertThat(JvmRefusal.find(BEFORE
				+ "Error: Could not find or load main class io.processpool.internal.child.PoolWorker\nCaused by: x"))
			.isEqualTo(new JvmRefusal("Could not find or load main class io.processpool.internal.child.PoolWorker",
					Kind.CLASS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "the initializer throws java.io.FileNotFoundException: model.bin",
			"Worker 1 exited with code 3\nThe last lines of its standard error:\nInvalid licence" })
	void isSilentAboutWhatTheWorkersOwnCodeHasSaid(String text) {
		assertThat(JvmRefusal.find(text)).isNull();
	}

}
