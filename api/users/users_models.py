"""DOC"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from api.http.answer_models import Shape
from api.http.answers import Fresh, Rounded, Timestamp
from api.http.errors import ApiError
from api.queries.distributions import BinShape, Spread
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters import unix_range
from api.queries.time_models import TimeRange
from store.analytics.requests import users

LIMIT = 1_000


_SECOND_US = 1_000_000


class LimitTooHigh(ApiError):
    """Helicone's status and words."""

    status = 400

    def __init__(self) -> None:
        super().__init__(f"Limit cannot be greater than {LIMIT}")


class TimeFilterSeconds(Query):
    startTimeUnixSeconds: float  # noqa: N815  Helicone's name
    endTimeUnixSeconds: float  # noqa: N815  Helicone's name

    def time_range(self) -> TimeRange:
        return unix_range(self.startTimeUnixSeconds * _SECOND_US, self.endTimeUnixSeconds * _SECOND_US)


class _Timed(Query):
    timeFilter: TimeFilterSeconds | None = Field(None, description="Both ends are included.")  # noqa: N815

    def time_range(self) -> TimeRange:
        return self.timeFilter.time_range() if self.timeFilter else TimeRange()


class UserQuery(_Timed):
    userIds: list[str] | None = Field(None, max_length=LIMIT)  # noqa: N815  Helicone's name


class UserMetricsQuery(_Timed):
    filter: FilterTree
    offset: int = Field(ge=0, le=2**53 - 1)
    limit: int = Field(ge=0, le=2**53 - 1, description=f"{LIMIT} at most, else 400.")
    timeZoneDifferenceMinutes: float | None = Field(  # noqa: N815  Helicone's name
        None, description="Taken and ignored: moments are in UTC and say so."
    )
    sort: dict[str, Literal["asc", "desc"]] = Field({}, description="One field; last_active, newest first, else.")

    @field_validator("sort")
    @classmethod
    def _known(cls, sort: dict[str, str]) -> dict[str, str]:
        if len(sort) > 1:
            raise ValueError("takes one key")
        if not sort.keys() <= users.METRICS.keys():
            raise ValueError(f"unknown sort key; known are {', '.join(users.METRICS)}")
        return sort

    @property
    def order(self) -> tuple[str, bool]:
        """The field, and whether it descends."""
        (key, way), *_ = [*self.sort.items(), ("last_active", "desc")]
        return key, way == "desc"


class UserSpreadQuery(Spread):
    filter: FilterTree


class UserTotalsShape(Shape):
    user_id: str
    prompt_tokens: int
    completion_tokens: int
    count: int
    cost: Rounded


class UsersAnswer(Fresh[list[UserTotalsShape]]):
    """Most calls first."""


class UserMetricsShape(Shape):
    id: str
    user_id: str = Field(description="The same.")
    active_for: int = Field(description="Days from the first to the last call.")
    first_active: Timestamp
    last_active: Timestamp
    total_requests: int
    average_requests_per_day_active: Rounded
    average_tokens_per_request: Rounded
    total_completion_tokens: int
    total_prompt_tokens: int
    cost: Rounded


class UserPageShape(Shape):
    users: list[UserMetricsShape]
    count: int = Field(description="Of users on all pages.")
    hasUsers: bool = Field(description="Whether any call has a user.")  # noqa: N815  Helicone's name


class UserMetricsAnswer(Fresh[UserPageShape]):
    pass


class UserSpreadShape(Shape):
    request_count: list[BinShape]
    user_cost: list[BinShape] = Field(description="USD.")


class UserSpreadAnswer(Fresh[UserSpreadShape]):
    pass
