"""Bodies and answers of /v1/replays."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, Field, StringConstraints, model_validator

from api.http.base_models import STRICT, Answer, Fresh, Iso, Rounded, Shape
from api.queries.filter_models import FilterTree
from api.scores.queries_models import IntervalShape
from store.evaluation.replays import PREFERENCE, ReplayState
from store.statistics.noninferiority import PairedState
from store.statistics.sequential import Direction

UpstreamName = Annotated[str, StringConstraints(min_length=1, max_length=100)]
ModelName = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class ReplayTarget(BaseModel):
    """A model at an upstream."""

    model_config = STRICT

    upstream: UpstreamName = Field(description="Name of one of this server's upstreams.")
    model: ModelName


class ReplayDefinition(BaseModel):
    """What a run is about; it never changes."""

    model_config = STRICT

    filter: FilterTree = Field("all", description="Which logged calls are sent again: a filter tree.")
    since: str | None = Field(None, max_length=40, description="Calls that started at this time or later; null: all.")
    until: str = Field(max_length=40, description="Calls that started before this time, in ISO 8601.")
    calls: int = Field(ge=1, le=100_000, description="The newest so many of these calls.")
    candidate: ReplayTarget
    prompt_sha256: str | None = Field(
        None,
        pattern=r"^[0-9a-f]{64}$",
        description="Hash of the prompt that replaces the calls' system prompt; null: none.",
    )
    judge: ReplayTarget | None = Field(None, description="The model that compares both answers; null: scores do.")
    criteria_sha256: str | None = Field(
        None,
        pattern=r"^[0-9a-f]{64}$",
        description="Hash of what the judge is to look at; null: the usual.",
    )
    score: str = Field(
        PREFERENCE, min_length=1, max_length=200,
        description=f"Name of the score that both answers have; {PREFERENCE} is that of the judge.",
    )  # fmt: skip
    direction: Direction = Field("higher", description="Which values of the score are better.")
    margin: float = Field(gt=0, allow_inf_nan=False, description="The loss that is acceptable, in units of the score.")

    @model_validator(mode="after")
    def _has_comparison(self) -> Self:
        if (self.judge is not None) != (self.score == PREFERENCE):
            raise ValueError(f"needs either 'judge', or a 'score' other than {PREFERENCE}")
        if self.judge is not None and self.direction == "lower":
            raise ValueError("'direction' must be 'higher' with a 'judge': more preferences are better")
        return self


class ReplayBody(BaseModel):
    """A run, and how far it is."""

    model_config = STRICT

    definition: ReplayDefinition
    budget_usd: float | None = Field(None, gt=0, allow_inf_nan=False, description="USD it may spend; null: no limit.")
    budget_calls: int | None = Field(None, ge=1, le=10_000_000, description="Calls it may make; null: no limit.")
    planned: int = Field(0, ge=0, le=100_000, description="Number of logged calls that are sent again.")
    skipped: dict[Reason, int] = Field({}, max_length=100, description="Calls without a pair, by reason.")
    state: ReplayState = "running"
    reason: str | None = Field(None, max_length=500, description="Why it was stopped; null: it was not.")


class TokenPrices(Shape):
    """USD per million tokens."""

    prompt_usd: float
    completion_usd: float


class ReplayRecord(Shape):
    """A run."""

    name: str
    definition: ReplayDefinition
    state: ReplayState
    reason: str | None = Field(description="Why it was stopped; null: it was not.")
    verdict: PairedState | None = Field(description="When the run ended; null: it has not ended yet.")
    budget_usd: float | None
    budget_calls: int | None
    planned: int = Field(description="Number of logged calls that are sent again.")
    skipped: dict[str, int] = Field(description="Calls without a pair, by reason.")
    created_at: Iso
    updated_at: Iso


class BegunReplay(Shape):
    """A run, and the prices that its budget is reserved by."""

    run: ReplayRecord
    candidate_prices: TokenPrices | None = Field(description="null: the model has no price.")
    judge_prices: TokenPrices | None = Field(description="null: the model has no price, or there is no judge.")


class ReplayVerdict(Shape):
    """What the pairs decide."""

    state: PairedState
    sentence: str
    pairs: int
    first_mean: Rounded | None = Field(description="Mean of the originals; null: there are no pairs.")
    second_mean: Rounded | None = Field(description="Mean of the candidate's answers; null: there are no pairs.")
    difference: Rounded | None = Field(description="Second minus first.")
    interval: IntervalShape = Field(description="95 % interval of the difference, for one look when the run has ended.")
    needed: int | None = Field(description="About how many pairs would decide it; null: it is decided, or unknown.")
    doubt: str | None = Field(
        description="Why the state is 'not_enough' where the interval alone would be 'better' or 'not_worse': too many"
        " calls without a pair, or a judge that disagrees with itself; null: no reason is known."
    )


class ReplayPairRecord(Shape):
    """A logged call and the candidate's answer to it."""

    item_id: str = Field(description="Request id of the logged call.")
    candidate_id: str = Field(description="Request id of the candidate's call.")
    first: Rounded = Field(description="The original's score; with a judge, its share of the two comparisons.")
    second: Rounded = Field(description="The candidate's.")
    difference: Rounded = Field(description="Second minus first.")
    prompt_preview: str | None
    first_answer: str | None = Field(description="Beginning of the original's answer.")
    second_answer: str | None = Field(description="Beginning of the candidate's answer.")


class ReplayDetail(Shape):
    """A run with its verdict and its pairs."""

    run: ReplayRecord
    calls: int = Field(description="Calls of the candidate.")
    failed: int = Field(description="… without a whole answer.")
    judge_calls: int
    orders_disagree: int | None = Field(
        description="Pairs of which the judge's preference changed with the order of the answers; null: no judge."
    )
    cost_usd: Rounded = Field(description="Cost of candidate and judge, as far as it is known.")
    unpriced: int = Field(description="Calls whose cost is not known.")
    verdict: ReplayVerdict
    pairs: list[ReplayPairRecord] = Field(description="Those that got worse first.")


class ReplaysAnswer(Answer[list[ReplayRecord]]):
    """All runs of the project, the newest first."""


class BegunReplayAnswer(Answer[BegunReplay]):
    """The run is stored."""


class ReplayAnswer(Fresh[ReplayDetail]):
    """A run."""
