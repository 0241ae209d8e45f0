"""A check → a function that takes a call and says whether the condition holds. Runs in a process of its own, because a
regular expression can take for ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import jsonschema_rs

from evaluation.evaluators.checks import texts
from evaluation.evaluators.checks.check_model import Check, no_retrieval
from evaluation.evaluators.checks.texts import Unclear

Call = Mapping[str, Any]  # see evaluation/evaluators/call.py
Problem = Callable[[Call], str | None]  # why the condition does not hold; None: it holds. Raises Unclear
_MAX_COMMENT_CHARACTERS = 500


class Verdict(NamedTuple):
    """What a check says of a call."""

    holds: bool | None  # None: it cannot be said, because of `reason`
    comment: str | None = None
    reason: str | None = None


class CompiledCheck:
    """Made once, used for many calls."""

    def __init__(self, check: Check) -> None:
        self.score = check.score
        self._negate = check.negate
        self._problem = _MAKERS[check.type](check)

    def __call__(self, call: Call) -> Verdict:
        try:
            problem = self._problem(call)
        except Unclear as unclear:
            return Verdict(None, reason=str(unclear))
        return Verdict((problem is None) != self._negate, problem and problem[:_MAX_COMMENT_CHARACTERS])


def compiled(checks: Sequence[Check]) -> list[CompiledCheck]:
    return [CompiledCheck(check) for check in checks]


def _text_of(call: Call) -> str:
    text = call["answer_text"]
    if not text:
        raise Unclear("no_text")
    return str(text)


def _of_text(check: Check, problem: Callable[[str], str | None]) -> Problem:
    if check.code_block:
        return lambda call: problem(texts.code_block(_text_of(call)))
    return lambda call: problem(_text_of(call))


def _json_schema(check: Check) -> Problem:
    assert check.json_schema is not None
    validator = jsonschema_rs.validator_for(check.json_schema, retriever=no_retrieval)
    return _of_text(check, texts.schema_problem(validator))


def _regex(check: Check) -> Problem:
    assert check.pattern is not None
    pattern = re.compile(check.pattern, re.IGNORECASE if check.ignore_case else 0)
    return _of_text(check, lambda text: None if pattern.search(text) else "no match")


def _contains(check: Check) -> Problem:
    assert check.texts is not None
    if check.ignore_case:
        folded = [each.casefold() for each in check.texts]
        return _of_text(check, lambda text: _missing(folded, text.casefold()))
    wanted = check.texts
    return _of_text(check, lambda text: _missing(wanted, text))


def _missing(wanted: Sequence[str], text: str) -> str | None:
    return None if any(each in text for each in wanted) else "none of the texts"


def _length(check: Check) -> Problem:
    unit = check.unit or "characters"
    return lambda call: _outside(check, texts.count(_text_of(call), unit), unit)


def _number(field: str, unit: str) -> Callable[[Check], Problem]:
    def make(check: Check) -> Problem:
        def problem(call: Call) -> str | None:
            value = call[field]
            if value is None:
                raise Unclear(f"no_{check.type}")
            return _outside(check, value, unit)

        return problem

    return make


def _outside(check: Check, value: float, unit: str) -> str | None:
    low, high = check.minimum, check.maximum
    is_inside = (low is None or value >= low) and (high is None or value <= high)
    return None if is_inside else f"{value:.12g} {unit}"


def _refusal(_check: Check) -> Problem:
    def problem(call: Call) -> str | None:
        if call["refused"]:
            return None
        return None if texts.is_refusal(_text_of(call)) else "no refusal"

    return problem


def _tool_called(check: Check) -> Problem:
    wanted = check.tools

    def problem(call: Call) -> str | None:
        names = [each["name"] for each in call["tool_calls"]]
        if names and (wanted is None or any(name in wanted for name in names)):
            return None
        return f"called {', '.join(names)}" if names else "no tool called"

    return problem


def _finish_reason(check: Check) -> Problem:
    assert check.reasons is not None
    reasons = frozenset(check.reasons)

    def problem(call: Call) -> str | None:
        reason = call["finish_reason"]
        if reason is None:
            raise Unclear("no_finish_reason")
        return None if reason in reasons else str(reason)

    return problem


_MAKERS: dict[str, Callable[[Check], Problem]] = {
    "valid_json": lambda check: _of_text(check, texts.json_problem),
    "json_schema": _json_schema,
    "regex": _regex,
    "contains": _contains,
    "length": _length,
    "refusal": _refusal,
    "language": lambda check: _of_text(check, texts.language_problem(check.languages or ())),
    "latency": _number("latency_ms", "ms"),
    "cost": _number("cost_usd", "USD"),
    "tool_called": _tool_called,
    "finish_reason": _finish_reason,
    "valid_python": lambda check: _of_text(check, texts.python_problem),
    "valid_sql": lambda check: _of_text(check, texts.sql_problem()),
}
