"""How often the 95 % intervals contain the true value, by simulation; the table of docs/statistics.md.

    python -m bench.coverage [--rounds 20000] [--seed 1] [--only TEXT] [--write]

Draws many samples from populations whose true value is known, computes the interval and p-value of each with the
functions that the API calls, and counts. The nominal 95 % hold if the coverage lies between 94 and 96 % for 30 values
or more, and is at least 93 % for fewer values and for shares; where two groups do not differ, at most 5.5 % of the
p-values may be below .05. A row that misses this must be one whose answers carry a caution or give no interval, with
the reason. Answers without an interval do not count as covering anything, and are shown.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from itertools import islice
from math import sqrt
from pathlib import Path
from zlib import crc32

import numpy as np

from bench.coverage_cases import Case
from bench.coverage_table import cases
from store.statistics import Interval

PAGE = Path(__file__).parent.parent / "docs/statistics.md"
MARK = "<!-- The table below is written by python -m bench.coverage --write -->"
LARGE_N = 30
MOST_A_A = 0.055
CAUTIONED = 0.5  # of the answers of a row that misses its level


@dataclass(frozen=True)
class Result:
    """Shares of all rounds; `covered` and `cautioned` of the intervals that were given."""

    case: Case
    rounds: int
    methods: tuple[str, ...]  # the most frequent first
    given: float
    covered: float
    cautioned: float
    false_positives: float | None  # None: the groups differ, or nothing is compared
    sigmas: float = 2.0  # by how many standard errors of the simulation a row may miss its level

    @property
    def error(self) -> float:
        """Of the simulation of a share of 95 %, in so many standard errors."""
        return self.sigmas * sqrt(0.95 * 0.05 / max(1.0, self.rounds * self.given))

    @property
    def holds(self) -> bool:
        least = 0.93 if self.case.is_share or self.case.n < LARGE_N else 0.94
        enough = self.given < 0.05 or self.covered >= least - self.error
        return enough and (self.false_positives is None or self.false_positives <= MOST_A_A + self.error)

    @property
    def too_wide(self) -> bool:
        return not self.case.is_share and self.case.n >= LARGE_N and self.covered > 0.96 + self.error

    @property
    def verdict(self) -> str:
        if self.holds:
            return "holds, wider than needed" if self.too_wide else "holds"
        return "caution" if self.cautioned >= CAUTIONED else "FAILS"


def run(case: Case, rounds: int, seed: int, sigmas: float = 2.0) -> Result:
    rng = np.random.default_rng([seed, crc32(case.title.encode())])
    count = max(100, int(rounds / case.cost))
    trials = list(islice(case.trials(rng), count))
    given = [trial for trial in trials if trial.interval.low is not None]
    covered = sum(_contains(trial.interval, trial.truth) for trial in given)
    p_values = [trial.p_value for trial in trials if trial.p_value is not None]
    methods: dict[str, int] = {}
    for trial in trials:
        methods[trial.interval.method] = methods.get(trial.interval.method, 0) + 1
    return Result(
        case,
        count,
        tuple(sorted(methods, key=lambda name: -methods[name])[:2]),
        len(given) / count,
        covered / max(1, len(given)),
        sum(trial.interval.caution is not None for trial in given) / max(1, len(given)),
        sum(p < 0.05 for p in p_values) / count if p_values else None,
        sigmas,
    )


def line(result: Result) -> str:
    false_positives = "" if result.false_positives is None else f"{100 * result.false_positives:.1f}"
    return (
        f"| {result.case.title} | {', '.join(f'`{name}`' for name in result.methods)} | {100 * result.covered:.1f} "
        f"± {100 * result.error:.1f} | {100 * result.given:.0f} | {100 * result.cautioned:.0f} | {false_positives} "
        f"| {result.verdict} |"
    )


HEAD = (
    "| Case | Method | Coverage, % | With interval, % | With caution, % | False positives, % | |\n"
    "|---|---|---|---|---|---|---|"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="run the cases whose title contains this text")
    parser.add_argument("--write", action="store_true", help="replace the lines of these cases in docs/statistics.md")
    options = parser.parse_args()
    print(HEAD, flush=True)
    lines = {}
    for case in cases():
        if options.only in case.title:
            lines[case.title] = line(run(case, options.rounds, options.seed))
            print(lines[case.title], flush=True)
    if options.write:
        _write(lines, None if options.only else options.rounds, options.seed)


def _write(lines: dict[str, str], rounds: int | None, seed: int) -> None:
    """Cases that were not run keep their lines. `rounds`: of all cases; None: only some were run."""
    before, table = PAGE.read_text().split(MARK)
    note, _, _, *rows = (row for row in table.splitlines() if row)
    if rounds is not None:
        note = f"{rounds:,} rounds (fewer where resampling is slow), seed {seed}."
    known = {row.split(" | ")[0].removeprefix("| "): row for row in rows} | lines
    kept = [known[case.title] for case in cases() if case.title in known]
    PAGE.write_text(f"{before}{MARK}\n\n{note}\n\n{HEAD}\n" + "\n".join(kept) + "\n")


def _contains(interval: Interval, truth: float) -> bool:
    return interval.low is not None and interval.high is not None and interval.low <= truth <= interval.high


if __name__ == "__main__":
    main()
