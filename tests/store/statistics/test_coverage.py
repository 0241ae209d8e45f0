"""The short form of bench/coverage.py, whose long form holds the intervals to 94 to 96 %."""

from __future__ import annotations

import pytest

from bench.coverage import CASES, WRONG_ON_PURPOSE, coverage

ROUNDS = 400  # their standard error is 1.1 %


@pytest.mark.parametrize("case", [name for name in CASES if name != WRONG_ON_PURPOSE])
def test_intervals_contain_the_truth(case: str) -> None:
    """Some 95 of 100 intervals do, for each method."""
    assert 0.92 <= coverage(case, ROUNDS, seed=5) <= 0.98


def test_raters_are_not_requests() -> None:
    """100 requests x 3 raters taken for 300 requests are far too sure of themselves: some 81 of 100."""
    assert coverage(WRONG_ON_PURPOSE, ROUNDS, seed=5) < 0.87
