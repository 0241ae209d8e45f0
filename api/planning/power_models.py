"""Body and answer of POST /v1/power."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field, model_validator

from api.http.base_models import Fresh, Rounded
from api.queries.filter_models import FilterTree, Query
from api.queries.time_models import TimeRange
from api.scores.queries_models import ClusterKey, PairKey
from api.scores.values import MAX_NAME_CHARACTERS
from store.analytics.planning.sizes import VALUE_MOST
from store.analytics.selection import Unit
from store.statistics.planning import NUMBER_MOST, Pairing, Sides


class PowerBody(Query):
    """A comparison that is planned: send `difference`, or `n`, or both. What is not given is taken from the traffic."""

    score: str | None = Field(
        None,
        min_length=1,
        max_length=MAX_NAME_CHARACTERS,
        description="Score whose spread, clusters and pairs are seen in the traffic; null: all is given by hand.",
    )
    filter: FilterTree = "all"
    time_range: TimeRange = TimeRange()
    unit: Unit = "request"
    cluster_by: ClusterKey | None = Field(
        None,
        description="Key that is assigned to a group as a whole, such as session: its requests resemble each other.",
    )
    pair_by: PairKey | None = Field(
        None, description="Key by which the requests of both groups will be paired, with design paired."
    )
    design: Pairing = Field("two_groups", description="two_groups: n requests in each; paired: n pairs.")
    n: int | None = Field(None, ge=2, le=NUMBER_MOST, description="Requests of the first group, or pairs.")
    difference: float | None = Field(
        None,
        ge=-VALUE_MOST,
        le=VALUE_MOST,
        allow_inf_nan=False,
        description="Smallest difference of interest, in units of the score (of a share 0.05 is 5 points); with margin,"
        " the true difference that is expected, positive if the new group is better.",
    )
    margin: float | None = Field(
        None,
        gt=0,
        le=VALUE_MOST,
        allow_inf_nan=False,
        description="Largest loss that counts as not worse: plans for non-inferiority, which is one-sided.",
    )
    power: float = Field(0.8, ge=0.5, le=0.999, description="Chance to see the difference if it is there.")
    alpha: float = Field(0.05, ge=0.0001, le=0.2, description="Chance to see one that is not there.")
    sides: Sides = Field("two", description="one: only a difference in one direction is looked for.")
    ratio: float = Field(1.0, ge=0.01, le=100, description="Size of the second group, in sizes of the first.")
    mean: float | None = Field(
        None, ge=-VALUE_MOST, le=VALUE_MOST, allow_inf_nan=False, description="Instead of what is seen."
    )
    sd: float | None = Field(
        None,
        ge=1 / VALUE_MOST,
        le=VALUE_MOST,
        allow_inf_nan=False,
        description="Instead of what is seen; null with a mean of 0 to 1: a share.",
    )
    correlation: float | None = Field(
        None, gt=-1, lt=1, description="Correlation of the two values of a pair, instead of what is seen."
    )
    design_effect: float | None = Field(
        None,
        ge=1,
        le=10_000,
        description="Factor by which clusters and unequal sampling probabilities multiply n, in place of what is seen.",
    )
    per_day: float | None = Field(
        None, gt=0, allow_inf_nan=False, description="Scored requests per day, instead of what is seen."
    )

    @model_validator(mode="after")
    def _is_answerable(self) -> PowerBody:
        if self.n is None and self.difference is None and self.margin is None:
            raise ValueError("send 'difference' or 'margin' to get n, or 'n' to get the difference")
        if self.score is None and self.sd is None and (self.mean is None or not 0 < self.mean < 1):
            raise ValueError("without 'score', send 'sd', or the 'mean' of a share (between 0 and 1)")
        if self.design == "paired" and self.ratio != 1:
            raise ValueError("'ratio' is for two_groups: pairs have one request on either side")
        return self


class ClusteringShape(BaseModel):
    """How far the values of one cluster resemble each other."""

    clusters: int
    mean_size: Rounded = Field(description="Size of the cluster that a value lies in, on average.")
    icc: Rounded | None = Field(
        description="Intraclass correlation: 0 no resemblance, 1 all equal. null: no cluster has two different values."
    )
    design_effect: Rounded


class AssumedShape(BaseModel):
    """What the plan assumes, seen in the traffic or given by hand."""

    is_share: bool
    n_units: int | None = Field(description="Scored requests or sessions that were seen; null: none were looked at.")
    mean: Rounded | None
    sd: Rounded
    clusters: ClusteringShape | None = Field(description="Seen with cluster_by; otherwise null.")
    pairs: ClusteringShape | None = Field(description="Seen with pair_by; otherwise null.")
    correlation: Rounded = Field(description="Correlation of the two values of a pair; 0 for two groups.")
    design_effect: Rounded = Field(
        description="Factor by which clusters and unequal sampling probabilities multiply n."
    )
    per_day: Rounded | None = Field(description="null: not given, and the time is too short to see it.")


class PlannedSize(BaseModel):
    """A size of both groups."""

    first: int
    second: int = Field(description="Equal to first for pairs.")
    days: Rounded | None = Field(description="Until so many are there, at per_day; null: per_day is not known.")


class PlanShape(BaseModel):
    """A plan."""

    method: Literal["t_test", "arcsine", "t_test_paired"]
    asked_for: Literal["n", "difference", "power"]
    size: PlannedSize | None = Field(description="null: no number of requests is enough.")
    difference: Rounded | None = Field(description="With n only: the smallest one that is seen; null: none is.")
    power: Rounded = Field(description="Chance to see the difference with this size.")
    size_with_looks: PlannedSize | None = Field(
        description="For a look at every call: the size by which the always-valid interval decides with this power."
        " null: no number is enough, or the difference is what was asked for and there is none."
    )
    assumed: AssumedShape


class PlanAnswer(Fresh[PlanShape]):
    """How many requests a comparison needs, or what it can show."""
