"""Answers of /v1/evaluators. The body is evaluation/evaluators/definition.py's Evaluator."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.http.base_models import Answer, Iso, Shape
from evaluation.evaluators.definition import Evaluator, EvaluatorKind, EvaluatorWord, JudgeScore
from store.evaluation.evaluators import EvaluationOutcome, EvaluatorSource


class EvaluatorCounts(Shape):
    """Numbers of calls, from the evaluator's creation until now."""

    seen: int = Field(description="Calls that ended while the evaluator was enabled.")
    matched: int = Field(description="Seen calls that match the filter.")
    sampled: int = Field(description="Matching calls that are in the sample.")
    dropped: int = Field(description="Sampled calls that were given up because too many waited.")
    waiting: int = Field(description="Sampled calls, or sessions, that wait for their evaluation now.")
    scored: int = Field(description="Evaluations that gave scores, back-fills included.")
    skipped: int = Field(description="Evaluations that gave no score, for no fault of the evaluator.")
    failed: int = Field(description="Evaluations that failed.")


class EvaluationExample(Shape):
    """One evaluation."""

    at: Iso
    subject: str = Field(description="Request id or session id.")
    version: str
    detail: str = Field(description="The scores, or what went wrong.")


class EvaluationReason(Shape):
    """Evaluations with one outcome and reason, and the newest ten of them."""

    outcome: EvaluationOutcome
    reason: str = Field(description="One word, such as no_text or timeout; empty for scored calls.")
    count: int
    examples: list[EvaluationExample] = Field(description="Newest first.")


class EvaluatorSpending(Shape):
    """What was spent within a span of time, with what is reserved for evaluations that run."""

    calls: int
    usd: float


class EvaluatorOnNode(Shape):
    """An evaluator on another node than the one that answers."""

    node: int = Field(description="Number of the node, as in `GET /healthz`.")
    state: EvaluatorWord
    reason: str | None = Field(description="Why it does not get on there; null: it does.")
    until: Iso | None = Field(description="When it goes on by itself, if it is paused.")


class EvaluatorRecord(Shape):
    """An evaluator, and how it gets on."""

    name: str
    kind: EvaluatorKind
    source: EvaluatorSource = Field(description="Evaluators of the settings are read-only here.")
    version: str = Field(description="Hash of what decides about the scores; each score has it as evaluator_version.")
    state: EvaluatorWord
    reason: str | None = Field(description="Why it does not get on; null: it does.")
    until: Iso | None = Field(description="When a paused evaluator goes on by itself.")
    other_nodes: list[EvaluatorOnNode] = Field(
        description="Other nodes of the installation that run, and on which its state or reason is another one."
    )
    definition: Evaluator
    counts: EvaluatorCounts
    reasons: list[EvaluationReason]
    spent_this_hour: EvaluatorSpending
    spent_today: EvaluatorSpending = Field(description="Since midnight UTC.")
    created_at: Iso
    updated_at: Iso


class EvaluatorAnswer(Answer[EvaluatorRecord]):
    """An evaluator."""


class EvaluatorsAnswer(Answer[list[EvaluatorRecord]]):
    """All evaluators of the project, by name."""


class EvaluatorVersionRecord(Shape):
    """What an evaluator was in a version."""

    version: str
    created_at: Iso
    content: dict[str, Any] = Field(description="What decides about the scores: target, and judge, code or checks.")


class EvaluatorVersionsAnswer(Answer[list[EvaluatorVersionRecord]]):
    """All versions that an evaluator of that name has had, newest first."""


class JudgeTemplate(Shape):
    """A prompt for a judge to begin with."""

    name: str
    description: str
    source: str = Field(description="Where its criteria come from.")
    score: JudgeScore
    template: str


class JudgeTemplatesAnswer(Answer[list[JudgeTemplate]]):
    """Prompts for judges, by name."""
