"""Checks: what holds, what does not and why, and what cannot be said."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from evaluation.evaluators.checks.check_model import PARAMETERS, Check
from evaluation.evaluators.checks.checking import CompiledCheck, Verdict

GERMAN = "Der Fluss entspringt im Norden und mündet nach dreihundert Kilometern ins Meer."
ENGLISH = "The river rises in the hills to the north and reaches the sea after a long way."


def verdict(text: str, check: dict[str, Any], **facts: Any) -> Verdict:
    call = {"answer_text": text, "refused": False, "tool_calls": [], "finish_reason": "stop", "latency_ms": 800.0}
    return CompiledCheck(Check(score="x", **check))(call | {"cost_usd": None} | facts)


@pytest.mark.parametrize(
    ("check", "holds", "fails", "why"),
    [
        ({"type": "valid_json"}, '{"a": [1]}', '{"a": NaN}', "line 1"),
        ({"type": "valid_json", "code_block": True}, "So:\n```json\n{}\n```\nDone.", "So:\n```\n{,}\n```", "line 1"),
        ({"type": "json_schema", "json_schema": {"required": ["a"]}}, '{"a": 1}', '{"b": 1}', '/: "a" is a required'),
        ({"type": "json_schema", "json_schema": {"type": "object"}}, "{}", "none", "not JSON"),
        ({"type": "json_schema", "json_schema": {"items": {"type": "integer"}}}, "[1]", '[1, "x"]', "/1: "),
        ({"type": "regex", "pattern": r"\d+"}, "in 42 days", "soon", "no match"),
        ({"type": "regex", "pattern": "paris", "ignore_case": True}, "PARIS", "Lyon", "no match"),
        ({"type": "contains", "texts": ["Paris", "Lyon"]}, "to Lyon", "paris", "none of the texts"),
        ({"type": "contains", "texts": ["STRASSE"], "ignore_case": True}, "Straße", "Weg", "none of the texts"),
        ({"type": "length", "maximum": 3, "unit": "words"}, "one two three", "one two three four", "4 words"),
        ({"type": "length", "minimum": 2, "unit": "lines"}, "a\nb", "a", "1 lines"),
        ({"type": "length", "maximum": 3}, "abc", "abcd", "4 characters"),
        ({"type": "refusal"}, "I'm sorry, but I can't help with that.", "I can't wait to help you!", "no refusal"),
        (
            {"type": "refusal"},
            "Unfortunately, I am unable to provide medical advice.",
            "The pump is unable to start.",
            "no",
        ),
        ({"type": "language", "languages": ["de"]}, GERMAN, ENGLISH, "in en"),
        ({"type": "valid_python"}, "x = [i for i in range(3)]", "x = = 3", "line 1: invalid syntax"),
        ({"type": "valid_sql"}, "WITH a AS (SELECT 1) SELECT * FROM a", "SELEC 1", "Parser Error"),
    ],
)
def test_conditions_on_the_text(check: dict[str, Any], holds: str, fails: str, why: str) -> None:
    """The comment says why a condition does not hold; `negate` turns the score round."""
    assert verdict(holds, check) == Verdict(True)
    failed = verdict(fails, check)
    assert failed.holds is False
    assert why in (failed.comment or "")
    assert verdict(fails, check | {"negate": True}).holds is True


@pytest.mark.parametrize(
    ("check", "facts", "expected"),
    [
        ({"type": "latency", "maximum": 1_000}, {}, True),
        ({"type": "latency", "minimum": 1_000}, {}, False),
        ({"type": "cost", "maximum": 0.01}, {"cost_usd": 0.02}, False),
        ({"type": "tool_called"}, {"tool_calls": [{"name": "search", "arguments": ""}]}, True),
        ({"type": "tool_called"}, {}, False),
        ({"type": "tool_called", "tools": ["search"]}, {"tool_calls": [{"name": "other", "arguments": ""}]}, False),
        ({"type": "finish_reason", "reasons": ["stop", "end_turn"]}, {}, True),
        ({"type": "finish_reason", "reasons": ["stop"]}, {"finish_reason": "length"}, False),
        ({"type": "refusal"}, {"refused": True}, True),
    ],
)
def test_conditions_on_the_facts(check: dict[str, Any], facts: dict[str, Any], expected: bool) -> None:
    assert verdict("Yes.", check, **facts).holds is expected


@pytest.mark.parametrize(
    ("check", "text", "facts", "reason"),
    [
        ({"type": "valid_json"}, "", {}, "no_text"),
        ({"type": "language", "languages": ["en"]}, "Ok!", {}, "language_unclear"),
        ({"type": "cost", "maximum": 1}, "x", {}, "no_cost"),
        ({"type": "latency", "maximum": 1}, "x", {"latency_ms": None}, "no_latency"),
        ({"type": "finish_reason", "reasons": ["stop"]}, "x", {"finish_reason": None}, "no_finish_reason"),
    ],
)
def test_what_cannot_be_said_gives_no_score(check: Any, text: str, facts: Any, reason: str) -> None:
    assert verdict(text, check, **facts) == Verdict(None, reason=reason)


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ({"type": "regex"}, "'pattern' is required for the check regex"),
        ({"type": "regex", "pattern": "x", "texts": ["a"]}, "'texts': not a parameter of the check regex"),
        ({"type": "refusal", "pattern": "x"}, "it takes no parameters"),
        ({"type": "latency"}, "the check latency needs 'minimum' or 'maximum'"),
        ({"type": "length", "minimum": 3, "maximum": 2}, "'minimum' must not be above 'maximum'"),
        ({"type": "json_schema", "json_schema": {"type": "objekt"}}, "is not a JSON schema"),
        ({"type": "nonsense"}, "Input should be 'valid_json'"),
    ],
)
def test_wrong_parameters_are_named(check: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Check(score="x", **check)


def test_the_table_of_parameters_names_fields_of_the_model() -> None:
    for takes in PARAMETERS.values():
        assert {*takes.required, *takes.optional, *takes.one_of} <= Check.model_fields.keys()
