"""Bodies and answers of /v1/evaluators/{name}/backfills."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from api.http.base_models import STRICT, Answer, Iso, Shape
from api.queries.filter_models import FilterTree
from store.evaluation.evaluators import BackfillState


class BackfillBody(BaseModel):
    """The logged calls that an evaluator is to score."""

    model_config = STRICT

    filter: FilterTree = Field("all", description="A filter tree; the calls match the evaluator's own filter, too.")
    since: str | None = Field(None, description="Calls that started at this time or later, in ISO 8601; null: all.")
    until: str | None = Field(None, description="Calls that started before this time, in ISO 8601; null: now.")
    sample_rate: float | None = Field(
        None, gt=0, le=1, description="Share of the calls that is scored; null: that of the evaluator."
    )
    dry_run: bool = Field(False, description="Only count what would be done.")


class BackfillEstimate(Shape):
    """What a run would do."""

    calls: int = Field(description="Calls that match; those that this version has scored before are among them.")
    sessions: int | None = Field(description="Number of sessions of these calls; null: the evaluator scores requests.")
    sampled: int = Field(description="Approximate number of requests, or of sessions, that are in the sample.")
    prompt_tokens: int | None = Field(description="About so many in all; null: no judge, or no prompt could be made.")
    completion_tokens_at_most: int | None
    cost_usd_at_most: float | None = Field(description="null: no judge, or a model without a price.")
    estimated_from: int = Field(description="Number of requests or sessions whose prompts were made for the estimate.")


class BackfillRecord(Shape):
    """A run of an evaluator over logged calls."""

    id: int
    evaluator: str
    version: str
    filter: Any
    since: Iso | None
    until: Iso
    sample_rate: float
    state: BackfillState
    reason: str | None = Field(description="Why it is paused or was ended; null: no reason.")
    total: int = Field(description="Calls that matched when it began.")
    done: int = Field(description="Calls that were looked at, those outside of the sample included.")
    scored: int
    skipped: int
    failed: int
    cost_usd: float
    created_at: Iso
    updated_at: Iso


class BackfillResult(Shape):
    """The run that has begun, or what it would do."""

    estimate: BackfillEstimate | None = Field(description="null unless dry_run was set.")
    backfill: BackfillRecord | None = Field(description="null if dry_run was set.")


class BackfillAnswer(Answer[BackfillResult]):
    """A run over logged calls has begun, or was estimated."""


class BackfillsAnswer(Answer[list[BackfillRecord]]):
    """The runs of an evaluator over logged calls, newest first."""
