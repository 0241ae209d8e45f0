"""Logged calls as evaluators see them, in each dialect."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from evaluation.evaluators.call import CannotRead, call_of, messages_of, session_of
from store.models import Bodies, ExchangeRow, NewScore, Request, RequestTotals, Score, Usage
from tests.store.calls import exchange

DATA = Path(__file__).parents[1] / "data"
PATHS = {"chat": "/v1/chat/completions", "anthropic": "/v1/messages", "responses": "/v1/responses"}


def request_of(row: ExchangeRow, scores: Sequence[Score] = ()) -> Request:
    totals = RequestTotals(1, 0, len(scores), Usage(9, 3), 0.5, None, 2_000)
    return Request(row.request_id, [row], [], list(scores), totals)


def row_of(name: str, **changes: Any) -> ExchangeRow:
    headers = {"content-type": "application/json"}
    fields: dict[str, Any] = {"path": PATHS[name.partition("_")[0]], "request_headers": headers}
    return exchange("e1", **(fields | {"response_headers": headers} | changes))


def call(name: str, asked: Any, **changes: Any) -> dict[str, Any]:
    bodies = Bodies(json.dumps(asked).encode(), (DATA / f"{name}.json").read_bytes())
    return call_of(request_of(row_of(name, **changes)), bodies)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("chat_tools", [("sun_position", "São Paulo"), ("shadow_length", "quoted")]),
        ("chat_function", [("sunset", "48.1")]),
        ("anthropic_tools", [("sun_position", "Berlin")]),
        ("responses", [("sun_position", "Oslo")]),
    ],
)
def test_tool_calls_are_found_in_each_dialect(name: str, expected: list[tuple[str, str]]) -> None:
    """With their names and their arguments as text."""
    calls = call(name, {"messages": []})["tool_calls"]
    assert [each["name"] for each in calls] == [tool for tool, _ in expected]
    for each, (_, part) in zip(calls, expected, strict=True):
        assert part in each["arguments"]


def test_an_answer_that_is_a_tool_call_has_no_text_of_its_own() -> None:
    shown = call("chat_tools", {"messages": [{"role": "user", "content": "Weather?"}]})
    assert shown["answer"].startswith(f"{shown['tool_calls'][0]['name']}(")
    assert shown["answer_text"] == ""


def test_a_refusal_is_known_by_the_provider_s_mark() -> None:
    refused = call("chat_refusal", {"messages": []})
    assert refused["refused"]
    assert refused["answer_text"]
    assert not call("chat_text", {"messages": []})["refused"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"messages": [{"role": "system", "content": "Be kind"}, {"role": "user", "content": "Hi"}]},
         [("system", "Be kind"), ("user", "Hi")]),
        ({"system": "Be kind", "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]},
         [("system", "Be kind"), ("user", "Hi")]),
        ({"instructions": "Be kind", "input": "Hi"}, [("system", "Be kind"), ("user", "Hi")]),
        ({"input": [{"role": "user", "content": [{"type": "input_text", "text": "Hi"}]}]}, [("user", "Hi")]),
        ({"systemInstruction": {"parts": [{"text": "Be kind"}]},
          "contents": [{"role": "user", "parts": [{"text": "Hi"}]}]},
         [("system", "Be kind"), ("user", "Hi")]),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:…"}}]}]},
         [("user", "[image]")]),
        ({"messages": [{"role": "assistant", "content": None, "tool_calls": [
            {"type": "function", "function": {"name": "f", "arguments": "{}"}}]}]},
         [("assistant", "[calls f({})]")]),
        ({"messages": 5, "prompt": None}, []),
    ],
)  # fmt: skip
def test_messages_are_shown_whole_in_any_dialect(asked: Any, expected: list[tuple[str, str]]) -> None:
    assert [(each["role"], each["text"]) for each in messages_of(asked)] == expected


def test_long_messages_are_not_cut() -> None:
    parts = [{"type": "text", "text": f"part {number}"} for number in range(2_000)]
    (message,) = messages_of({"messages": [{"role": "user", "content": parts}]})
    assert message["text"].endswith("part 1999")


@pytest.mark.parametrize(
    ("changes", "bodies", "reason"),
    [
        ({"response_truncated": True}, Bodies(b"{}", b"{}"), "body_cut"),
        ({}, None, "no_body"),
        ({"extract_error": "too_large"}, Bodies(b"{}", b"{}"), "not_readable"),
    ],
)
def test_what_is_not_whole_is_not_shown(changes: Any, bodies: Bodies | None, reason: str) -> None:
    with pytest.raises(CannotRead, match=reason):
        call_of(request_of(row_of("chat_text", **changes)), bodies)


def test_scores_and_the_reference_are_part_of_a_call() -> None:
    """The reference is a property in any case, or a label of that name."""
    sent = NewScore("e1", "Reference", "label", label="Paris")
    scores = [
        Score("1", 1, "e1", NewScore("e1", "accuracy", "integer", 92.0), 1),
        Score("2", 1, "e1", NewScore("e1", "safe", "boolean", 1.0), 2),
        Score("3", 1, "e1", sent, 3),
    ]
    bodies = Bodies(b'{"messages": []}', (DATA / "chat_text.json").read_bytes())
    shown = call_of(request_of(row_of("chat_text"), scores), bodies)
    assert shown["scores"] == {"accuracy": 92, "safe": True, "Reference": "Paris"}
    assert shown["reference"] == "Paris"
    with_property = row_of("chat_text", properties={"reference": "Lyon"})
    assert call_of(request_of(with_property, scores), bodies)["reference"] == "Lyon"
    assert call_of(request_of(row_of("chat_text")), bodies)["reference"] is None


def test_a_session_has_the_sums_of_its_calls() -> None:
    one = call("chat_text", {"messages": [{"role": "user", "content": "Hi"}]}, properties={"A": "1"})
    two = call("chat_text", {"messages": [{"role": "user", "content": "Bye"}]}, properties={"B": "2"})
    whole = session_of("s1", [one, two])
    assert (whole["session_id"], whole["cost_usd"], whole["prompt_tokens"]) == ("s1", 1.0, 18)
    assert whole["properties"] == {"A": "1", "B": "2"}
    assert (whole["question"], len(whole["calls"])) == ("Bye", 2)
