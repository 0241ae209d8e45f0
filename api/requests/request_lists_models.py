"""DOC"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.queries.filter_models import FilterTree, Query

MAX_IDS = 1_000


class CountQuery(Query):
    filter: FilterTree
    isScored: bool | None = Field(None, description="Only requests with scores, or without.")  # noqa: N815
    isCached: bool | None = Field(None, description="Only requests answered from a cache, or not.")  # noqa: N815
    includeInputs: bool | None = Field(None, description="Taken and ignored, as by Helicone.")  # noqa: N815
    isPartOfExperiment: bool | None = Field(None, description="Taken and ignored, as by Helicone.")  # noqa: N815


class RequestQuery(CountQuery):
    offset: int = Field(0, ge=0, le=2**53 - 1)
    limit: int = Field(10, description="0 to 1000.")
    sort: dict[str, Any] = Field({}, description='One key: {"created_at": "desc"}, {"properties": {"Env": "asc"}} …')
    cursor: str | None = Field(
        None, max_length=40_000, description="next_cursor of the page before, instead of offset."
    )
    after: str | None = Field(
        None, max_length=1_000, description="A request_id, instead of offset: what comes after it."
    )
    before: str | None = Field(None, max_length=1_000, description="The same, for what comes just before it.")
    includeBodies: bool = Field(True, description="false: rows without their bodies, several times as fast.")  # noqa: N815
    scan_bodies: bool = Field(
        False, description="Text filters look at whole bodies instead of their first 500 characters. Slow."
    )


class IdsQuery(Query):
    requestIds: list[str] = Field(max_length=MAX_IDS)  # noqa: N815
