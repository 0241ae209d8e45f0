"""The detector: evidence for a change before every hour, summed up until it is enough.

For each hour k that the level may have changed at, and each later hour t, a likelihood ratio compares the values of
[k, t) with what the values before k let expect:

    changed    the share of the later values is drawn from a beta distribution around the share before, a mixture over
               sizes of change
    unchanged  it is the share before, as well as that is known (Jeffreys' beta distribution)

Values are scaled to [0, 1], and an hour counts as so many throws of a coin as have its variance (`background.py`).
Both sides are the predictions of a probability distribution, so without a change each ratio is 1 on average, and their
sum over all k is on average the number of hours: the alarm comes when it reaches A, on average after A hours or more
without a change (Shiryaev and Roberts; Shin, Ramdas and Rinaldo, 2023, E-detectors: a nonparametric framework for
sequential change detection, New England J. Statistics in Data Science, theorem 2.4; for levels that are not known
before, Pérez-Ortiz et al., 2024, Annals of Statistics 52, 1410-1432).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats

WINDOW_HOURS = 672  # a change that four weeks did not show is no longer looked for
JEFFREYS = 0.5
_SIZES = (0.25, 0.8)  # standard deviations of changes in the mixture, in standard deviations of a single value
_CONCENTRATION_LEAST = 2.0
_EVERY_HOUR, _EVERY_FOURTH = 48, 240  # hours
_EVIDENCE_MOST = 50.0  # logarithm


class Throws(NamedTuple):
    """Hours as throws of a coin. Arrays of one length."""

    hours: NDArray[np.int64]
    counts: Floats  # of throws
    shares: Floats  # of heads
    unit: float  # throws that a single value counts as

    def first(self, count: int) -> Throws:
        """The first `count` of the hours."""
        return self._replace(hours=self.hours[:count], counts=self.counts[:count], shares=self.shares[:count])


def first_alarm(throws: Throws, start: int, first: int, threshold: float, settling: int) -> int | None:
    """The index, from `first` on, of the hour after which the sum of evidence reaches `threshold`. None: none does.

    The level before began at the index `start`; it is learnt from the first `settling` hours, in which it cannot have
    changed.
    """
    from scipy.special import gammaln

    hours, counts, shares, unit = throws
    hours, counts, shares = hours[start:], counts[start:], shares[start:]
    heads, tails = (np.concatenate([[0.0], np.cumsum(counts * each)]) for each in (shares, 1 - shares))
    before = (heads + JEFFREYS) / (heads + tails + 2 * JEFFREYS)
    # The logarithm of the beta function of all throws up to an index; `unchanged` is a ratio of two of these.
    together = gammaln(heads + JEFFREYS) + gammaln(tails + JEFFREYS) - gammaln(heads + tails + 2 * JEFFREYS)
    concentrations = np.array([[max(_CONCENTRATION_LEAST, unit / size**2 - 1)] for size in _SIZES])
    prior_heads, prior_tails = concentrations * before, concentrations * (1 - before)
    prior = gammaln(prior_heads) + gammaln(prior_tails) - gammaln(concentrations)
    for last in range(max(first - start, settling), len(hours)):
        at, weights = _candidates(max(settling, int(np.searchsorted(hours, hours[last] - WINDOW_HOURS))), last)
        more_heads, more_tails = heads[last + 1] - heads[at], tails[last + 1] - tails[at]
        changed = (
            gammaln(prior_heads[:, at] + more_heads)
            + gammaln(prior_tails[:, at] + more_tails)
            - gammaln(concentrations + more_heads + more_tails)
            - prior[:, at]
        )
        ratios = np.exp(np.minimum(changed - (together[last + 1] - together[at]), _EVIDENCE_MOST))
        if float((ratios @ weights).sum()) / len(_SIZES) >= threshold:
            return start + last
    return None


def _candidates(first: int, last: int) -> tuple[NDArray[np.int64], Floats]:
    """The hours from `first` to `last` that the level may have changed at. Of those long ago one stands for several,
    as many as its weight: their ratios hardly differ."""
    parts, weights = [], []
    for step, begin, end in _spaced(first, last):
        part = np.arange(begin, end, step)
        parts.append(part)
        weights.append(np.minimum(step, end - part))
    return np.concatenate(parts), np.concatenate(weights).astype(np.float64)


def _spaced(first: int, last: int) -> list[tuple[int, int, int]]:
    """Step, first hour, and end of each stretch."""
    recent, older = max(first, last + 1 - _EVERY_HOUR), max(first, last + 1 - _EVERY_FOURTH)
    return [(12, first, older), (4, older, recent), (1, recent, last + 1)]
