"""What a campaign counted, and every fault that it found."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.support.audit import Mismatch
from tests.support.load import Ledger, ServerError

Window = tuple[float, float]  # from and to, of time.monotonic()
_PROGRESS = ("answered", "scores acknowledged")
_EXCUSED = (502, 503, 504)  # what a caller may get while something is killed; 500 is always a fault


@dataclass
class Tally:
    rounds: Counter[str] = field(default_factory=Counter)  # kills, by what was killed
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    lost: int = 0
    doubled: int = 0
    server_errors: int = 0
    longest_stall_s: float = 0.0
    _known: set[Mismatch] = field(default_factory=set)

    def fault(self, text: str) -> None:
        self.faults.append(text)
        print(f"FAULT {text}", flush=True)

    def add_mismatches(self, mismatches: Iterable[Mismatch]) -> None:
        """Each counts once, also when it is found again later."""
        for mismatch in mismatches:
            if mismatch in self._known:
                continue
            self._known.add(mismatch)
            self.lost += mismatch.kind == "lost"
            self.doubled += mismatch.kind == "doubled"
            self.fault(f"{mismatch.kind}: {mismatch.text}")

    def add_server_errors(self, errors: Iterable[ServerError], disturbed: Sequence[Window]) -> None:
        """Count each error as a fault, unless it is a 502, 503 or 504 from a time when something was killed."""
        for error in errors:
            if error.status in _EXCUSED and overlaps((error.sent_at, error.ended_at), disturbed):
                self.counts["5xx while something was killed"] += 1
            else:
                self.server_errors += 1
                self.fault(f"{error.what} was answered with {error.status} {error.text!r}")

    def add_load(self, ledgers: Sequence[Ledger], disturbed: Sequence[Window]) -> None:
        for ledger in ledgers:
            self.counts["answered"] += len(ledger.of("complete"))
            self.counts["broken off or refused"] += len(ledger.calls) - len(ledger.of("complete"))
            self.counts["scores acknowledged"] += len(ledger.scores)
            self.add_server_errors(ledger.server_errors, disturbed)

    def add_stall(self, started: float, answered_at: Iterable[float], stopped: Sequence[Window], most_s: float) -> None:
        """Note the longest time without an answer between `started` and now, and a fault if it is above `most_s`."""
        stall_s = longest_stall_s([started, *sorted(answered_at), time.monotonic()], stopped)
        self.longest_stall_s = max(self.longest_stall_s, stall_s)
        if stall_s > most_s:
            self.fault(f"no call was answered for {stall_s:.1f} s")

    def print_progress(self) -> None:
        """One line, so that a campaign that is broken off has shown something."""
        counted = {"kill rounds": self.rounds.total(), **{name: self.counts[name] for name in _PROGRESS}}
        found = {"lost": self.lost, "doubled": self.doubled, "faults": len(self.faults)}
        print(", ".join(f"{count:,} {name}" for name, count in (counted | found).items()), flush=True)

    def lines(self, took_s: float) -> list[str]:
        """The result: one number on a line."""
        kills = ", ".join(f"{victim} {count:,}" for victim, count in sorted(self.rounds.items()))
        lines = [f"{'minutes':32}{took_s / 60:>10.1f}"]
        lines += [f"{'kill rounds':32}{self.rounds.total():>10,}" + (f"  ({kills})" if kills else "")]
        lines += [f"{name:32}{count:>10,}" for name, count in sorted(self.counts.items())]
        lines += [f"{'lost':32}{self.lost:>10,}", f"{'doubled':32}{self.doubled:>10,}"]
        lines += [f"{'5xx':32}{self.server_errors:>10,}", f"{'longest stall, s':32}{self.longest_stall_s:>10.1f}"]
        return [*lines, f"{'faults':32}{len(self.faults):>10,}"]


def overlaps(window: Window, others: Iterable[Window]) -> bool:
    return any(start <= window[1] and window[0] <= end for start, end in others)


def longest_stall_s(answered_at: Sequence[float], stopped: Sequence[Window]) -> float:
    """The longest gap between two of these moments, without the parts of it in which no server was to run."""
    gaps = itertools.pairwise(answered_at)
    return max((end - start - _shared_s((start, end), stopped) for start, end in gaps), default=0.0)


def _shared_s(window: Window, others: Iterable[Window]) -> float:
    return sum(max(0.0, min(window[1], end) - max(window[0], start)) for start, end in others)
