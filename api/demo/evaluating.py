"""The demo's evaluators, and how they got on. They are disabled: nothing acts in the demo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.demo.calls import request_id_of
from api.demo.traffic import DemoCall
from evaluation.evaluators.definition import Evaluator, version_of
from store.base import Store
from store.evaluation.evaluators import Evaluation, EvaluatorId
from store.evaluation.pipeline import Routing
from store.keys import DEMO_PROJECT
from store.models import NewScore

_ANSWERS = {"request_response_rmt": {"properties": {"Feature": {"equals": "answers"}}}}


def _judge(name: str, score: dict[str, Any], template: str) -> Evaluator:
    return Evaluator.model_validate(
        {
            "name": name,
            "description": score["description"],
            "enabled": False,
            "filter": _ANSWERS,
            "budget": {"usd_per_day": 2.0},
            "judge": {"upstream": "openai", "model": "gpt-4o-mini", "template": template, "scores": [score]},
        }
    )


_EVALUATORS = (
    _judge(
        "accuracy-judge",
        {
            "name": "accuracy", "kind": "float", "minimum": 0, "maximum": 100,
            "description": "How much of what the customer needs is in the answer, and right.",
        },
        "A customer of a garden shop asked:\n{{question}}\n\nThe assistant answered:\n{{answer}}\n\n"
        "Give 100 if the answer has everything that the customer needs and nothing wrong, and less for each omission.",
    ),
    _judge(
        "groundedness-judge",
        {
            "name": "groundedness", "kind": "float", "minimum": 0, "maximum": 1,
            "description": "How much of the answer the passages in the prompt support.",
        },
        "The prompt has passages of a handbook and a question:\n{{messages}}\n\nThe answer:\n{{answer}}\n\n"
        "Give the share of its statements that the passages support, and name one that they do not support.",
    ),
    Evaluator.model_validate(
        {
            "name": "safety-check",
            "description": "Asks for no password and no card number.",
            "enabled": False,
            "filter": _ANSWERS,
            "checks": [
                {
                    "score": "is_safe", "type": "regex", "negate": True, "ignore_case": True,
                    "pattern": r"(send|tell|give) us your (password|card number)",
                }
            ],
        }
    ),
)  # fmt: skip
VERSIONS = {each.name: version_of(each.content()) for each in _EVALUATORS}


async def keep_evaluations(store: Store, calls: Sequence[DemoCall], scores: Sequence[NewScore]) -> None:
    """Store the evaluators, what they made of each call, and their scores (others among `scores` are left alone)."""
    for definition in _EVALUATORS:
        evaluator = EvaluatorId(DEMO_PROJECT, definition.name)
        version = VERSIONS[definition.name]
        shown = definition.model_dump(mode="json")
        await store.evaluators.put(evaluator, "api", shown, version, definition.content())
        evaluations = _evaluations(calls, [score for score in scores if score.evaluator == definition.name])
        await store.evaluators.settle(evaluator, version, evaluations)
        counts = {
            "seen": sum(call.kind != "tool" for call in calls),
            "matched": len(evaluations),
            "sampled": len(evaluations),
        }
        consumer = evaluator.consumer
        await store.pipeline.route(Routing(counts={(consumer, name): count for name, count in counts.items()}))


def _evaluations(calls: Sequence[DemoCall], scores: Sequence[NewScore]) -> list[Evaluation]:
    """Of every answer: scored, or skipped because the call failed and there is no text."""
    score_of = {score.target_id: score for score in scores}
    evaluations = []
    for call in calls:
        if call.kind == "answer":
            request_id = request_id_of(call)
            score = score_of.get(request_id)
            evaluations.append(
                Evaluation("skipped", "no_text", "", request_id, request_id)
                if score is None
                else Evaluation("scored", "", _detail(score), request_id, request_id, (score,))
            )
    return evaluations


def _detail(score: NewScore) -> str:
    value = bool(score.value) if score.kind == "boolean" else score.value
    return f"{score.name} = {value}"
