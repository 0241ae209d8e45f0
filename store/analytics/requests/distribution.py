"""How amounts are spread over sessions or users: histograms of those that are not out of the ordinary. Pure."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.statistics import nice_edges

_BINS = 10


class AmountBin(NamedTuple):
    low: float
    high: float
    n: int


def histogram(values: NDArray[np.float64], share: float, *, both_ends: bool) -> list[AmountBin]:
    """At most ten bins of one width around the values up to the quantile `share`; with `both_ends`, also from the
    quantile 1 - `share` on. The last bin takes in its upper edge; without values there is none."""
    if len(values) == 0:
        return []
    low, high = np.quantile(values, [min(share, 1 - share), max(share, 1 - share)] if both_ends else [0, share])
    kept = values[(values >= low) & (values <= high)]
    if len(kept) == 0:  # the middle of two values is neither of them
        return []
    edges = nice_edges(float(kept.min()), float(kept.max()), _BINS, whole=bool(np.all(kept == np.floor(kept))))
    counts, _ = np.histogram(kept, edges)
    return [AmountBin(*edge, int(n)) for edge, n in zip(pairwise(edges), counts, strict=True)]
