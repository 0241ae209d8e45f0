"""Body and answer of POST /v1/changes/query."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from api.http.base_models import Fresh, Rounded, Shape, Timestamp
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange
from api.scores.queries_models import GroupKey, Name
from store.analytics.changes.question import VOLUME, CauseKind
from store.analytics.measures import MEASURES

_METRICS = (*MEASURES, VOLUME)


def _metric(name: str) -> str:
    if name not in _METRICS:
        raise ValueError(f"must be one of {', '.join(_METRICS)}")
    return name


WatchedMetric = Annotated[str, AfterValidator(_metric), WithJsonSchema({"type": "string", "enum": list(_METRICS)})]


class ChangesQuery(Query):
    """Selects a score or a metric of requests, in which changes are looked for."""

    score: Name | None = Field(None, description="Name of a score; null: there is a metric.")
    metric: WatchedMetric | None = Field(
        None, description="What is measured of each request, or volume, their number per hour; null: there is a score."
    )
    label: Name | None = Field(None, description="Label whose share is watched, if the score has labels.")
    filter: FilterTree = "all"
    time_range: TimeRange = Field(
        TimeRange(), description="At most the last 400 days of it are read; without a start, the last 91."
    )
    group_by: GroupKey | None = Field(
        None, description="Key whose ten most frequent values are watched one by one, beside all requests together."
    )
    false_alarms_per_quarter: float = Field(
        1.0,
        ge=0.01,
        le=100,
        description="Changes found on average in 13 weeks without any, in all series of the answer together.",
    )
    explained: int = Field(3, ge=0, le=10, description="So many changes, the newest ones, get likely causes.")

    @model_validator(mode="after")
    def _watches_one(self) -> ChangesQuery:
        if (self.score is None) == (self.metric is None):
            raise ValueError("exactly one of score and metric must be given")
        if self.metric is not None and self.label is not None:
            raise ValueError("label belongs to a score, not to a metric")
        return self


class CauseShape(Shape):
    """What may have caused a change: a value of a key."""

    kind: CauseKind = Field(
        description="new_value: it first occurred around the change; rate: its own mean changed more than that of the "
        "others; mix: it became more frequent, or of volume that fell, less."
    )
    key: str = Field(description="model, prompt, prompt_fingerprint, upstream, path, evaluator or property.<Name>.")
    value: str | None = Field(description="An evaluator has its version behind it. null: requests without a value.")
    first_at: Timestamp | None = Field(description="Start of the first request with it, of new values.")
    share_before: Rounded | None = Field(description="Share of the requests before the change that have the value.")
    share_after: Rounded | None = Field(description="… of those after it; of an evaluator, share of the scores.")
    contribution: Rounded | None = Field(description="Contribution of the value to the difference of the plain means.")
    p_value: Rounded | None = Field(
        description="p-value of the contribution beyond the share of the value, after Holm's correction."
    )


class ChangeShape(Shape):
    """A change of the level. Means are without the pattern of the week; of a logarithm they are geometric."""

    at: Timestamp = Field(description="Start of the first hour of the new level, as the most likely one.")
    earliest: Timestamp = Field(description="95 % interval of when the level changed; whole hours.")
    latest: Timestamp
    found_at: Timestamp = Field(description="End of the hour with which the evidence was enough.")
    before: Rounded
    after: Rounded
    difference: Rounded = Field(description="after - before.")
    ratio: Rounded | None = Field(description="after / before, on the logarithmic scale; else null.")
    low: Rounded = Field(description="95 % interval of the ratio on the logarithmic scale, else of the difference.")
    high: Rounded
    n_before: int = Field(description="Values from `since` to `at`.")
    n_after: int = Field(description="Values from `at` to `until`.")
    n_until_found: int = Field(description="Values of the new level that it took to find the change.")
    since: Timestamp = Field(description="The change before, or the beginning.")
    until: Timestamp = Field(description="The next change, or `complete_to`.")
    sentence: str = Field(description="The change in words.")
    causes: list[CauseShape] = Field(
        description="The most likely first; empty if none is likely, and for older changes. Of a value of group_by, "
        "the newest change has them."
    )


class WatchedShape(Shape):
    """The changes of one series: all requests together, or one value of group_by."""

    type: Literal["number", "boolean", "label"] | None = Field(description="null: a metric.")
    all: bool = Field(description="Whether these are all requests together.")
    value: str | None = Field(description="Value of group_by; null: all requests, or those without a value.")
    scale: Literal["linear", "logarithmic"] = Field(
        description="logarithmic: latency, cost, tokens and volume, compared by their ratio; values of 0 are left out."
    )
    n_values: int = Field(description="Requests with a value; sampled ones count by their effective number.")
    hours: int = Field(description="Hours with values.")
    complete_to: Timestamp = Field(
        description="Hours before it were judged: by then 95 % of the scores have usually arrived."
    )
    reason: str | None = Field(description="Why nothing could be judged.")
    changes: list[ChangeShape] = Field(description="Oldest first.")


class ChangesAnswer(Fresh[list[WatchedShape]]):
    """For each type of the score's values: all requests together first, then the values of group_by; none if it was
    never recorded."""

    method: Literal["e_detector"] = Field(description="How changes were found.")
