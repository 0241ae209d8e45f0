"""A judge's answer → scores, or why there are none. Pure."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import orjson

from evaluation.evaluators.checks.texts import code_block
from evaluation.evaluators.definition import Judge, JudgeScore
from evaluation.evaluators.judge.prompt import TOOL, schema
from evaluation.evaluators.results import Failed, Result, Scored, Skipped
from evaluation.evaluators.sandbox.given import GivenScore
from store.extract.bodies.parsing import Json, mapping, mappings, text

_MAX_COMMENT_CHARACTERS = 10_000
_REFUSED = frozenset({"content_filter", "refusal"})


class _BadAnswer(Exception):
    """The message says what is wrong with it."""


def result_of(judge: Judge, content: bytes, cost_usd: float | None) -> Result:
    """`content`: the body of an answer with status 200."""
    try:
        response = _parsed(content.decode("utf-8", "replace"))
        if not isinstance(response, dict):
            raise _BadAnswer("the answer is no JSON object")
        given, reason = _of_anthropic(response) if judge.api == "anthropic" else _of_openai(response)
        if reason in _REFUSED:
            return Skipped("judge_refused", cost_usd)
        if reason in ("length", "max_tokens"):
            raise _BadAnswer(f"the answer was cut after {judge.max_answer_tokens} tokens")
        return Scored(_scores(judge, _parsed(code_block(given)) if isinstance(given, str) else given), cost_usd)
    except _BadAnswer as error:
        return Failed("bad_answer", str(error), cost_usd)


def _parsed(said: str) -> Any:
    try:
        return orjson.loads(said)
    except orjson.JSONDecodeError:
        raise _BadAnswer(f"not JSON: {said[:300]!r}") from None


def _scores(judge: Judge, given: Any) -> list[GivenScore]:
    error = next(jsonschema_rs.validator_for(schema(judge)).iter_errors(given), None)
    if error is not None:
        path = ".".join(map(str, error.instance_path))
        raise _BadAnswer(f"{path or 'answer'}: {error.message[:300]}")
    return [_score(score, given[score.name]) for score in judge.scores]


def _of_openai(response: Json) -> tuple[Any, str]:
    """What was said, and why the answer ended."""
    choice = next(iter(mappings(response, "choices")), {})
    message = mapping(choice, "message")
    if text(message, "refusal"):
        return "", "refusal"
    return text(message, "content"), text(choice, "finish_reason")


def _of_anthropic(response: Json) -> tuple[Any, str]:
    blocks = mappings(response, "content")
    called = next((block["input"] for block in blocks if text(block, "name") == TOOL and "input" in block), None)
    said = "".join(text(block, "text") for block in blocks)
    return (said if called is None else called), text(response, "stop_reason")


def _score(score: JudgeScore, given: Json) -> GivenScore:
    value = given["score"]
    if score.kind == "float":
        value = float(value)
    elif score.kind == "integer":
        value = int(value)  # the schema accepts 4.0 as an integer
    return GivenScore(score.name, value, given["reasoning"][:_MAX_COMMENT_CHARACTERS] or None)
