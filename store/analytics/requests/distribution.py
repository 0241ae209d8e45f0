"""Histograms of the amounts of sessions or users, without outliers. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics import nice_edges

_BINS = 10


class AmountBin(NamedTuple):
    low: float
    high: float  # not included, except in the last bin
    n: int  # sessions or users


def histogram(values: NDArray[np.float64], share: float, *, both_ends: bool) -> list[AmountBin]:
    """At most ten bins of one width around the values up to the quantile `share`, with `both_ends` also from the
    quantile 1 - `share`. Masked values are unknown, and left out. Without values there are no bins."""
    values = np.ma.compressed(values)
    if len(values) == 0:
        return []
    low, high = np.quantile(values, [min(share, 1 - share), max(share, 1 - share)] if both_ends else [0, share])
    inside = values[(values >= low) & (values <= high)]
    if len(inside) == 0:  # both quantiles lie between two neighbouring values
        return []
    edges = nice_edges(float(inside.min()), float(inside.max()), _BINS, whole=bool(np.all(inside == np.floor(inside))))
    counts, _ = np.histogram(inside, edges)
    return [AmountBin(*edge, int(n)) for edge, n in zip(pairwise(edges), counts, strict=True)]
