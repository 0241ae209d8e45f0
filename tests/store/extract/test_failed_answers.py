"""Answers of status 200 that failed or were not finished, beside what the log must say of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.store.extract.calls import extracted
from tests.store.extract.wire import CHAT, USAGE, chunk, message, sse


@pytest.mark.parametrize(
    ("path", "body", "error_type", "message_"),
    [
        pytest.param(
            "/v1/chat/completions",
            sse(chunk({"content": "par"}), {"error": {"message": "crashed", "type": "server_error", "code": 500}}),
            "server_error",
            "crashed",
            id="openai: an event",
        ),
        pytest.param(
            "/v1/chat/completions",
            sse(chunk({"content": "par"}, "error", error={"message": "crashed", "code": 502})),
            "502",
            "crashed",
            id="openrouter",
        ),
        pytest.param(
            "/v1/chat/completions", sse(chunk({"content": "par"}, "error")), "error", None, id="finish reason"
        ),
        pytest.param(
            "/v1/chat/completions",
            sse({"object": "error", "message": "crashed", "type": "BadRequestError", "code": 400}),
            "BadRequestError",
            "crashed",
            id="vllm",
        ),
        pytest.param(
            "/v1/messages",
            sse(
                {"type": "message_start", "message": message({"input_tokens": 5}, content=[], stop_reason=None)},
                {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
                done=False,
                named=True,
            ),
            "overloaded_error",
            "Overloaded",
            id="anthropic",
        ),
        pytest.param(
            "/v1/responses",
            sse(
                {
                    "type": "response.failed",
                    "response": {"id": "r", "status": "failed", "error": {"code": "server_error", "message": "boom"}},
                },
                done=False,
                named=True,
            ),
            "server_error",
            "boom",
            id="responses: failed",
        ),
        pytest.param(
            "/v1/responses",
            sse({"type": "error", "code": "server_error", "message": "boom"}, done=False, named=True),
            "server_error",
            "boom",
            id="responses: error",
        ),
    ],
)
@pytest.mark.parametrize("outcome", ["ok", "client_closed", "upstream_cut"])
def test_a_failure_inside_of_a_stream(
    path: str, body: bytes, error_type: str, message_: str | None, outcome: str
) -> None:
    """The call has failed, whoever hung up because of it."""
    row = extracted(CHAT, body, path, outcome=outcome)
    assert (row.outcome, row.error_type) == ("answer_failed", error_type)
    assert row.error == (f"{error_type}: {message_}" if message_ else error_type)


def test_a_failure_inside_of_a_whole_answer() -> None:
    row = extracted(CHAT, {"error": {"message": "Rate limit exceeded upstream", "code": 429}})
    assert (row.outcome, row.error_code, row.error) == ("answer_failed", "429", "429: Rate limit exceeded upstream")


def test_an_error_status_stays_a_relayed_answer() -> None:
    """Its status says that it failed; type, code and message are read beside it."""
    row = extracted(CHAT, {"error": {"message": "Slow down", "type": "requests", "code": "rate_limit"}}, status=429)
    assert (row.outcome, row.error_type, row.error_code, row.error) == (
        "ok",
        "requests",
        "rate_limit",
        "requests: Slow down",
    )


@pytest.mark.parametrize(
    ("path", "events", "outcome"),
    [
        ("/v1/chat/completions", [chunk({"content": "half an ans"})], "answer_incomplete"),
        ("/v1/chat/completions", [chunk({"content": "x"}), chunk({}, "stop")], "ok"),
        ("/v1/chat/completions", [chunk({"content": "x"}), chunk(choices=[], usage=USAGE)], "ok"),
        (
            "/v1/messages",
            [{"type": "content_block_delta", "delta": {"type": "text_delta", "text": "a"}}],
            "answer_incomplete",
        ),
        ("/v1/responses", [{"type": "response.created", "response": {"status": "in_progress"}}], "answer_incomplete"),
    ],
)
def test_a_stream_that_ends_in_mid_answer(path: str, events: list[Any], outcome: str) -> None:
    assert extracted(CHAT, sse(*events, done=False), path).outcome == outcome


def test_an_answer_that_the_provider_ended_early() -> None:
    response = {"id": "r", "status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "output": []}
    row = extracted({"input": "x"}, response, "/v1/responses")
    assert (row.outcome, row.finish_reason) == ("answer_incomplete", "max_output_tokens")


def test_a_chunk_that_is_not_json_is_counted() -> None:
    body = sse(chunk({"content": "Noon "}), b"data: {oops\n\n", chunk({"content": "is near."}, "stop"))
    row = extracted(CHAT, body)
    assert (row.answer_preview, row.unreadable_events, row.outcome) == ("Noon is near.", 1, "ok")
