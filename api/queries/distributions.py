"""Histograms of sessions or users in Helicone's shape. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from api.http.base_models import rounded
from api.queries.distributions_models import BinShape, DistributionQuery
from store.analytics.requests.distribution import Distribution


def share_of(query: DistributionQuery) -> float:
    """The quantile up to which amounts are included."""
    return float(query.pSize.removeprefix("p")) / 100


def distribution_shape(distributions: Mapping[str, Distribution]) -> dict[str, list[BinShape]]:
    """Edges are text, as in Helicone."""
    return {
        name: [BinShape(range_start=_edge(bin.low), range_end=_edge(bin.high), value=bin.n) for bin in each.bins]
        for name, each in distributions.items()
    }


def _edge(value: float) -> str:
    return f"{rounded(value):.12g}"
