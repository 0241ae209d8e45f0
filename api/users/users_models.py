"""Bodies and answers of /v1/user."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from api.http.base_models import Fresh, Rounded, Shape, Timestamp
from api.http.errors import ApiError
from api.queries.distributions_models import BinShape, DistributionQuery
from api.queries.filter_models import FilterTree, Query
from api.queries.time_filters import unix_range
from api.queries.time_models import TimeRange
from store.analytics.requests import users

LIMIT = 1_000
_SECOND_US = 1_000_000


class LimitTooHigh(ApiError):
    """Has the status and words of Helicone's error."""

    status = 400

    def __init__(self) -> None:
        super().__init__(f"Limit cannot be greater than {LIMIT}")


class TimeFilterSeconds(Query):
    """A range of time; both ends are included."""

    startTimeUnixSeconds: float = Field(description="Unix time in seconds.")
    endTimeUnixSeconds: float = Field(description="Unix time in seconds.")

    def time_range(self) -> TimeRange:
        return unix_range(self.startTimeUnixSeconds * _SECOND_US, self.endTimeUnixSeconds * _SECOND_US)


class _Timed(Query):
    timeFilter: TimeFilterSeconds | None = Field(None, description="Both ends are included.")

    def time_range(self) -> TimeRange:
        return self.timeFilter.time_range() if self.timeFilter else TimeRange()


class UserQuery(_Timed):
    """Selects users by their ids and a range of time."""

    userIds: list[str] | None = Field(None, max_length=LIMIT, description="null: all users.")


class UserMetricsQuery(_Timed):
    """Selects users by their requests, and a page of the answer."""

    filter: FilterTree
    offset: int = Field(ge=0, le=2**53 - 1)
    limit: int = Field(ge=0, le=2**53 - 1, description=f"More than {LIMIT} is answered with 400, as in Helicone.")
    timeZoneDifferenceMinutes: float | None = Field(None, description="Accepted and ignored: timestamps are in UTC.")
    sort: dict[str, Literal["asc", "desc"]] = Field(
        {}, description='One field, such as {"cost": "desc"}; default {"last_active": "desc"}.'
    )

    @field_validator("sort")
    @classmethod
    def _known(cls, sort: dict[str, str]) -> dict[str, str]:
        if len(sort) > 1:
            raise ValueError("must have one key only")
        if not sort.keys() <= users.METRICS.keys():
            raise ValueError(f"unknown sort key; use one of {', '.join(users.METRICS)}")
        return sort

    @property
    def order(self) -> tuple[str, bool]:
        """The field, and whether the order is descending."""
        (key, direction), *_ = [*self.sort.items(), ("last_active", "desc")]
        return key, direction == "desc"


class UserSpreadQuery(DistributionQuery):
    """Selects requests, and the part of the users that the histograms include."""

    filter: FilterTree


class UserTotalsShape(Shape):
    """Sums over the requests of one user."""

    user_id: str
    prompt_tokens: int
    completion_tokens: int
    count: int = Field(description="Number of requests.")
    cost: Rounded | None = Field(description="In USD; null: no cost is known.")


class UsersAnswer(Fresh[list[UserTotalsShape]]):
    """The user with the most requests first."""


class UserMetricsShape(Shape):
    """Usage of one user."""

    id: str
    user_id: str = Field(description="Equal to id.")
    active_for: int = Field(description="Days from the first to the last request.")
    first_active: Timestamp
    last_active: Timestamp
    total_requests: int
    average_requests_per_day_active: Rounded
    average_tokens_per_request: Rounded | None = Field(description="Over the requests whose tokens are known.")
    total_completion_tokens: int
    total_prompt_tokens: int
    cost: Rounded | None = Field(description="In USD; null: no cost is known.")


class UserPageShape(Shape):
    """A page of users."""

    users: list[UserMetricsShape]
    count: int = Field(description="Number of users on all pages.")
    hasUsers: bool = Field(description="Whether any request has a user.")


class UserMetricsAnswer(Fresh[UserPageShape]):
    """A page of users with their usage."""


class UserSpreadShape(Shape):
    """Histograms of users."""

    request_count: list[BinShape] = Field(description="By number of requests.")
    user_cost: list[BinShape] = Field(description="By cost, in USD.")


class UserSpreadAnswer(Fresh[UserSpreadShape]):
    """Histograms of the selected users."""
