"""Holm's correction, by its definition and against statsmodels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from store.statistics import holm


@pytest.mark.parametrize(
    "p_values",
    [
        pytest.param([0.01, 0.04, 0.03, 0.005], id="out of order"),
        pytest.param([0.02, 0.02, 0.02, 0.9, 0.9], id="ties"),
        pytest.param([0.0, 1.0, 1e-300, 0.5], id="extremes"),
    ],
)
def test_as_statsmodels_has_it(p_values: list[float]) -> None:
    """A few only: each call of multipletests collects the garbage of the whole process."""
    assert holm(p_values) == pytest.approx(list(multipletests(p_values, method="holm")[1]), abs=1e-12)


@given(st.lists(st.integers(0, 1_000), min_size=1, max_size=30), st.integers(1, 1_000))
def test_what_is_rejected_is_what_stepping_down_rejects(thousandths: list[int], level: int) -> None:
    """From the smallest p-value on, each against the level divided by how many are left, until the first that holds."""
    left = sorted(thousandths)
    while left and left[0] * len(left) < level:
        left.pop(0)
    corrected = holm([each / 1_000 for each in thousandths])
    rejected = [each for each in corrected if each is not None and round(each * 1_000) < level]
    assert len(rejected) == len(thousandths) - len(left)


def test_what_was_not_tested_is_not_counted() -> None:
    """None stays None, and one p-value alone stays as it is."""
    assert holm([None, 0.04, None]) == [None, 0.04, None]
    assert holm([]) == []
