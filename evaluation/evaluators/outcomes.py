"""What became of an evaluation, as the store takes it and as a person reads it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.budget import Reservation
from evaluation.evaluators.reading import Subject
from evaluation.evaluators.results import Failed, Result, Scored, Skipped
from evaluation.evaluators.sandbox.given import GivenScore
from store.evaluation.evaluators import Evaluation
from store.models import NewScore, ScoreKind

BLOCK_AFTER = 20  # failures in a row


@dataclass(frozen=True, slots=True)
class Evaluated:
    subject: Subject
    exchange_id: str | None
    result: Result
    reservation: Reservation | None = None


def evaluation_of(active: ActiveEvaluator, evaluated: Evaluated) -> Evaluation:
    """As the store takes it."""
    result, reservation = evaluated.result, evaluated.reservation
    scores = result.scores if isinstance(result, Scored) else ()
    return Evaluation(
        outcome="scored" if isinstance(result, Scored) else "skipped" if isinstance(result, Skipped) else "failed",
        reason="" if isinstance(result, Scored) else result.reason,
        detail=detail_of(result),
        subject=evaluated.subject.id,
        exchange_id=evaluated.exchange_id,
        scores=[_new_score(active, evaluated.subject, score) for score in scores],
        score_ids=_score_ids(active, evaluated.subject, len(scores)),
        task=evaluated.subject.task,
        refund_hour=reservation.hour if reservation else None,
        refund_usd=reservation.refund_usd(result) if reservation else 0.0,
        cost_usd=result.cost_usd or 0.0,
    )


def why_blocked(failures: int, evaluations: Sequence[Evaluation]) -> str | None:
    """`failures`: in a row, the last ones among these. None: the evaluator may go on."""
    if failures < BLOCK_AFTER:
        return None
    last = next((each for each in reversed(evaluations) if each.outcome == "failed"), None)
    what = f" with {last.reason}: {last.detail}" if last else ""
    return f"{failures} evaluations failed in a row, the last one{what}"


def detail_of(result: Result) -> str:
    """For a person: the scores, or what went wrong."""
    if isinstance(result, Scored):
        return ", ".join(f"{score.name} = {score.value}" for score in result.scores)
    return result.detail if isinstance(result, Failed) else ""


def kind_of(value: int | float | bool | str) -> ScoreKind:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "label"
    return "integer" if isinstance(value, int) else "float"


def _score_ids(active: ActiveEvaluator, subject: Subject, count: int) -> list[str]:
    """UUIDs of version 7 that follow from the task, whichever node does it. Empty: it has no task."""
    if subject.task is None:
        return []
    _, due_at_us = subject.task
    of_task = f"{active.id.consumer.id}\n{active.version}\n{subject.id}\n{due_at_us}"
    return [_uuid7(due_at_us // 1000, f"{of_task}\n{index}") for index in range(count)]


def _uuid7(at_ms: int, text: str) -> str:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).digest()
    value = at_ms << 80 | int.from_bytes(digest) & ~(0xF << 76 | 0x3 << 62) | 7 << 76 | 2 << 62
    return str(UUID(int=value))


def _new_score(active: ActiveEvaluator, subject: Subject, score: GivenScore) -> NewScore:
    value = score.value
    return NewScore(
        target_id=subject.id,
        name=score.name,
        kind=kind_of(value),
        value=None if isinstance(value, str) else float(value),
        label=value if isinstance(value, str) else None,
        target_kind=active.definition.target,
        author=active.id.name,
        source="model" if active.definition.judge else "code",
        comment=score.comment,
        evaluator=active.id.name,
        evaluator_version=active.version,
        probability=subject.probability,
    )
