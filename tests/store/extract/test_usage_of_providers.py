"""Usage as providers state it, beside the tokens and the cost that the log must have."""

from __future__ import annotations

from typing import Any

import pytest

from tests.store.extract.calls import extracted
from tests.store.extract.wire import CHAT, JSON_TYPE, MESSAGES, USAGE, check, chunk, message, sse


@pytest.mark.parametrize(
    ("upstream", "path", "request_", "response", "right"),
    [
        pytest.param(
            "xai",
            "/v1/chat/completions",
            {"model": "grok-3-mini", "messages": MESSAGES},
            {
                "model": "grok-3-mini",
                "choices": [],
                "usage": {
                    "prompt_tokens": 32,
                    "completion_tokens": 9,
                    "total_tokens": 135,
                    "completion_tokens_details": {"reasoning_tokens": 94},
                },
            },
            {"completion_tokens": 103, "cost_usd": (32 * 0.3 + 103 * 0.5) / 1e6, "cost_source": "price_table"},
            id="xai",
        ),
        pytest.param(
            "google",
            "/v1beta/openai/chat/completions",
            {"model": "gemini-2.5-flash", "messages": MESSAGES},
            {
                "model": "gemini-2.5-flash",
                "usage": {"prompt_tokens": 20, "completion_tokens": 198, "total_tokens": 623},
            },
            {"completion_tokens": 603, "cost_usd": (20 * 0.3 + 603 * 2.5) / 1e6},
            id="gemini over openai's api",
        ),
        pytest.param(
            "anthropic",
            "/v1/messages",
            {"model": "claude-sonnet-4-5", "messages": MESSAGES},
            message(
                {
                    "input_tokens": 10,
                    "cache_creation_input_tokens": 100_000,
                    "output_tokens": 10,
                    "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 100_000},
                }
            ),
            {"prompt_tokens": 100_010, "prompt_cache_write_1h_tokens": 100_000, "cost_usd": 0.60018},
            id="anthropic: an hour in the cache",
        ),
        pytest.param(
            "anthropic",
            "/v1/messages",
            {"model": "claude-sonnet-4-5", "messages": MESSAGES},
            message({"input_tokens": 1000, "output_tokens": 100, "server_tool_use": {"web_search_requests": 3}}),
            {"web_searches": 3, "cost_usd": 0.0345, "tool_cost_usd": 0.03},
            id="anthropic: searches",
        ),
        pytest.param(
            "openrouter",
            "/v1/chat/completions",
            CHAT,
            {"model": "vendor-x/new-model", "usage": USAGE | {"cost": 0.00123}},
            {"cost_usd": 0.00123, "cost_source": "provider"},
            id="openrouter says what it cost",
        ),
        pytest.param(
            "openrouter",
            "/v1/chat/completions",
            CHAT,
            {
                "model": "openai/gpt-4o-mini",
                "usage": USAGE | {"cost": 0.001, "is_byok": True, "cost_details": {"upstream_inference_cost": 0.02}},
            },
            {"cost_usd": 0.021, "cost_source": "provider"},
            id="openrouter with a key of one's own",
        ),
        pytest.param(
            "openrouter",
            "/v1/chat/completions",
            CHAT,
            {"model": "m:free", "usage": USAGE | {"cost": 0}},
            {"cost_usd": 0.0, "cost_source": "provider"},
            id="free is a price",
        ),
        pytest.param(
            "perplexity",
            "/chat/completions",
            CHAT,
            {"model": "sonar-pro", "usage": USAGE | {"cost": {"request_cost": 0.006, "total_cost": 0.0066}}},
            {"cost_usd": 0.0066},
            id="perplexity",
        ),
        pytest.param(
            "openai",
            "/v1/responses",
            {"model": "gpt-5", "input": "x"},
            {
                "model": "gpt-5",
                "status": "completed",
                "output": [
                    {"type": "web_search_call", "status": "completed", "action": {"type": "search"}},
                    {"type": "web_search_call", "status": "completed", "action": {"type": "open_page"}},
                    {"type": "code_interpreter_call", "container_id": "c1", "status": "completed"},
                    {"type": "code_interpreter_call", "container_id": "c1", "status": "completed"},
                ],
                "usage": {"input_tokens": 0, "output_tokens": 0},
            },
            {"tool_cost_usd": 0.04},
            id="responses: tools",
        ),
        pytest.param(
            "mine",
            "/v1/embeddings",
            {"model": "text-embedding-3-small", "input": "a"},
            {"object": "list", "data": [], "model": "text-embedding-3-small", "usage": {"total_tokens": 8}},
            {"prompt_tokens": 8, "completion_tokens": 0, "cost_usd": 1.6e-7},
            id="embeddings anywhere",
        ),
        pytest.param(
            "openai",
            "/v1/images/generations",
            {"model": "gpt-image-1", "prompt": "a sundial"},
            {"created": 1, "data": [{}], "usage": {"total_tokens": 4310, "input_tokens": 150, "output_tokens": 4160}},
            {"cost_usd": 0.16715, "dialect": "openai_images", "prompt_preview": "a sundial"},
            id="pictures",
        ),
    ],
)
def test_tokens_and_money(upstream: str, path: str, request_: Any, response: Any, right: dict[str, Any]) -> None:
    check(extracted(request_, response, path, upstream=upstream, target_url="http://127.0.0.1/"), right)


def test_litellm_states_the_cost_in_a_header() -> None:
    headers = JSON_TYPE | {"x-litellm-response-cost": "0.0042"}
    row = extracted(CHAT, {"model": "m", "usage": USAGE}, response_headers=headers)
    assert (row.cost_usd, row.cost_source) == (0.0042, "provider")


def test_a_zero_in_the_last_event_erases_nothing() -> None:
    body = sse(
        {
            "type": "message_start",
            "message": message({"input_tokens": 1500, "output_tokens": 1}, content=[], stop_reason=None),
        },
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn"},
            "usage": {"input_tokens": 0, "output_tokens": 12},
        },
        {"type": "message_stop"},
        done=False,
        named=True,
    )
    check(extracted(CHAT, body, "/v1/messages"), {"prompt_tokens": 1500, "completion_tokens": 12, "outcome": "ok"})


def test_usage_inside_of_a_choice() -> None:
    """Moonshot."""
    body = sse(
        chunk({"content": "hi"}), chunk(choices=[{"index": 0, "delta": {}, "finish_reason": "stop", "usage": USAGE}])
    )
    check(extracted(CHAT, body), {"prompt_tokens": 100, "completion_tokens": 20})


def test_counts_that_contradict_the_total_are_marked() -> None:
    row = extracted(CHAT, {"model": "gpt-4o", "usage": USAGE | {"total_tokens": 7}})
    assert row.usage_contradicts
    check(row, {"prompt_tokens": 100})
