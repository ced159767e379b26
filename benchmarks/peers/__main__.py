"""A process that does the job: ``python -m benchmarks.peers LIBRARY FOLDER [serve]``.

Once, for measuring the whole process; or, with ``serve``, again for every line it is sent, answering with the seconds.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

#: For one answer the job is done again and again for so many seconds: a short burst after waiting is not warm.
SECONDS = 0.05


def main(library: str, folder: str, serve: str = "") -> None:
    check = import_module(f"benchmarks.peers.with_{library}").prepare(Path(folder))
    print(check(), flush=True)
    if not serve:
        return
    for _ in range(3):
        check()
    for _ in sys.stdin:
        times, start = 0, perf_counter()
        while (passed := perf_counter() - start) < SECONDS:
            check()
            times += 1
        print(passed / times, flush=True)


main(*sys.argv[1:])
