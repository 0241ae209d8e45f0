"""How the official OpenAI client behaves when something fails, and what is logged."""

from __future__ import annotations

from typing import Any

import httpx2
import openai
import pytest

from tests.end_to_end.conftest import each, result
from tests.end_to_end.test_openai_sdk import MODEL, SAY_HI, named
from tests.support.gate import Gate
from tests.support.openai_like import chat_events, error
from tests.support.scripts import cut_stream, head, raw, silent, stream
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

REQUEST = {"model": MODEL, "messages": SAY_HI, "stream": True}


def attempts(shown: dict[str, Any]) -> list[tuple[str, int | None]]:
    return [(attempt["outcome"], attempt["status"]) for attempt in shown["attempts"]]


async def test_retries_are_attempts(openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """The client retries a rate limit, a server error and a broken connection under one id.

    The log shows one request with four attempts; a score belongs to the request.
    """
    broken = raw(head(200, [("content-length", "500")]) + b'{"id": "half', then="reset")
    provider.next(error(429), error(500), broken)
    client = openai_sdk.with_options(max_retries=3)
    answer = await result(client.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))

    gnomon.score(request_id, {"accuracy": 1})
    shown = gnomon.request(request_id)
    assert attempts(shown) == [("ok", 429), ("ok", 500), ("upstream_cut", 200), ("ok", 200)]
    assert shown["upstream_id"] == answer.id
    assert shown["scores"] == {"accuracy": 1}
    assert shown["conflicts"] == []


async def test_provider_errors_are_relayed_unchanged(
    openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str
) -> None:
    """The client receives the error message of the provider."""
    provider.next(error(400, "We do not like this."))
    with pytest.raises(openai.BadRequestError, match="We do not like this"):
        await result(openai_sdk.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))
    assert attempts(gnomon.request(request_id)) == [("ok", 400)]


async def test_client_timeout(openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """A client that times out ends the upstream call as well; its retry is another attempt."""
    provider.forget()
    provider.next(silent())
    client = openai_sdk.with_options(timeout=0.4, max_retries=1)
    await result(client.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))
    provider.wait_closed(provider.requests[0].connection)
    assert attempts(gnomon.request(request_id)) == [("client_closed", None), ("ok", 200)]


async def test_disconnect_during_a_stream(openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """A client that disconnects during a stream ends the upstream call; the part received so far is logged."""
    provider.forget()
    gate = Gate()
    provider.next(stream(chat_events(REQUEST), gate=gate))
    events = await result(openai_sdk.chat.completions.create(**REQUEST, **named(request_id)))
    gate.release(2)  # the role, then the first words
    async for event in each(events):
        if event.choices[0].delta.content:
            break
    await result(events.close())

    provider.wait_closed(provider.requests[0].connection)
    shown = gnomon.request(request_id, bodies=True)
    assert attempts(shown) == [("client_closed", 200)]
    assert shown["response_body"]["choices"][0]["message"]["content"] == "You sa"


async def test_cut_stream_breaks_for_the_client_too(
    openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str
) -> None:
    """A stream that the provider cuts never looks complete to the client."""
    provider.next(cut_stream(list(chat_events(REQUEST))[:3]))
    with pytest.raises((openai.APIConnectionError, httpx2.HTTPError)):
        async for _ in each(await result(openai_sdk.chat.completions.create(**REQUEST, **named(request_id)))):
            pass
    assert attempts(gnomon.request(request_id)) == [("upstream_cut", 200)]


async def test_same_id_for_another_request(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """A different request under a used id is listed as a conflict, never as an attempt."""
    await result(openai_sdk.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))
    other = [{"role": "user", "content": "Something else"}]
    await result(openai_sdk.chat.completions.create(model=MODEL, messages=other, **named(request_id)))
    shown = gnomon.request(request_id, lambda request: len(request["conflicts"]) == 1)
    assert attempts(shown) == [("ok", 200)]
    assert shown["prompt_preview"].endswith("Hi there")
