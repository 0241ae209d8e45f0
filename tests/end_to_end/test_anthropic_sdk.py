"""The official Anthropic client, sync and async, with gnomon as its base URL."""

from __future__ import annotations

from typing import Any

import anthropic
import pytest

from tests.end_to_end.conftest import each, result
from tests.support.anthropic_like import anthropic_error, message, message_events
from tests.support.gate import Gate
from tests.support.scripts import stream
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

REQUEST: dict[str, Any] = {
    "model": "claude-haiku-4-5",
    "max_tokens": 100,
    "messages": [{"role": "user", "content": "Hi there"}],
}
WEATHER = {"name": "weather", "input_schema": {"type": "object", "properties": {"city": {"type": "string"}}}}


def named(request_id: str) -> dict[str, dict[str, str]]:
    return {"extra_headers": {"Helicone-Request-Id": request_id}}


@pytest.mark.parametrize("is_stream", [False, True])
async def test_message(anthropic_sdk: Any, gnomon: Gnomon, request_id: str, is_stream: bool) -> None:
    """Streamed or not: the same text, and cached tokens are part of the prompt tokens, which the provider excludes."""
    if is_stream:
        events = await result(anthropic_sdk.messages.create(**REQUEST, stream=True, **named(request_id)))
        text = "".join([e.delta.text async for e in each(events) if e.type == "content_block_delta"])
    else:
        text = (await result(anthropic_sdk.messages.create(**REQUEST, **named(request_id)))).content[0].text
    assert text == "You said: Hi there"

    shown = gnomon.request(request_id, bodies=True)
    assert (shown["outcome"], shown["is_stream"]) == ("ok", is_stream)
    assert shown["response_body"]["content"][0]["text"] == text
    assert (shown["prompt_tokens"], shown["completion_tokens"]) == (20, 5)
    assert (shown["prompt_cache_read_tokens"], shown["prompt_cache_write_tokens"]) == (6, 4)
    assert shown["cost"] > 0


async def test_tool_use_streamed(anthropic_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """Tool input that arrived in fragments is logged as an object."""
    request = {**REQUEST, "tools": [WEATHER], "stream": True}
    events = await result(anthropic_sdk.messages.create(**request, **named(request_id)))
    pieces = [e.delta.partial_json async for e in each(events) if e.type == "content_block_delta"]
    assert "".join(pieces) == '{"city": "Ulm"}'
    shown = gnomon.request(request_id, bodies=True)
    assert shown["response_body"]["content"][0]["input"] == {"city": "Ulm"}


async def test_overloaded_is_retried(anthropic_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """Status 529 is relayed like any other; the retry is another attempt of the same request."""
    provider.next(anthropic_error(529))
    await result(anthropic_sdk.messages.create(**REQUEST, **named(request_id)))
    statuses = [attempt["status"] for attempt in gnomon.request(request_id)["attempts"]]
    assert statuses == [529, 200]


async def test_disconnect_during_a_stream(
    anthropic_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str
) -> None:
    """The outcome is client_closed."""
    provider.forget()
    gate = Gate()
    provider.next(stream(message_events(message(REQUEST)), gate=gate))
    events = await result(anthropic_sdk.messages.create(**REQUEST, stream=True, **named(request_id)))
    gate.release(4)
    async for event in each(events):
        if event.type == "content_block_delta":
            break
    await result(events.close())
    provider.wait_closed(provider.requests[0].connection)
    assert gnomon.request(request_id)["outcome"] == "client_closed"


async def test_id_is_in_the_response_headers(anthropic_sdk: Any, gnomon: Gnomon) -> None:
    """`with_raw_response` shows the generated id."""
    raw = await result(anthropic_sdk.messages.with_raw_response.create(**REQUEST))
    assert gnomon.request(raw.headers["Helicone-Id"])["outcome"] == "ok"


async def test_provider_errors_are_relayed_unchanged(anthropic_sdk: Any, provider: Upstream) -> None:
    """The client can parse the error of the provider."""
    provider.next(anthropic_error(400))
    with pytest.raises(anthropic.BadRequestError, match="Not now"):
        await result(anthropic_sdk.messages.create(**REQUEST))
