"""Merging many events into few does not change what they say."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from store.extract.bodies import sse
from store.extract.bodies.deltas import coalesce
from store.extract.bodies.parsing import parse
from store.extract.dialects import anthropic_messages, openai_chat, openai_completions
from store.extract.dialects.dialect import Dialect

TEXTS = st.text(alphabet=st.sampled_from('ab"\\/{}[],:\n\t☀🌍é\u2028'), max_size=6)
ASCII = st.booleans()


def _join(body: bytes, dialect: Dialect) -> Any:
    values = [parse(event.data) for event in sse.events(body)]
    return dialect.join([value for value in values if isinstance(value, dict)])


def _stream(events: list[dict[str, Any]], ascii_only: bool, spaces: bool) -> bytes:
    separators = (", ", ": ") if spaces else (",", ":")
    return b"".join(
        f"data: {json.dumps(event, ensure_ascii=ascii_only, separators=separators)}\n\n".encode() for event in events
    )


def _same(events: list[dict[str, Any]], dialect: Dialect, ascii_only: bool, spaces: bool, cut: int) -> None:
    body = _stream(events, ascii_only, spaces)
    assert _join(coalesce(body, dialect.delta), dialect) == _join(body, dialect)
    cut_body = body[: max(0, len(body) - cut)]
    assert _join(coalesce(cut_body, dialect.delta), dialect) == _join(cut_body, dialect)


@st.composite
def chat_chunks(draw: st.DrawFn) -> dict[str, Any]:
    text = draw(TEXTS)
    delta: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"content": text},
                {"role": "assistant", "content": text},
                {"reasoning_content": text},
                {"refusal": text},
                {"tool_calls": [{"index": 0, "function": {"arguments": text}}]},
                {"tool_calls": [{"index": 1, "function": {"arguments": text}}]},
                {
                    "tool_calls": [
                        {"index": 1, "id": text, "type": "function", "function": {"name": "f", "arguments": ""}}
                    ]
                },
                {},
            ]
        )
    )
    choice = {"index": draw(st.integers(0, 1)), "delta": delta, "finish_reason": draw(st.sampled_from([None, "stop"]))}
    padding = {"obfuscation": "x" * draw(st.integers(0, 3))} if draw(st.booleans()) else {}
    return {"id": "c", "choices": [choice], "created": draw(st.integers(1, 2))} | padding


@given(
    st.lists(st.lists(chat_chunks(), max_size=3).map(lambda few: few * 2), max_size=4), ASCII, ASCII, st.integers(0, 80)
)
def test_chat(runs: list[list[dict[str, Any]]], ascii_only: bool, spaces: bool, cut: int) -> None:
    _same([chunk for run in runs for chunk in run], openai_chat.DIALECT, ascii_only, spaces, cut)


@given(st.lists(TEXTS), ASCII, ASCII, st.integers(0, 80))
def test_chat_text(texts: list[str], ascii_only: bool, spaces: bool, cut: int) -> None:
    events = [{"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]} for text in texts]
    _same(events, openai_chat.DIALECT, ascii_only, spaces, cut)


@given(st.lists(TEXTS), ASCII, ASCII, st.integers(0, 80))
def test_completions(texts: list[str], ascii_only: bool, spaces: bool, cut: int) -> None:
    events = [{"choices": [{"index": 0, "text": text, "finish_reason": None}]} for text in texts]
    _same(events, openai_completions.DIALECT, ascii_only, spaces, cut)


@given(st.lists(st.tuples(st.integers(0, 1), TEXTS)), ASCII, ASCII, st.integers(0, 80))
def test_anthropic(deltas: list[tuple[int, str]], ascii_only: bool, spaces: bool, cut: int) -> None:
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": {"id": "m"}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "tool_use", "input": {}}},
    ]
    kinds = ({"type": "text_delta"}, "text"), ({"type": "input_json_delta"}, "partial_json")
    for index, text in deltas:
        kind, key = kinds[index]
        events.append({"type": "content_block_delta", "index": index, "delta": kind | {key: text}})
    _same(events, anthropic_messages.DIALECT, ascii_only, spaces, cut)


def test_text_that_looks_like_the_glue() -> None:
    """An answer that quotes a stream is not cut by it."""
    quoted = '"},"finish_reason":null}]}\n\ndata: {"choices":[{"index":0,"delta":{"content":"'
    events = [
        {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}
        for text in ("a", quoted, quoted, "b")
    ]
    body = _stream(events, True, False)
    joined = _join(coalesce(body, openai_chat.DIALECT.delta), openai_chat.DIALECT)
    assert joined.answer["choices"][0]["message"]["content"] == f"a{quoted}{quoted}b"
