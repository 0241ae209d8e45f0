"""Compares the record with what the clients saw: all calls and scores at once, in SQL."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.audit import Mismatch
from tests.support.load import Ledger

_CALLS = """
SELECT request_id, outcome, response_size_bytes
FROM exchange
WHERE request_id >= :first AND request_id < :end
"""
_SCORES = """
SELECT target_id, name, value
FROM score
WHERE target_id >= :first AND target_id < :end
"""


@dataclass(slots=True)
class Seen:
    """What must be in the record, by request id. All ids begin with `prefix`, and no other does."""

    prefix: str
    answers: dict[str, int] = field(default_factory=dict)  # size in bytes of each complete answer
    begun: set[str] = field(default_factory=set)  # calls that went upstream, or whose answer began
    scores: dict[str, int] = field(default_factory=dict)

    def add(self, ledger: Ledger) -> None:
        self.answers |= {sent.request_id: len(sent.text) for sent in ledger.of("complete")}
        self.begun |= {sent.request_id for sent in ledger.of("cut")}
        self.scores |= ledger.scores

    def update(self, other: Seen) -> None:
        self.answers |= other.answers
        self.begun |= other.begun
        self.scores |= other.scores


def settle(database: Path, seen: Seen, wait_s: float) -> list[Mismatch]:
    """Compare until nothing is missing any more, for that long at most."""
    until = time.monotonic() + wait_s
    while (found := compare(database, seen)) and time.monotonic() < until:
        time.sleep(0.2)  # there is no event across processes to wait on
    return found


def compare(database: Path, seen: Seen) -> list[Mismatch]:
    """Every call that began has ended and is there once, every complete answer with its size, every score once."""
    between = {"first": seen.prefix, "end": seen.prefix + "~"}
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as record:
        calls = list(record.execute(_CALLS, between))
        scores = list(record.execute(_SCORES, between))
    return [*_compare_calls(seen, calls), *_compare_scores(seen, scores)]


def _compare_calls(seen: Seen, rows: Iterable[tuple[str, str | None, int | None]]) -> Iterator[Mismatch]:
    ended = {}
    times: Counter[str] = Counter()
    for request_id, outcome, size_bytes in rows:
        times[request_id] += 1
        ended[request_id] = (outcome, size_bytes)
        if outcome is None:
            yield Mismatch("wrong", f"{request_id} has not ended")
    yield from (Mismatch("doubled", f"{name} is there {count} times") for name, count in times.items() if count > 1)
    for request_id in seen.begun - ended.keys():
        yield Mismatch("lost", f"{request_id} had begun and is not in the record")
    for request_id, size_bytes in seen.answers.items():
        if ended.get(request_id) != ("ok", size_bytes):
            shown = ended.get(request_id, "not there")
            yield Mismatch("lost", f"{request_id} was answered with {size_bytes} bytes and is {shown}")


def _compare_scores(seen: Seen, rows: Iterable[tuple[str, str, float]]) -> Iterator[Mismatch]:
    stored = {}
    times: Counter[tuple[str, str]] = Counter()
    for request_id, name, value in rows:
        times[request_id, name] += 1
        stored[request_id] = value
    for (request_id, name), count in times.items():
        if count > 1:
            yield Mismatch("doubled", f"the score {name} of {request_id} is there {count} times")
    for request_id, value in seen.scores.items():
        if stored.get(request_id) != value:
            yield Mismatch(
                "lost", f"the score {value} of {request_id} was acknowledged and is {stored.get(request_id)}"
            )
