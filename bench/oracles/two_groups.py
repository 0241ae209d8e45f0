"""Differences of two groups at one look and at every look, pairs, and the split of two groups."""

from __future__ import annotations

from collections.abc import Iterator
from math import e, log, sqrt
from typing import Any

import numpy as np
from scipy import special, stats

from bench.oracles.check import EXACT, Ask, Check, half_width, of_limits, relative
from bench.oracles.samples import numbers, shares
from store.statistics import Comparison, paired, proportions, split_test, welch
from store.statistics.sequential import LEVEL, TUNED_AT, always_valid
from store.statistics.summaries import Floats

RESAMPLED_P = 0.02
RESAMPLED_LIMIT = 0.03
# What gives gbstats our r at TUNED_AT: r is -W₋₁(-level² / e) - 1 over the tuned n; theirs approximates W.
SAME_R = TUNED_AT * (log(1 - 2 * log(LEVEL)) - 2 * log(LEVEL)) / (-special.lambertw(-(LEVEL**2) / e, -1).real - 1)


def _compared(first: Floats, second: Floats) -> Comparison:
    return proportions(int(first.sum()), len(first), int(second.sum()), len(second))


def _welch(ask: Ask, part: str) -> Iterator[float]:
    for first, second in numbers():
        ours = welch(first, second)
        theirs = ask("difference", first=first.tolist(), second=second.tolist())
        assert ours.error is not None
        assert ours.difference is not None
        assert ours.p_value is not None
        yield {
            "difference": abs(ours.difference - theirs["difference"]),
            "error": relative(ours.error.error, theirs["error"]),
            "limits": of_limits((ours.interval.low, ours.interval.high), theirs["limits"]),
            "p_value": abs(ours.p_value - theirs["p_value"]),
        }[part]


def _welch_p(ask: Ask) -> Iterator[float]:
    for first, second in numbers():
        ours = welch(first, second).p_value
        assert ours is not None
        yield abs(ours - ask("two_groups", first=first.tolist(), second=second.tolist()))


def _error_of_shares(ask: Ask) -> Iterator[float]:
    for first, second in shares((0.3, 0.5, 0.7)):
        ours = _compared(first, second).error
        assert ours is not None
        yield relative(
            ours.error, ask("difference", first=first.tolist(), second=second.tolist(), shares=True)["error"]
        )


def _agresti_caffo(ask: Ask) -> Iterator[float]:
    z = stats.norm.ppf(1 - LEVEL / 2)
    for first, second in shares():
        ours = _compared(first, second).error
        n = len(first)
        if ours is None or len(second) != n:
            continue
        low, high = ask("two_shares", first=first.tolist(), second=second.tolist())
        if low > -1 and high < 1:
            yield relative(z * ours.error * sqrt(n / (n + 2)), (high - low) / 2)


def _at_every_look(ask: Ask, *, same_r: bool) -> Iterator[float]:
    """Theirs counts all units n of both groups, ours those of two equal groups with the same standard error: both are
    tuned so that n·r is the same, if `same_r`."""
    for first, second in numbers():
        if len(first) != len(second) and not same_r:
            continue
        n, balanced = len(first) + len(second), 4 / (1 / len(first) + 1 / len(second))
        tuned_at = SAME_R * n / balanced if same_r else TUNED_AT
        theirs = ask("difference", first=first.tolist(), second=second.tolist(), tuned_at=tuned_at)
        ours = always_valid(welch(first, second))
        yield relative(half_width((ours.low, ours.high)), half_width(theirs["limits"]))


def _factor_of_shares(ask: Ask) -> Iterator[float]:
    """Half widths in standard errors, so that only the sequence is compared."""
    for first, second in shares():
        if len(first) != len(second):
            continue
        compared = _compared(first, second)
        ours = always_valid(compared)
        theirs = ask("difference", first=first.tolist(), second=second.tolist(), shares=True, tuned_at=SAME_R)
        assert compared.error is not None
        if theirs["error"]:
            factor = half_width((ours.low, ours.high)) / compared.error.error
            yield relative(factor, half_width(theirs["limits"]) / theirs["error"])


def _pairs_of_shares(ask: Ask, part: str) -> Iterator[float]:
    rng = np.random.default_rng(27)
    for n in (20, 150, 1_000):
        for kept in (0.6, 0.9, 0.98):
            first = (rng.random(n) < 0.7).astype(float)
            second = np.where(rng.random(n) < kept, first, rng.random(n) < 0.8).astype(float)
            ours = paired(first, second, are_shares=True)
            theirs: Any = ask("paired_shares", first=first.tolist(), second=second.tolist())
            assert ours.p_value is not None
            if part == "p_value":
                yield abs(ours.p_value - theirs["p_value"])
            else:
                yield of_limits((ours.interval.low, ours.interval.high), theirs["limits"])


def _pairs_of_numbers() -> Iterator[tuple[Floats, Floats]]:
    rng = np.random.default_rng(28)
    for n in (20, 150, 1_000):
        for shift in (0.0, 0.2):
            first = rng.normal(0, 1, n)
            yield first, first + shift + rng.normal(0, 1, n)
            yield first, first + rng.exponential(1, n) - 1 + shift


def _bootstrap(ask: Ask) -> Iterator[float]:
    for first, second in _pairs_of_numbers():
        n = len(first)
        level = 2 * stats.norm.cdf(-sqrt(n / (n - 1)) * stats.t.ppf(1 - LEVEL / 2, n - 1))
        ours = paired(first, second).interval
        yield of_limits((ours.low, ours.high), ask("bootstrap", values=(second - first).tolist(), level=float(level)))


def _paired_p(ask: Ask, *, resampled: bool) -> Iterator[float]:
    for first, second in _pairs_of_numbers():
        n = len(first) if resampled else 8
        ours = paired(first[:n], second[:n])
        assert ours.test == ("permutation" if resampled else "paired_t")
        assert ours.p_value is not None
        theirs = ask("two_groups", first=first[:n].tolist(), second=second[:n].tolist(), paired=True)
        yield abs(ours.p_value - theirs)


def _split(ask: Ask) -> Iterator[float]:
    for observed in ((500, 500), (510, 490), (5_000, 5_400), (90, 11), (3, 40)):
        for expected in ((1.0, 1.0), (9.0, 1.0), (0.3, 0.7)):
            ours = split_test(observed, expected)
            if ours.test == "chi_squared":
                assert ours.p_value is not None
                yield abs(ours.p_value - ask("split", observed=observed, expected=expected))


CHECKS = [
    Check("`welch_t`", "gbstats", "difference", lambda ask: _welch(ask, "difference")),
    Check("`welch_t`", "gbstats", "standard error", lambda ask: _welch(ask, "error")),
    Check("`welch_t`", "gbstats", "limits", lambda ask: _welch(ask, "limits")),
    Check("`welch_t`", "gbstats", "p-value", lambda ask: _welch(ask, "p_value")),
    Check("`welch_t`", "evalstats", "p-value", _welch_p),
    Check(
        "`confidence_sequence`",
        "gbstats",
        "half width, numbers, at the same n·r",
        lambda ask: _at_every_look(ask, same_r=True),
        EXACT,
        "n is all units; ours counts groups of different sizes as fewer",
    ),
    Check(
        "`confidence_sequence`",
        "gbstats",
        "half width, numbers, equal groups, tuned at 5,000",
        lambda ask: _at_every_look(ask, same_r=False),
        0.02,
        "r by an approximation of Lambert's W",
    ),
    Check(
        "`confidence_sequence`",
        "gbstats",
        "half width in standard errors, shares, equal groups, the same r",
        _factor_of_shares,
    ),
    Check(
        "`confidence_sequence`",
        "gbstats",
        "standard error, shares of 30 to 77 %",
        _error_of_shares,
        0.02,
        "the shares as they are; ours have one more of each outcome",
    ),
    Check(
        "`confidence_sequence`",
        "evalstats",
        "standard error, shares, equal groups",
        _agresti_caffo,
        EXACT,
        "divides by n + 2; ours by n, taken into account here",
    ),
    Check("`bonett_price`", "evalstats", "limits", lambda ask: _pairs_of_shares(ask, "limits")),
    Check("`mcnemar_exact`", "evalstats", "p-value", lambda ask: _pairs_of_shares(ask, "p_value")),
    Check("`paired_t`", "evalstats", "p-value", lambda ask: _paired_p(ask, resampled=False)),
    Check(
        "`permutation`",
        "evalstats",
        "p-value",
        lambda ask: _paired_p(ask, resampled=True),
        RESAMPLED_P,
        "the p-value of the paired t test",
    ),
    Check("`bootstrap_bca`", "evalstats", "limits", _bootstrap, RESAMPLED_LIMIT, "other random resamples"),
    Check("`sample_ratio`", "gbstats", "p-value", _split),
]
