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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On trees of files that look as Linux shows its control groups.
 */
class KernelKillsTests {

	private static final String V1 = "9:name=systemd:/\n4:memory:/docker/abc\n0::/\n";

	private static final String V2 = "0::/system.slice/app.service\n";

	@TempDir
	private Path root;

	@Test
	void aVictimOfTheUnifiedHierarchyIsSeenInMemoryEvents() throws IOException {
		write("proc/7/cgroup", V2);
		Path events = killed(3);
		KernelKills kills = new KernelKills(this.root);
		KernelKills.Mark mark = kills.mark(7);
		assertThat(mark).isEqualTo(new KernelKills.Mark(events, 3));
		assertThat(kills.isVictim(mark)).isFalse();
		killed(4);
		assertThat(kills.isVictim(mark)).isTrue();
	}

	@Test
	void aVictimOfTheOldHierarchyIsSeenInOomControl() throws IOException {
		write("proc/7/cgroup", V1);
		write("sys/fs/cgroup/memory/docker/abc/memory.oom_control", control(0));
		KernelKills kills = new KernelKills(this.root);
		KernelKills.Mark mark = kills.mark(7);
		write("sys/fs/cgroup/memory/docker/abc/memory.oom_control", control(1));
		assertThat(kills.isVictim(mark)).isTrue();
	}

	@Test
	void inAContainerTheGroupMayBeMountedAsTheTop() throws IOException {
		write("proc/7/cgroup", V1);
		Path control = write("sys/fs/cgroup/memory/memory.oom_control", control(5));
		assertThat(new KernelKills(this.root).mark(7)).isEqualTo(new KernelKills.Mark(control, 5));
		write("proc/8/cgroup", "0::/\n");
		Path events = write("sys/fs/cgroup/memory.events", events(6));
		assertThat(new KernelKills(this.root).mark(8)).isEqualTo(new KernelKills.Mark(events, 6));
	}

	@Test
	void withoutAGroupTheWholeMachineCounts() throws IOException {
		write("proc/7/cgroup", "0::/\n");
		Path vmstat = write("proc/vmstat", "nr_free_pages 17\noom_kill 2\n");
		assertThat(new KernelKills(this.root).mark(7)).isEqualTo(new KernelKills.Mark(vmstat, 2));
	}

	@Test
	void eachVictimIsPutDownToOneWorker() throws IOException {
		write("proc/7/cgroup", V2);
		killed(0);
		KernelKills kills = new KernelKills(this.root);
		KernelKills.Mark mark = kills.mark(7);
		killed(2);
		assertThat(kills.isVictim(mark)).isTrue();
		assertThat(kills.isVictim(mark)).isTrue();
		assertThat(kills.isVictim(mark)).isFalse();
	}

	@Test
	void victimsFromBeforeTheStartOfAWorkerAreNotIt() throws IOException {
		write("proc/7/cgroup", V2);
		killed(0);
		KernelKills kills = new KernelKills(this.root);
		KernelKills.Mark old = kills.mark(7);
		killed(1);
		KernelKills.Mark young = kills.mark(7);
		assertThat(kills.isVictim(young)).isFalse();
		assertThat(kills.isVictim(old)).isTrue();
	}

	@Test
	void whereNothingCanBeReadNobodyIsAVictim() throws IOException {
		KernelKills kills = new KernelKills(this.root);
		assertThat(kills.mark(7)).isNull();
		assertThat(kills.isVictim(null)).isFalse();
		write("proc/7/cgroup", "nonsense\n\n:\n");
		write("proc/vmstat", "oom_kill many\n");
		assertThat(kills.mark(7)).isNull();
	}

	@Test
	void aGroupThatIsGoneTellsNothing() throws IOException {
		write("proc/7/cgroup", V2);
		Path events = killed(0);
		KernelKills kills = new KernelKills(this.root);
		KernelKills.Mark mark = kills.mark(7);
		Files.delete(events);
		assertThat(kills.isVictim(mark)).isFalse();
	}

	@Test
	void aGroupThatDiesAsOneIsFoundHereAndAround() throws IOException {
		write("proc/self/cgroup", V2);
		ControlGroups groups = new ControlGroups(this.root);
		assertThat(groups.diesAsOne()).isFalse();
		write("sys/fs/cgroup/system.slice/app.service/memory.oom.group", "0\n");
		assertThat(groups.diesAsOne()).isFalse();
		write("sys/fs/cgroup/system.slice/memory.oom.group", "1\n");
		assertThat(groups.diesAsOne()).isTrue();
	}

	@Test
	void aContainerThatDiesAsOneIsFoundAtTheTop() throws IOException {
		write("proc/self/cgroup", "0::/\n");
		write("sys/fs/cgroup/memory.oom.group", "1\n");
		assertThat(new ControlGroups(this.root).diesAsOne()).isTrue();
	}

	private static String events(int kills) {
		return "low 0\nhigh 0\nmax 12\noom 9\noom_kill " + kills + "\noom_group_kill 0\n";
	}

	private static String control(int kills) {
		return "oom_kill_disable 0\nunder_oom 0\noom_kill " + kills + "\n";
	}

	/** So many have been killed in the group of V2. */
	private Path killed(int victims) throws IOException {
		return write("sys/fs/cgroup/system.slice/app.service/memory.events", events(victims));
	}

	private Path write(String path, String text) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, text);
	}

}
