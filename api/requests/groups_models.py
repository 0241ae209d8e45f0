"""Body and answer of POST /v1/request/groups/query."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from api.http.base_models import Fresh, Rounded, Shape, Timestamp
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange, TimeZone
from api.scores.queries_models import BUCKETS
from store.analytics.buckets import BucketUnit
from store.analytics.requests.groups import COLUMNS, NAMES, SORTABLE
from store.analytics.scores.keys import PROPERTY

UNITS: tuple[BucketUnit, ...] = ("minute", *BUCKETS)

_KNOWN = (
    f'property.<Name>, "{NAMES}" (the names of properties, without hidden ones), {", ".join(COLUMNS)}, '
    f"{', '.join(UNITS)}"
)


def _group_key(key: str) -> str:
    is_property = key.startswith(PROPERTY) and len(key) > len(PROPERTY)
    if key != NAMES and key not in (*COLUMNS, *UNITS) and not is_property:
        raise ValueError(f"cannot be used as group_by; use one of {_KNOWN}")
    return key


def _sort(sort: dict[str, str]) -> dict[str, str]:
    if len(sort) > 1:
        raise ValueError("must have one key only")
    if not sort.keys() <= set(SORTABLE):
        raise ValueError(f"unknown sort key; use one of {', '.join(SORTABLE)}")
    return sort


class GroupsQuery(Query):
    """Selects requests, the key to group them by, and a page of the answer."""

    group_by: Annotated[str, Field(max_length=300, description=f"One of {_KNOWN}."), AfterValidator(_group_key)]
    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    time_zone: TimeZone = "UTC"
    contains: str = Field("", max_length=8_000, description="Text that the value contains, in any case; not for times.")
    sort: Annotated[dict[str, Literal["asc", "desc"]], AfterValidator(_sort)] = Field(
        {}, description=f"One of {', '.join(SORTABLE)}; default: most requests first."
    )
    quantiles: list[Annotated[float, Field(ge=0, le=1)]] = Field(
        [], max_length=20, description="Exact quantiles of latency and time to first token to add."
    )
    before: TimeRange | None = Field(
        None, description="An earlier time range, with start and end, to compare the requests of time_range with."
    )
    limit: int = Field(100, ge=0, le=1000)
    offset: int = Field(0, ge=0, le=2**53 - 1)

    @field_validator("before")
    @classmethod
    def _is_earlier(cls, before: TimeRange | None, info: ValidationInfo) -> TimeRange | None:
        now: TimeRange | None = info.data.get("time_range")  # None: it is invalid itself
        if before is None or now is None:
            return before
        if before.start is None or before.end is None or now.start is None:
            raise ValueError("must have start and end, and time_range must have a start")
        if before.end > now.start:
            raise ValueError("must not end after time_range.start")
        return before

    @model_validator(mode="after")
    def _times_contain_no_text(self) -> GroupsQuery:
        if self.contains and self.group_by in UNITS:
            raise ValueError(f"'contains' must be empty if group_by is {self.group_by}")
        return self


class AmountsShape(Shape):
    """Amounts of requests."""

    requests: int
    errors: int = Field(description="Requests with a status of 400 or above, or that failed otherwise.")
    cost: Rounded | None = Field(description="In USD; null: no cost is known.")
    prompt_tokens: int
    completion_tokens: int
    latency: Rounded | None = Field(description="Mean, in milliseconds.")
    time_to_first_token: Rounded | None = Field(description="Mean, in milliseconds.")


class RequestGroupShape(AmountsShape):
    """The requests with one value of the key."""

    value: str | None = Field(description="null: requests without a value. Times are ISO 8601 in time_zone.")
    first_at: Timestamp
    last_at: Timestamp
    latency_quantiles: dict[str, Rounded] | None = Field(description="Quantile → milliseconds.")
    time_to_first_token_quantiles: dict[str, Rounded] | None = Field(description="Quantile → milliseconds.")
    models_asked: list[str] | None = Field(
        description="Names asked for by requests without an answered model that are counted here, since this model "
        "answers most others that ask for them; null: not grouped by model."
    )
    distinct_values: int | None = Field(
        description="Number of different values of the property; null: not grouped by names of properties."
    )
    examples: list[str] | None = Field(
        description="Up to three frequent values of the property, 100 characters of each; null: not grouped by names "
        "of properties."
    )


class RequestPeriodShape(AmountsShape):
    """Amounts of the requests of one time range."""

    latency_quantiles: dict[str, Rounded] | None = Field(description="Quantile → milliseconds.")
    time_to_first_token_quantiles: dict[str, Rounded] | None = Field(description="Quantile → milliseconds.")


class RequestPeriodsShape(Shape):
    """The requests of time_range against those of before."""

    now: RequestPeriodShape
    before: RequestPeriodShape


class GroupsShape(Shape):
    """A page of groups."""

    groups: list[RequestGroupShape]
    count: int = Field(description="Number of groups on all pages.")
    total: AmountsShape = Field(description="All pages together; a request in several groups counts once.")
    periods: RequestPeriodsShape | None = Field(description="null: the query has no before.")


class FirstsQuery(Query):
    """Selects requests and how many values to list."""

    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    limit: int = Field(20, ge=1, le=100)


class FirstShape(Shape):
    """A value that occurred for the first time in the time range."""

    key: str = Field(description="model, prompt, or property.<Name>.")
    value: str
    first_at: Timestamp = Field(description="When the first request with it started.")
    requests: int = Field(description="With this value, until the end of the time range.")


class FirstsAnswer(Fresh[list[FirstShape]]):
    """Values that are new, those with the most requests first. Keys with more than 50 values are left out."""


class GroupsAnswer(Fresh[GroupsShape]):
    """A page of groups."""
