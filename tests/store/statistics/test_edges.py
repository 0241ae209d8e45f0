"""Where a histogram's bins begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.statistics import nice_edges


@pytest.mark.parametrize(
    ("low", "high", "whole", "expected"),
    [
        (0, 100, True, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
        (33, 133, True, [20, 40, 60, 80, 100, 120, 140]),
        (0, 1, True, [0, 1, 2]),
        (1, 5, True, [1, 2, 3, 4, 5, 6]),
        (7, 7, True, [7, 8]),
        (0, 0.3, False, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]),
        (0.1, 0.37, False, [0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]),
    ],
)
def test_edges_are_what_people_would_draw(low: float, high: float, whole: bool, expected: list[float]) -> None:
    """Bins of 1, 2, 2.5 or 5 times a power of ten; of whole numbers none is narrower than 1, and few have one each."""
    assert nice_edges(low, high, 10, whole=whole) == expected


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(1, 100),
)
@example(0.0, 5e-324, 2)
def test_all_values_are_inside(one: float, two: float, bins: int) -> None:
    """Whatever the values: at least two edges that rise, not more bins than asked for, around all of them."""
    low, high = sorted((one, two))
    edges = nice_edges(low, high, bins)
    assert 2 <= len(edges) <= bins + 2
    assert all(lower <= upper for lower, upper in pairwise(edges))
    slack = 1e-9 * max(abs(low), abs(high))
    assert edges[0] <= low + slack
    assert edges[-1] >= high - slack
