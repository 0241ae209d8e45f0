"""Bias and leniency of raters, against least squares of statsmodels and formulas of complete tables."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats
from statsmodels.api import OLS

from store.statistics.raters import bias, leniencies, odd_one_out

RNG = np.random.default_rng(7)
LENIENT = np.array([0.0, 0.5, -0.7, 0.2])


def ratings(units: int, share: float = 1.0) -> NDArray[np.float64]:
    """Of four raters; `share` of the cells."""
    values = RNG.normal(50, 10, (units, 1)) + LENIENT + RNG.normal(0, 0.6, (units, 4))
    return np.where(RNG.random(values.shape) < share, values, np.nan)


def test_bias_is_the_mean_difference_from_the_others() -> None:
    """With Student's t over the requests, and only over those that a peer rated."""
    table = ratings(60, 0.7)
    found = bias(table, 1, [0, 1, 2])
    peers = np.array([np.nanmean(row) if not np.isnan(row).all() else np.nan for row in table[:, [0, 2]]])
    differences = (table[:, 1] - peers)[~np.isnan(table[:, 1] - peers)]
    interval = stats.ttest_1samp(differences, 0.0).confidence_interval()
    assert found.value == pytest.approx(np.mean(differences))
    assert found.units == len(differences)
    assert (found.interval.low, found.interval.high) == pytest.approx((interval.low, interval.high), abs=0.02)
    assert found.interval.caution is None
    assert "fewer than 10" in str(bias(table[:8], 1, [0, 1, 2, 3]).interval.caution)


def test_leniency_of_a_complete_table_is_that_of_the_means() -> None:
    """Each rater's mean minus the mean of all; the interval is Student's t of the deviations within the requests."""
    table = ratings(40)
    deviations = table - table.mean(axis=1, keepdims=True)
    for column, found in enumerate(leniencies(table, range(4))):
        interval = stats.ttest_1samp(deviations[:, column], 0.0).confidence_interval()
        assert found.value == pytest.approx(deviations[:, column].mean())
        assert (found.interval.low, found.interval.high) == pytest.approx((interval.low, interval.high))


def test_leniency_with_gaps_is_that_of_least_squares() -> None:
    """A column of the design for each request and each rater, by statsmodels; the average of the peers is 0."""
    table = ratings(50, 0.6)
    table = table[np.sum(~np.isnan(table), axis=1) >= 2]
    unit, rater = np.nonzero(~np.isnan(table))
    design = np.hstack([np.eye(len(table))[unit], np.eye(4)[rater][:, 1:]])
    expected = np.r_[0.0, OLS(table[unit, rater], design).fit().params[-3:]]
    found = [each.value for each in leniencies(table, [0, 1, 2])]
    assert found == pytest.approx(expected - expected[:3].mean())


def test_leniency_allows_for_lenient_others() -> None:
    """Who shares requests with a strict rater only seems to be lenient, and is not."""
    units = RNG.normal(0, 5, 400)
    table = np.full((400, 3), np.nan)
    noise = RNG.normal(0, 0.3, (400, 3))
    table[:200, 0], table[:200, 1] = units[:200] + noise[:200, 0], units[:200] - 2 + noise[:200, 1]
    table[200:, 1], table[200:, 2] = units[200:] - 2 + noise[200:, 1], units[200:] + noise[200:, 2]
    first, second, third = leniencies(table, range(3))
    assert bias(table, 0, range(3)).value == pytest.approx(2, abs=0.1)
    assert first.value == pytest.approx(2 / 3, abs=0.1)
    assert third.value == pytest.approx(2 / 3, abs=0.1)
    assert second.value == pytest.approx(-4 / 3, abs=0.1)


def test_who_cannot_be_compared_has_a_reason() -> None:
    """Raters without a common request; without a chain of them to the others; with differences that are all equal."""
    table = ratings(30)
    apart = np.full((50, 6), np.nan)
    apart[:30, :4] = table
    apart[30:, 4], apart[30:, 5] = RNG.normal(0, 1, 20), RNG.normal(0, 1, 20)
    found = leniencies(apart, range(6))
    assert [each.value for each in found[:4]] == pytest.approx([each.value for each in leniencies(table, range(4))])
    assert [each.value for each in found[4:]] == [None, None]
    assert "no chain" in str(found[4].interval.reason)
    alone = np.column_stack([table[:, 0], np.full(30, np.nan)])
    assert bias(alone, 0, [0, 1]).value is None
    assert [each.value for each in leniencies(alone, [0, 1])] == [None, None]
    assert [each.value for each in leniencies(np.empty((0, 2)), [0, 1])] == [None, None]
    shifted = np.column_stack([table[:, 0], table[:, 0] + 1])
    for effect in (bias(shifted, 1, [0]), leniencies(shifted, [0])[1]):
        assert effect.value == pytest.approx(1)
        assert effect.interval.low is None
        assert "same amount" in str(effect.interval.reason)


def test_the_odd_one_out_stands_alone() -> None:
    """Where the others agree, or lie closer together than to this one; a request with one other rating says nothing."""
    labels = np.array([[0, 0, 1], [2, 2, 1], [1, 1, 1], [0, 1, 2], [0, np.nan, 1]], np.float64)
    found = odd_one_out(labels, 2, range(3))
    assert (found.value, found.units) == (0.5, 4)
    assert found.interval.method == "wilson"
    assert odd_one_out(labels, 0, range(3)).value == 0
    numbers = np.array([[3.0, 3.5, 9.0], [3.0, 5.0, 6.0]])
    assert odd_one_out(numbers, 2, range(3)).value == 0.5
    assert odd_one_out(numbers, 0, range(3)).value == 0.5
    assert odd_one_out(numbers, 2, [0]).value is None
