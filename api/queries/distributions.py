"""Helicone's histograms of sessions and users."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from api.http.answer_models import Shape
from api.http.answers import rounded
from api.queries.filter_models import Query
from store.analytics.requests.distribution import histogram


class Spread(Query):
    pSize: Literal["p50", "p75", "p95", "p99", "p99.9"] = Field(  # noqa: N815  Helicone's name
        "p75", description="Only amounts up to this quantile."
    )
    useInterquartile: bool = Field(  # noqa: N815  Helicone's name
        False, description="Nor those below its counterpart: p75 leaves the middle half."
    )


class BinShape(Shape):
    range_start: str
    range_end: str = Field(description="Not included but in the last bin.")
    value: int


def spread_shape(spread: Spread, amounts: dict[str, NDArray[np.float64]]) -> dict[str, list[BinShape]]:
    """Edges are texts, as in Helicone."""
    share = float(spread.pSize.removeprefix("p")) / 100
    return {
        name: [
            BinShape(range_start=_edge(bin.low), range_end=_edge(bin.high), value=bin.n)
            for bin in histogram(values, share, both_ends=spread.useInterquartile)
        ]
        for name, values in amounts.items()
    }


def _edge(value: float) -> str:
    return f"{rounded(value):.12g}"
