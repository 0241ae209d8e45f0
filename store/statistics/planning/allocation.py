"""How many labels each stratum gets.

Neyman's allocation makes the variance of a weighted mean smallest: n_h in proportion to N_h · S_h, with N_h the size of
a stratum and S_h the spread in it (Neyman, 1934, J. Royal Statistical Society 97, 558-625; Cochran, 1977, Sampling
Techniques, §5.5). The spreads are only guessed, so a part of the labels is allocated in proportion to the sizes, which
bounds what a wrong guess costs (Hesterberg, 1995, Technometrics 37, 185-194): no variance is more than 1 / FLOOR times
that of simple random labels. It also keeps large strata in which the judge seldom errs from getting so few labels that
no error shows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from store.statistics.summaries import Floats

FLOOR = 0.5  # the part of the labels that goes to the strata by their sizes
STRATA_MOST = 5  # of numbers; booleans have one of each value

Counts = NDArray[np.int64]


def strata_of(values: Floats) -> Counts:
    """The number of each value's stratum, from 0: one of each value if there are few, else bins between quantiles. Not
    empty."""
    different = np.unique(values)
    if len(different) > STRATA_MOST:
        edges = np.unique(np.quantile(values, np.arange(1, STRATA_MOST) / STRATA_MOST))
        _, numbers = np.unique(np.searchsorted(edges, values, side="left"), return_inverse=True)
    else:
        numbers = np.searchsorted(different, values)
    return np.asarray(numbers, np.int64)


def allocated(n: int, sizes: Counts, spreads: Floats, available: Counts) -> Counts:
    """So many labels of each stratum, `n` altogether, or all that are available. A stratum with one available gets at
    least one, if n is at least the number of strata. Three arrays of one length."""
    left = np.minimum(available, 1)
    total = min(n, int(np.sum(available)))
    masses = sizes * spreads
    optimum = masses / np.sum(masses) if np.sum(masses) > 0 else sizes / np.sum(sizes)
    shares = (1 - FLOOR) * optimum + FLOOR * sizes / np.sum(sizes)
    return _whole(total, _capped(total, shares, left.astype(np.float64), available.astype(np.float64)), available)


def _capped(total: int, shares: Floats, least: Floats, most: Floats) -> Floats:
    """The multiple of the shares that adds up to `total` between `least` and `most`, by bisection."""
    low, high = 0.0, total / float(np.min(shares)) + 1
    for _ in range(200):
        middle = (low + high) / 2
        reached = float(np.sum(np.clip(middle * shares, least, most)))
        low, high = (low, middle) if reached >= total else (middle, high)
    return np.asarray(np.clip(high * shares, least, most), np.float64)


def _whole(total: int, wanted: Floats, available: Counts) -> Counts:
    """Rounded, with the largest remainders rounded up."""
    counts = np.floor(wanted + 1e-9).astype(np.int64)
    order = np.argsort(-(wanted - counts), kind="stable")
    for place in order:
        if np.sum(counts) >= total:
            break
        counts[place] += counts[place] < available[place]
    return counts
