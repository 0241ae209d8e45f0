"""What the official OpenAI client does when things go wrong, and what the log says of it."""

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

ASKED = {"model": MODEL, "messages": SAY_HI, "stream": True}


def tries(shown: dict[str, Any]) -> list[tuple[str, int | None]]:
    return [(attempt["outcome"], attempt["status"]) for attempt in shown["attempts"]]


async def test_retries_are_attempts(openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """A rate limit, a server error and a connection that breaks half-way are retried by the client under one id:
    one request of four attempts, a score stays with it."""
    broken = raw(head(200, [("content-length", "500")]) + b'{"id": "half', then="reset")
    provider.next(error(429), error(500), broken)
    client = openai_sdk.with_options(max_retries=3)
    answer = await result(client.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))

    gnomon.score(request_id, {"accuracy": 1})
    shown = gnomon.request(request_id)
    assert tries(shown) == [("ok", 429), ("ok", 500), ("upstream_cut", 200), ("ok", 200)]
    assert shown["upstream_id"] == answer.id
    assert shown["scores"] == {"accuracy": 1}
    assert shown["conflicts"] == []


async def test_the_providers_errors_are_its_own(
    openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str
) -> None:
    """An error of the provider's reaches the caller in the provider's words."""
    provider.next(error(400, "We do not like this."))
    with pytest.raises(openai.BadRequestError, match="We do not like this"):
        await result(openai_sdk.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))
    assert tries(gnomon.request(request_id)) == [("ok", 400)]


async def test_client_timeout(openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """A client that gives up ends the upstream call too, and its retry is another attempt."""
    provider.forget()
    provider.next(silent())
    client = openai_sdk.with_options(timeout=0.4, max_retries=1)
    await result(client.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))
    provider.wait_closed(provider.requests[0].connection)
    assert tries(gnomon.request(request_id)) == [("client_closed", None), ("ok", 200)]


async def test_abort_in_mid_stream(openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """A client that leaves in mid-stream stops the upstream call; what had come is logged."""
    provider.forget()
    gate = Gate()
    provider.next(stream(chat_events(ASKED), gate=gate))
    events = await result(openai_sdk.chat.completions.create(**ASKED, **named(request_id)))
    gate.release(2)  # the role, then the first words
    async for event in each(events):
        if event.choices[0].delta.content:
            break
    await result(events.close())

    provider.wait_closed(provider.requests[0].connection)
    shown = gnomon.request(request_id, bodies=True)
    assert tries(shown) == [("client_closed", 200)]
    assert shown["response_body"]["choices"][0]["message"]["content"] == "You sa"


async def test_cut_stream_breaks_for_the_client_too(
    openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str
) -> None:
    """A stream that the provider cuts never looks finished to the client."""
    provider.next(cut_stream(list(chat_events(ASKED))[:3]))
    with pytest.raises((openai.APIConnectionError, httpx2.HTTPError)):
        async for _ in each(await result(openai_sdk.chat.completions.create(**ASKED, **named(request_id)))):
            pass
    assert tries(gnomon.request(request_id)) == [("upstream_cut", 200)]


async def test_same_id_for_another_question(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """An id used again for something else is listed as a conflict, never merged."""
    await result(openai_sdk.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))
    other = [{"role": "user", "content": "Something else"}]
    await result(openai_sdk.chat.completions.create(model=MODEL, messages=other, **named(request_id)))
    shown = gnomon.request(request_id, lambda request: len(request["conflicts"]) == 1)
    assert tries(shown) == [("ok", 200)]
    assert shown["prompt_preview"].endswith("Hi there")
