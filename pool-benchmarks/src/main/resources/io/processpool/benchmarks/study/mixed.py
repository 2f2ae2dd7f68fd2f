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

"""Items of mixed length, for the pools of CPython.

mixed.py KIND WORKERS MICROS... prints how many seconds a map in default chunks takes.
"""

import multiprocessing
import sys
import time


def burn(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass
    return seconds


def main():
    kind, workers = sys.argv[1], int(sys.argv[2])
    items = [int(micros) / 1e6 for micros in sys.argv[3:]]
    with multiprocessing.get_context(kind).Pool(workers) as pool:
        pool.map(burn, [0.05] * workers, 1)
        start = time.perf_counter()
        pool.map(burn, items)
        print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
