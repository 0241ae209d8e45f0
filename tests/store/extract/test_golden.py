"""Streams as providers send them, beside the object that the same call gives without streaming."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from store.extract.bodies import sse
from store.extract.bodies.deltas import coalesce
from store.extract.dialects import openai_chat
from tests.store.extract.calls import GOLDEN, SSE, extracted, golden_json, golden_sse, path_of, shown


@pytest.mark.parametrize("name", GOLDEN)
def test_assembled(name: str) -> None:
    """A stream is shown as the answer of the same call without streaming."""
    assert shown(golden_sse(name), path_of(name)) == golden_json(name)


@pytest.mark.parametrize("name", [name for name in GOLDEN if "cut" not in name and "error" not in name])
def test_same_fields(name: str) -> None:
    """The same fields are extracted from a stream and from a whole answer, except for `is_stream`."""
    request = {"model": "asked", "messages": [{"role": "user", "content": "When is noon?"}]}
    streamed = extracted(request, golden_sse(name), path_of(name))
    whole = extracted(request, golden_json(name), path_of(name))
    assert streamed.is_stream
    assert not whole.is_stream
    assert streamed.answer_preview
    assert streamed.finish_reason
    assert replace(streamed, is_stream=False, response_headers=whole.response_headers) == whole


@pytest.mark.parametrize("name", GOLDEN)
def test_any_cut(name: str) -> None:
    """A stream cut at any byte shows a beginning of its text, never anything else."""
    body, path = golden_sse(name), path_of(name)
    text = extracted(None, body, path).answer_preview or ""
    for end in range(0, len(body), 7):
        cut = extracted(None, body[:end], path, response_truncated=True).answer_preview or ""
        # A tool's name is shown before its arguments are there.
        assert text.startswith(cut) or "(" in cut or "error" in name, end


def _outcome(name: str) -> str:
    return "answer_failed" if "error" in name else "client_closed" if "cut" in name else "ok"


@pytest.mark.parametrize(("name", "outcome"), [(name, _outcome(name)) for name in GOLDEN])
def test_left_after_the_end(name: str, outcome: str) -> None:
    """A client that left when the stream had said it was over has had a good call; one that left before has not. One
    that left because of an error in the stream has had a failed call."""
    assert extracted(None, golden_sse(name), path_of(name), outcome="client_closed").outcome == outcome


def test_left_during_a_whole_answer() -> None:
    """A whole answer is complete when its JSON is."""
    json = {"content-type": "application/json"}
    assert extracted(None, {"id": "a"}, outcome="client_closed").outcome == "ok"
    assert extracted(None, b'{"id": "a"', outcome="client_closed", response_headers=json).outcome == "client_closed"
    assert extracted(None, None, outcome="client_closed").outcome == "client_closed"


def test_few_events_stay() -> None:
    """Deltas that differ only in their text become one event, whatever padding each of them carries."""
    slim = coalesce(golden_sse("chat_text"), openai_chat.DIALECT.delta)
    assert len(list(sse.events(golden_sse("chat_text")))) == 20
    assert len(list(sse.events(slim))) == 5


USAGES: dict[str, dict[str, Any]] = {
    "chat_text": {"prompt_tokens": 24, "completion_tokens": 16, "prompt_cache_read_tokens": 8},
    "chat_reasoning": {
        "prompt_tokens": 40,
        "completion_tokens": 12,
        "prompt_cache_read_tokens": 32,
        "reasoning_tokens": 7,
    },
    "responses": {
        "prompt_tokens": 50,
        "completion_tokens": 40,
        "prompt_cache_read_tokens": 16,
        "reasoning_tokens": 24,
    },
    "completions": {"prompt_tokens": 5, "completion_tokens": 6},
    # Read from the cache and written to it: not in Anthropic's input_tokens, but in ours.
    "anthropic_tools": {
        "prompt_tokens": 420,
        "completion_tokens": 89,
        "prompt_cache_read_tokens": 300,
        "prompt_cache_write_tokens": 100,
    },
    # Cut: what was read is known from the beginning, what was written is not.
    "anthropic_error": {"prompt_tokens": 12, "completion_tokens": None},
    "chat_error": {"prompt_tokens": None, "completion_tokens": None},
}


@pytest.mark.parametrize("name", USAGES)
def test_usage(name: str) -> None:
    usage = extracted(None, golden_sse(name), path_of(name)).usage
    assert {key: getattr(usage, key) for key in USAGES[name]} == USAGES[name]


def test_error_in_mid_stream_is_shown_without_text() -> None:
    error = b'data: {"error":{"message":"Rate limit reached","type":"requests"}}\n\n'
    assert extracted(None, error, response_headers=SSE).answer_preview == "Rate limit reached"


def test_an_empty_event_is_not_the_end() -> None:
    assert extracted(None, b"data: {}\n\n", outcome="client_closed").outcome == "client_closed"
    assert extracted(None, b"data: [DONE]\n\n: bye\n\n", outcome="client_closed").outcome == "ok"


def test_text_around_a_broken_event_is_kept() -> None:
    """An event that is not JSON costs only itself."""
    event = b'data: {"choices":[{"index":0,"delta":{"content":"%b"}}]}\n\n'
    body = event % b"No" + event % b'o"' + event % b"on" + event % b"."
    assert extracted(None, body).answer_preview == "Noon."
    assert extracted(None, b"data: nonsense\n\n" * 3 + body).answer_preview == "Noon."
