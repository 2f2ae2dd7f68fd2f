# Copyright 2026 the original author or authors.
#
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#      https://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.

"""The workloads of PoolWorkloads.java, for the pools of CPython: change both or none.

peer.py KIND WORKLOAD WORKERS SIZES... prints "value tail note", nan for what there is not.
KIND is fork, spawn or executor; the sizes are those of Sizes.java, in its order.
"""

import concurrent.futures
import math
import multiprocessing
import os
import signal
import sys
import threading
import time

PATIENCE = 5
KILL_TASKS = 40


def identity(value):
    return value


def square(value):
    return value * value


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def burn(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return seconds


class PlainPool:
    """multiprocessing.Pool behind the few methods that the workloads need."""

    def __init__(self, kind, workers, max_tasks):
        self.pool = multiprocessing.get_context(kind).Pool(workers, maxtasksperchild=max_tasks)
        self.apply = lambda task, value: self.pool.apply(task, (value,))
        self.imap = self.pool.imap
        self.imap_unordered = self.pool.imap_unordered

    def map(self, task, items, chunksize=None):
        return self.pool.map(task, items, chunksize)

    def submit(self, task, value):
        result = self.pool.apply_async(task, (value,))
        return result.get

    def pids(self):
        return [worker.pid for worker in self.pool._pool]

    def close(self):
        self.pool.terminate()


class Executor:
    """ProcessPoolExecutor; its map is given the chunks that Pool would choose."""

    def __init__(self, workers):
        self.workers = workers
        self.pool = concurrent.futures.ProcessPoolExecutor(workers)

    def apply(self, task, value):
        return self.pool.submit(task, value).result()

    def map(self, task, items, chunksize=None):
        chunksize = chunksize or math.ceil(len(items) / (4 * self.workers))
        return list(self.pool.map(task, items, chunksize=chunksize))

    def imap(self, task, items):
        return self.pool.map(task, items)

    def imap_unordered(self, task, items):
        futures = [self.pool.submit(task, item) for item in items]
        return (future.result() for future in concurrent.futures.as_completed(futures))

    def submit(self, task, value):
        return self.pool.submit(task, value).result

    def pids(self):
        return list(self.pool._processes)

    def close(self):
        self.pool.shutdown(wait=True, cancel_futures=True)


def check(right, wrong):
    if not right:
        sys.exit("Wrong answer: " + wrong)


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def latency(pool, calls):
    micros = []
    for i in range(-calls, calls):
        start = time.perf_counter()
        answer = pool.apply(identity, i)
        end = time.perf_counter()
        check(answer == i, f"identity of {i} is {answer}")
        if i >= 0:
            micros.append((end - start) * 1e6)
    micros.sort()
    return micros[math.ceil(calls * 0.5) - 1], micros[math.ceil(calls * 0.99) - 1], ""


def throughput(pool, call, count, warm_ups):
    items = list(range(count))
    expected = sum(i * i for i in items)
    pool.apply(identity, 0)
    for _ in range(warm_ups + 1):
        start = time.perf_counter()
        results = list(call(square, items))
        elapsed = time.perf_counter() - start
        check(len(results) == count and sum(results) == expected, "squares")
    return count / elapsed, math.nan, ""


def bulk(pool, size, count, warm_ups):
    array = os.urandom(size)
    elapsed = 0
    for run in range(-min(count, warm_ups), count):
        start = time.perf_counter()
        answer = pool.apply(identity, array)
        elapsed += time.perf_counter() - start if run >= 0 else 0
        check(answer == array, "bytes came back changed")
    return 2 * size * count / 1e6 / elapsed, math.nan, ""


def memory(pool):
    pool.map(sleep, [0.05] * 4, 1)
    sums = {}
    for pid in pool.pids():
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as lines:
            for line in lines:
                words = line.split()
                if words[-1] == "kB":
                    name = words[0].split("_")[0].rstrip(":")
                    sums[name] = sums.get(name, 0) + int(words[1]) / 1024 / len(pool.pids())
    resident, proportional, private = sums["Rss"], sums["Pss"], sums["Private"]
    return resident, math.nan, f"proportional {proportional:.1f}, private {private:.1f}"


def killed(pool):
    pool.map(sleep, [0.02] * 4, 1)
    waits = [pool.submit(sleep, 0.02) for _ in range(KILL_TASKS)]
    waits[3]()
    failures = []
    unanswered = []
    start = time.perf_counter()
    os.kill(pool.pids()[0], signal.SIGKILL)

    def wait_for(wait):
        try:
            wait(timeout=PATIENCE)
        except (multiprocessing.TimeoutError, concurrent.futures.TimeoutError):
            unanswered.append(wait)
        except Exception:
            failures.append((time.perf_counter() - start) * 1e3)

    threads = [threading.Thread(target=wait_for, args=(wait,)) for wait in waits]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    note = f"of {KILL_TASKS} tasks {len(failures)} failed, {len(unanswered)} had no answer in {PATIENCE} s"
    return min(failures, default=math.nan), math.nan, note


def main():
    kind, workload = sys.argv[1:3]
    (workers, calls, map_items, tasks, bulk_bytes, echoes, echo_bytes, respawns, burns, mixed_items,
     warm_ups) = map(int, sys.argv[3:])
    opened = []

    def opening(count=workers, max_tasks=None):
        pool = Executor(count) if kind == "executor" else PlainPool(kind, count, max_tasks)
        opened.append(pool)
        return pool

    if workload == "W1":
        figure = latency(opening(), calls)
    elif workload == "W2":
        pool = opening()
        figure = throughput(pool, pool.map, map_items, warm_ups)
    elif workload == "W3":
        pool = opening()
        figure = throughput(pool, lambda task, items: pool.map(task, items, 1), tasks, warm_ups)
    elif workload == "W4":
        pool = opening()
        figure = throughput(pool, pool.imap, tasks, warm_ups)
    elif workload == "W4U":
        pool = opening()
        figure = throughput(pool, pool.imap_unordered, tasks, warm_ups)
    elif workload == "W5":
        figure = bulk(opening(), bulk_bytes, 2, warm_ups)
    elif workload == "W5B":
        figure = bulk(opening(), echo_bytes, echoes, warm_ups)
    elif workload == "W6":
        figure = seconds(lambda: opening().apply(identity, 7)) * 1e3, math.nan, ""
    elif workload == "W6B":
        pool = opening(workers, 1)
        pool.map(identity, [1, 2], 1)
        figure = respawns / seconds(lambda: pool.map(identity, range(respawns), 1)), math.nan, ""
    elif workload == "W7":
        figure = memory(opening())
    elif workload == "W8":
        times = []
        for count in (1, workers):
            pool = opening(count)
            pool.map(burn, [0.05] * 2, 1)
            times.append(seconds(lambda: pool.map(burn, [0.05] * burns, 1)))
            pool.close()
        figure = times[0] / times[1], math.nan, ""
    elif workload == "W9":
        figure = killed(opening())
    elif workload == "MIXED":
        items = [0.1 if i % 100 == 37 else 0.001 for i in range(mixed_items)]
        pool = opening()
        pool.map(burn, [0.05] * 2, 1)
        figure = seconds(lambda: pool.map(burn, items)) / (sum(items) / workers), math.nan, ""
    else:
        sys.exit(f"{workload} is no workload of this script")
    print(*figure, flush=True)
    if workload == "W9":
        # A pool that has lost a worker may never close
        for child in multiprocessing.active_children():
            child.kill()
        os._exit(0)
    for pool in opened:
        pool.close()


if __name__ == "__main__":
    main()
