"""A process in which large bodies are read: messages in, messages out, until the input ends.

Its memory is limited, its time too: the pool kills it after a deadline. It has a low priority, so that what a stranger
sends never takes the processor from those who relay and answer calls.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from store.extract.budgets import ExtractError
from store.extract.extraction import read
from store.extract.pricing.cost import Priced
from store.models import Bodies, ExchangeRow

_LENGTH = 8
_MEMORY_BYTES = 1 << 30
_KEPT_BYTES = 128 << 20  # a process that holds more ends after its answer: it would keep that memory
_NICENESS = 5


class ExtractionAnswer(NamedTuple):
    """What `extraction.read` returns. `error`: why there is nothing. `is_last`: the process ends now."""

    read: tuple[ExchangeRow, Priced] | None
    error: ExtractError | None = None
    detail: str = ""
    is_last: bool = False


def write_message(pipe: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(data).to_bytes(_LENGTH, "little"))
    pipe.write(data)
    pipe.flush()


def read_message(pipe: IO[bytes]) -> Any:
    """Raises EOFError when the other process is gone."""
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head, "little")
    data = pipe.read(length) if len(head) == _LENGTH else b""
    if not data or len(data) < length:  # shorter: it was killed while it wrote
        raise EOFError("the other process has gone")
    return pickle.loads(data)  # noqa: S301  written by our own process, over a private pipe


def serve(pipe_in: IO[bytes], pipe_out: IO[bytes]) -> None:
    """Reads the deadline in seconds once, and answers when it is ready. Then reads (facts, bodies) repeatedly, and
    answers each: see ExtractionAnswer."""
    deadline_s: float = read_message(pipe_in)
    write_message(pipe_out, "ready")
    gc.disable()  # JSON has no cycles, and looking for some in a million values takes long
    is_last = False
    while not is_last:
        facts, bodies = read_message(pipe_in)
        # Ends the process if it is stuck when the one that would kill it is gone.
        signal.setitimer(signal.ITIMER_REAL, 2 * deadline_s)
        answer = _answer(facts, bodies)
        signal.setitimer(signal.ITIMER_REAL, 0)
        is_last = _resident_bytes() > _KEPT_BYTES
        write_message(pipe_out, tuple(answer._replace(is_last=is_last)))  # here the class belongs to __main__


def _answer(facts: ExchangeRow, bodies: Bodies) -> ExtractionAnswer:
    try:
        return ExtractionAnswer(read(facts, bodies))
    except MemoryError:
        return ExtractionAnswer(None, "too_large")
    except RecursionError:
        return ExtractionAnswer(None, "too_deep")
    except Exception as error:
        return ExtractionAnswer(None, "failed", repr(error))


def _resident_bytes() -> int:
    """0 where the system does not say. (`ru_maxrss` begins with the memory of the process that started this one.)"""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    except OSError:
        return 0


if __name__ == "__main__":
    os.nice(_NICENESS)
    with suppress(ValueError, OSError):  # macOS has no such limit, and a lower one may be in force
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except (EOFError, BrokenPipeError):
        pass  # the parent process is gone, or done
