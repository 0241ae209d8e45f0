"""DOC"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from api.http.answer_models import Shape
from api.http.answers import Fresh, Rounded, Timestamp
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange, TimeZone
from api.scores.score_queries_models import BUCKETS
from store.analytics.buckets import BucketUnit
from store.analytics.requests.groups import COLUMNS, NAMES, SORTABLE
from store.analytics.scores.rows import PROPERTY

_UNITS: tuple[BucketUnit, ...] = ("minute", *BUCKETS)


_KNOWN = (
    f'"{NAMES}" (the names of properties, without hidden ones), property.<Name>, {", ".join(COLUMNS)};'
    f" {', '.join(_UNITS)}"
)


def _group_key(key: str) -> str:
    is_property = key.startswith(PROPERTY) and len(key) > len(PROPERTY)
    if key != NAMES and key not in (*COLUMNS, *_UNITS) and not is_property:
        raise ValueError(f"can't be grouped by; known are {_KNOWN}")
    return key


def _sort(sort: dict[str, str]) -> dict[str, str]:
    if len(sort) > 1:
        raise ValueError("takes one key")
    if not sort.keys() <= set(SORTABLE):
        raise ValueError(f"unknown sort key; known are {', '.join(SORTABLE)}")
    return sort


class GroupsQuery(Query):
    group_by: Annotated[str, Field(max_length=300, description=f"{_KNOWN}."), AfterValidator(_group_key)]
    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    time_zone: TimeZone = "UTC"
    contains: str = Field("", max_length=8_000, description="Only values with this text, in any case; not of times.")
    sort: Annotated[dict[str, Literal["asc", "desc"]], AfterValidator(_sort)] = Field(
        {}, description=f"One of {', '.join(SORTABLE)}; most calls first unless it says otherwise."
    )
    quantiles: list[Annotated[float, Field(ge=0, le=1)]] = Field(
        [], max_length=20, description="Of latency and time to first token, exact, for each group."
    )
    limit: int = Field(100, ge=0, le=1000)
    offset: int = Field(0, ge=0, le=2**53 - 1)

    @model_validator(mode="after")
    def _times_hold_no_text(self) -> GroupsQuery:
        if self.contains and self.group_by in _UNITS:
            raise ValueError(f"contains is for texts, not for group_by: {self.group_by}")
        return self


class AmountsShape(Shape):
    requests: int
    errors: int = Field(description="With a status of 400 and above, or that failed in another way.")
    cost: Rounded = Field(description="USD.")
    prompt_tokens: int
    completion_tokens: int
    latency: Rounded | None = Field(description="The mean, milliseconds.")
    time_to_first_token: Rounded | None = Field(description="The mean, milliseconds.")


class RequestGroupShape(AmountsShape):
    value: str | None = Field(description="null: calls without it. Of a time, when it begins, ISO 8601 in its zone.")
    first_at: Timestamp
    last_at: Timestamp
    latency_quantiles: dict[str, Rounded] | None = Field(description="Milliseconds, by what was asked for.")
    time_to_first_token_quantiles: dict[str, Rounded] | None = Field(description="Milliseconds.")


class GroupsShape(Shape):
    groups: list[RequestGroupShape]
    count: int = Field(description="Of groups on all pages.")
    total: AmountsShape | None = Field(
        description="Of the calls in all groups, on all pages; null by names of properties, as a call has several."
    )


class GroupsAnswer(Fresh[GroupsShape]):
    pass
