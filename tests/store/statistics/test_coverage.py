"""The short form of bench/coverage.py, whose long form is the table of docs/statistics.md."""

from __future__ import annotations

import pytest

from bench.coverage import Result, run
from bench.coverage_cases import Case
from bench.coverage_table import cases

ROUNDS = 200
SIGMAS = 3.5  # standard errors of the simulation: there are two hundred rows
ALL = cases()
QUICK = [case for case in ALL if case.cost <= 3 and case.n <= 30]


@pytest.mark.parametrize("group", sorted({case.group for case in QUICK}))
def test_intervals_hold_their_level_or_carry_a_caution(group: str) -> None:
    """Each row with few values, which is where intervals fail: its level, or answers with a caution."""
    failed = [result for result in _results(group) if result.verdict == "FAILS"]
    assert not failed


def test_pairs_of_numbers_hold() -> None:
    """Resampling is slow: two rows only."""
    for case in ALL:
        if case.title in ("Pairs: normal differences, 10 pairs", "Pairs: exponential differences, 10 pairs"):
            assert run(case, ROUNDS * 100, 3, SIGMAS).verdict != "FAILS"


def test_a_method_that_is_too_sure_fails() -> None:
    """What the verdict is worth: an interval that covers 88 % and has no caution does not pass."""
    case = Case("None", "at all", 30, False, lambda rng: iter(()))
    assert Result(case, 20_000, ("t",), 1.0, 0.88, 0.0, None).verdict == "FAILS"
    assert Result(case, 20_000, ("t",), 1.0, 0.88, 0.9, None).verdict == "caution"
    assert Result(case, 20_000, ("t",), 1.0, 0.95, 0.0, 0.08).verdict == "FAILS"


def _results(group: str) -> list[Result]:
    return [run(case, ROUNDS, 3, SIGMAS) for case in QUICK if case.group == group]
