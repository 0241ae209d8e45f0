"""Amounts of sessions or users → Helicone's histograms. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from api.http.base_models import rounded
from api.queries.distributions_models import BinShape, DistributionQuery
from store.analytics.requests.distribution import histogram


def distribution_shape(query: DistributionQuery, amounts: dict[str, NDArray[np.float64]]) -> dict[str, list[BinShape]]:
    """A histogram of each; edges are text, as in Helicone."""
    quantile = float(query.pSize.removeprefix("p")) / 100
    return {
        name: [
            BinShape(range_start=_edge(bin.low), range_end=_edge(bin.high), value=bin.n)
            for bin in histogram(values, quantile, both_ends=query.useInterquartile)
        ]
        for name, values in amounts.items()
    }


def _edge(value: float) -> str:
    return f"{rounded(value):.12g}"
