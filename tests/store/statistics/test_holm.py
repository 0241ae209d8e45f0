"""Holm's correction, against statsmodels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from store.statistics import holm


@settings(deadline=None)  # the first one imports statsmodels
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_as_statsmodels_has_it(p_values: list[float]) -> None:
    """Whatever the p-values, ties and extremes included."""
    assert holm(p_values) == pytest.approx(list(multipletests(p_values, method="holm")[1]), abs=1e-12)


def test_what_was_not_tested_is_not_counted() -> None:
    """None stays None, and one p-value alone stays as it is."""
    assert holm([None, 0.04, None]) == [None, 0.04, None]
    assert holm([]) == []
