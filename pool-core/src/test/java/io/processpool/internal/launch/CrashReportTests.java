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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CrashReportTests {

	private static final String HEAD = """
			#
			# A fatal error has been detected by the Java Runtime Environment:
			#
			#  SIGSEGV (0xb) at pc=0x00007f14976d2f94, pid=11427, tid=11428
			#
			# JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6)
			# Java VM: OpenJDK 64-Bit Server VM (17.0.15+6, mixed mode, serial gc, linux-amd64)
			# Problematic frame:
			# V  [libjvm.so+0xed2f94]  Unsafe_PutLong+0x124
			#
			# CreateCoredumpOnCrash turned off, no core file dumped
			#
			# If you would like to submit a bug report, please visit:
			#   https://example.org/
			#

			---------------  S U M M A R Y ------------

			Command Line: -Dpassword=secret io.processpool.internal.child.PoolWorker

			Current thread (0x00007f14900180e0):  JavaThread "task" [_thread_in_vm, id=11428]

			Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)
			V  [libjvm.so+0xed2f94]  Unsafe_PutLong+0x124
			j  sun.misc.Unsafe.putAddress(JJ)V+5 jdk.unsupported@17.0.15

			Java frames: (J=compiled Java code, j=interpreted, Vv=VM code)
			j  sun.misc.Unsafe.putAddress(JJ)V+5 jdk.unsupported@17.0.15
			j  com.example.Tasks.render()V+63

			siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000000
			""";

	@TempDir
	private Path directory;

	@Test
	void theSignalIsTheOneThatTheJvmCaught() {
		assertThat(read(HEAD).signal()).isEqualTo(11);
		assertThat(read(HEAD.replace("SIGSEGV (0xb)", "SIGBUS (0x7)")).signal()).isEqualTo(7);
		assertThat(read(HEAD).outOfMemory()).isFalse();
	}

	@Test
	void theSummaryHasTheProblemTheFrameTheThreadAndTheStack() {
		CrashReport report = read(HEAD);
		assertThat(report.problem()).startsWith("SIGSEGV (0xb) at pc=");
		assertThat(report.text().lines()).satisfiesExactly((line) -> assertThat(line).startsWith("SIGSEGV"),
				(line) -> assertThat(line).isEqualTo("Problematic frame:"),
				(line) -> assertThat(line).startsWith("V  [libjvm.so+0xed2f94]"),
				(line) -> assertThat(line).startsWith("Current thread").contains("\"task\""),
				(line) -> assertThat(line).startsWith("V  [libjvm.so+0xed2f94]"),
				(line) -> assertThat(line).contains("sun.misc.Unsafe"),
				(line) -> assertThat(line).contains("sun.misc.Unsafe"),
				(line) -> assertThat(line).contains("com.example.Tasks.render"),
				(line) -> assertThat(line).startsWith("siginfo:"));
	}

	@Test
	void noCommandLineAndNoEnvironmentGetsIn() {
		assertThat(read(HEAD).text()).doesNotContain("secret").doesNotContain("Command Line");
	}

	@Test
	void aFaultOfTheJvmItselfHasNoSignal() {
		CrashReport report = read("""
				#
				# A fatal error has been detected by the Java Runtime Environment:
				#
				#  Internal Error (debug.cpp:362), pid=1, tid=2
				#  guarantee(size > 0) failed: negative
				#
				""");
		assertThat(report.signal()).isZero();
		assertThat(report.lines()).containsExactly("Internal Error (debug.cpp:362), pid=1, tid=2",
				"guarantee(size > 0) failed: negative");
	}

	@Test
	void memoryThatTheSystemDoesNotGiveIsToldFromACrash() {
		CrashReport report = read("""
				#
				# There is insufficient memory for the Java Runtime Environment to continue.
				# Native memory allocation (mmap) failed to map 67108864 bytes for committing reserved memory.
				# Possible reasons:
				#   The system is out of physical RAM or swap space
				""");
		assertThat(report.outOfMemory()).isTrue();
		assertThat(report.lines()).hasSize(2).last().asString().contains("67108864 bytes");
	}

	@Test
	void aLogOfAnySizeGivesAFewLines() {
		String frames = "j  com.example.Deep.recurse(I)V+1 with a name that is rather long, and longer\n".repeat(5000);
		CrashReport report = read(HEAD.replace("Java frames:", "Native frames:\n" + frames + "\nJava frames:"));
		assertThat(report.lines()).hasSizeLessThanOrEqualTo(20);
		assertThat(read("#  " + "x".repeat(100_000)).problem()).hasSize(300);
	}

	@Test
	void aLogThatIsCutOffOrNoneAtAllIsNoProblem() {
		for (int length = 0; length < HEAD.length(); length += 7) {
			assertThat(read(HEAD.substring(0, length)).lines()).hasSizeLessThanOrEqualTo(9);
		}
		assertThat(CrashReport.read(this.directory.resolve("none"))).isEqualTo(CrashReport.EMPTY);
		assertThat(CrashReport.EMPTY.problem()).isEmpty();
	}

	@Test
	void aFileIsReadWhateverBytesItHas() throws IOException {
		Path file = this.directory.resolve("hs_err.log");
		Files.write(file, new byte[] { '#', ' ', ' ', (byte) 0xff, (byte) 0xc0, 'x', '\n' });
		assertThat(CrashReport.read(file).problem()).endsWith("x");
	}

	private static CrashReport read(String log) {
		return CrashReport.of(List.of(log.split("\n", -1)));
	}

}
