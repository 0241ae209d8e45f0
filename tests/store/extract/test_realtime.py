"""Sessions over a WebSocket, as the proxy keeps the messages of the server."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.store.extract.calls import extracted
from tests.store.extract.wire import check


def test_a_websocket_s_model_is_in_its_address() -> None:
    row = extracted(None, None, "/v1/realtime?model=gpt-realtime", method="GET", status=101)
    assert row.model_asked == "gpt-realtime"


def realtime(*messages: dict[str, Any]) -> bytes:
    """The messages of a server over a WebSocket, as the proxy keeps them."""
    return b"".join(json.dumps(message).encode() + b"\n" for message in messages)


def response_done(said: str, read: int, written: int, **fields: Any) -> dict[str, Any]:
    """The message that ends one response of a realtime session; it read `read` tokens, half of them audio."""
    output = [{"type": "message", "content": [{"type": "output_audio", "transcript": said}]}]
    usage = {
        "input_tokens": read,
        "output_tokens": written,
        "total_tokens": read + written,
        "input_token_details": {"text_tokens": read - read // 2, "audio_tokens": read // 2, "cached_tokens": 0},
        "output_token_details": {"text_tokens": 2, "audio_tokens": written - 2},
    }
    response = {"id": "resp_1", "status": "completed", "output": output, "usage": usage, **fields}
    return {"type": "response.done", "response": response}


WEBSOCKET: dict[str, Any] = {"method": "GET", "status": 101, "response_headers": {}}
CREATED = {"type": "session.created", "session": {"id": "sess_1", "model": "gpt-realtime-2026-01-01"}}
BEGUN = {"type": "response.created", "response": {"id": "resp_1"}}


def test_a_realtime_session_counts_all_its_responses() -> None:
    body = realtime(CREATED, BEGUN, response_done("Good day.", 10, 20), BEGUN, response_done("Bye.", 30, 40))
    row = extracted(None, body, "/v1/realtime?model=gpt-realtime", **WEBSOCKET, outcome="client_closed")
    check(
        row,
        {
            "dialect": "openai_realtime",
            "model_asked": "gpt-realtime",
            "model_answered": "gpt-realtime-2026-01-01",
            "upstream_id": "sess_1",
            "prompt_tokens": 40,
            "completion_tokens": 60,
            "prompt_audio_tokens": 20,
            "completion_audio_tokens": 56,
            "answer_preview": "Good day. Bye.",
            "outcome": "ok",
            "error": None,
        },
    )
    assert row.time_to_first_token_ms is None


def test_a_realtime_session_that_was_cut_has_no_sum() -> None:
    """Responses are missing: what is left of the tokens would look like all of them."""
    body = realtime(CREATED, BEGUN, response_done("Good day.", 10, 20))
    row = extracted(None, body, "/v1/realtime", **WEBSOCKET, response_truncated=True)
    check(row, {"prompt_tokens": None, "completion_tokens": None, "model_answered": "gpt-realtime-2026-01-01"})


@pytest.mark.parametrize(
    ("messages", "outcome", "error_code"),
    [
        ((BEGUN,), "client_closed", None),
        (
            (BEGUN, response_done("", 1, 2, status="failed", error={"code": "overloaded"})),
            "answer_failed",
            "overloaded",
        ),
        (({"type": "error", "error": {"type": "invalid", "code": "bad_item"}},), "answer_failed", "bad_item"),
        (({"type": "error", "error": {"code": "bad_item"}}, BEGUN, response_done("Well.", 1, 2)), "ok", None),
        ((BEGUN, response_done("Well.", 1, 2), {"type": "error", "error": {"code": "no_response"}}), "ok", None),
    ],
    ids=["left in mid-response", "failed response", "error", "recovered", "error after the end"],
)
def test_how_a_realtime_session_ends(
    messages: tuple[dict[str, Any], ...], outcome: str, error_code: str | None
) -> None:
    row = extracted(None, realtime(CREATED, *messages), "/v1/realtime", **WEBSOCKET, outcome="client_closed")
    check(row, {"outcome": outcome, "error_code": error_code})


def test_responses_over_a_websocket() -> None:
    """One connection, several responses: each ends with the event that ends a stream."""
    usage = {"input_tokens": 7, "output_tokens": 3, "total_tokens": 10}
    output = [{"type": "message", "content": [{"type": "output_text", "text": "Hello."}]}]
    response = {"id": "resp_2", "model": "gpt-5", "status": "completed", "output": output, "usage": usage}
    body = realtime(BEGUN, {"type": "response.completed", "response": response})
    row = extracted(None, body, "/v1/responses", **WEBSOCKET)
    check(row, {"model_answered": "gpt-5", "prompt_tokens": 7, "completion_tokens": 3, "answer_preview": "Hello."})
