"""Histograms of sessions and users, as Helicone has them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.http.base_models import Shape
from api.queries.filter_models import Query


class DistributionQuery(Query):
    """Which amounts a histogram includes."""

    pSize: Literal["p50", "p75", "p95", "p99", "p99.9"] = Field(
        "p75", description="Include amounts up to this quantile only."
    )
    useInterquartile: bool = Field(
        False, description="Also exclude amounts below the opposite quantile: p75 leaves the middle half."
    )


class BinShape(Shape):
    """One bin of a histogram."""

    range_start: str = Field(description="Lower edge, included.")
    range_end: str = Field(description="Upper edge, excluded except in the last bin.")
    value: int = Field(description="Number of sessions or users in the bin.")
