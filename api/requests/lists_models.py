"""Bodies of POST /v1/request/query and its relatives."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.queries.filter_models import FilterTree, Query

MAX_IDS = 1_000


class CountQuery(Query):
    """Selects requests."""

    filter: FilterTree
    isScored: bool | None = Field(None, description="Select only requests with scores (true) or without (false).")
    isCached: bool | None = Field(None, description="Select only requests answered from a cache (true) or not (false).")
    includeInputs: bool | None = Field(None, description="Accepted and ignored, as in Helicone.")
    isPartOfExperiment: bool | None = Field(None, description="Accepted and ignored, as in Helicone.")


class RequestQuery(CountQuery):
    """Selects requests and a page of them."""

    offset: int = Field(0, ge=0, le=2**53 - 1)
    limit: int = Field(10, description="0 to 1000.")
    sort: dict[str, Any] = Field(
        {}, description='One key, such as {"created_at": "desc"} or {"properties": {"Env": "asc"}}.'
    )
    cursor: str | None = Field(
        None, max_length=40_000, description="next_cursor of the previous page, instead of offset."
    )
    after: str | None = Field(
        None, max_length=1_000, description="A request_id, instead of offset: the page that follows it."
    )
    before: str | None = Field(
        None, max_length=1_000, description="A request_id, instead of offset: the page just before it."
    )
    includeBodies: bool = Field(True, description="false: omit bodies, which is several times as fast.")
    scan_bodies: bool = Field(False, description="Search whole bodies instead of their first 500 characters; slow.")


class IdsQuery(Query):
    """Selects requests by their ids."""

    requestIds: list[str] = Field(max_length=MAX_IDS)
