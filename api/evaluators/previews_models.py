"""Body and answer of POST /v1/evaluators/preview."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from api.http.base_models import STRICT, Answer, Shape
from api.requests.requests_models import ScoreDetail
from evaluation.evaluators.definition import Evaluator
from store.evaluation.evaluators import EvaluationOutcome
from store.models import ScoreKind

_SubjectId = Annotated[str, Field(min_length=1, max_length=1_000)]


class PreviewBody(BaseModel):
    """A draft of an evaluator, and the calls to run it on."""

    model_config = STRICT

    evaluator: Evaluator
    last: int = Field(10, ge=1, le=50, description="Number of calls: the newest ones that match the filter.")
    ids: list[_SubjectId] = Field(
        [], max_length=50, description="Request ids, or session ids, to run it on instead, whatever the filter."
    )


class PreviewScore(Shape):
    """A score that would be stored."""

    name: str
    kind: ScoreKind
    value: int | float | bool | str
    comment: str | None = Field(description="The rationale of a judge.")


class PreviewRow(Shape):
    """What became of one call."""

    subject: str = Field(description="Request id or session id.")
    outcome: EvaluationOutcome
    reason: str | None = Field(description="One word; null for scored calls.")
    detail: str = Field(description="The scores, or what went wrong.")
    scores: list[PreviewScore]
    human_scores: list[ScoreDetail] | None = Field(
        description="What people gave for the same names; null: the key lacks the scope read."
    )
    cost_usd: float | None = Field(description="Cost of the judge's call; null: no judge, or not known.")


class PreviewResult(Shape):
    """What the draft did. No score was stored."""

    rows: list[PreviewRow]
    not_begun: int = Field(description="Calls that were left because the budget of all evaluators is used up.")
    cost_usd: float = Field(description="Sum of the known costs; the calls of judges are logged.")


class PreviewAnswer(Answer[PreviewResult]):
    """What a draft of an evaluator does."""
