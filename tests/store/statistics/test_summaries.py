"""One group in a few numbers."""

from __future__ import annotations

import statistics

import numpy as np
import pytest

from store.statistics import Summary, effective_n, per_unit, quantiles, summary

VALUES = np.array([92.0, 71.0, 88.0, 88.0, -5.0])


def test_a_group_against_the_standard_library() -> None:
    """Mean and standard deviation are those that Python's own statistics module gives."""
    found = summary(VALUES)
    assert (found.n, found.min, found.max, found.sum) == (5, -5, 92, 334)
    assert found.mean == pytest.approx(statistics.mean(VALUES), rel=1e-12)
    assert found.sd == pytest.approx(statistics.stdev(VALUES), rel=1e-12)


def test_nothing_and_next_to_nothing() -> None:
    """No value has no mean, one value has no standard deviation."""
    assert summary(np.array([])) == Summary(0, None, None, None, None, 0.0)
    one = summary(np.array([7.0]))
    assert (one.n, one.mean, one.sd, one.min, one.max, one.sum) == (1, 7, None, 7, 7, 7)
    assert quantiles(np.array([]), [0.5]) == [None]


def test_quantiles_lie_between_neighbours() -> None:
    """Hyndman and Fan's type 7, as statistics.quantiles(method="inclusive") has it."""
    expected = statistics.quantiles(VALUES, n=10, method="inclusive")
    assert quantiles(VALUES, [n / 10 for n in range(1, 10)]) == pytest.approx(expected, rel=1e-12)


def test_several_ratings_of_one_request_are_one_value() -> None:
    """Each unit once, with the mean of what it was given."""
    units, means = per_unit(np.array(["b", "a", "b", "b"]), np.array([1.0, 7.0, 2.0, 6.0]))
    assert (list(units), list(means)) == (["a", "b"], [7, 3])


def test_effective_n() -> None:
    """Equal weights count in full; one heavy value drowns the others."""
    assert effective_n(np.full(10, 4.0)) == pytest.approx(10)
    assert effective_n(np.array([100.0, 1.0, 1.0])) == pytest.approx(102**2 / 10002)
    assert effective_n(np.array([])) == 0
