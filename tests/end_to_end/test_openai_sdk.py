"""The official OpenAI client, sync and async, through gnomon."""

from __future__ import annotations

from typing import Any

import pydantic
import pytest

from tests.end_to_end.conftest import each, result
from tests.support.openai_like import AUDIO
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

MODEL = "gpt-4o-mini"
SAY_HI = [{"role": "user", "content": "Hi there"}]
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "strict": True,
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
            "required": ["city", "days"],
            "additionalProperties": False,
        },
    },
}


def named(request_id: str) -> dict[str, dict[str, str]]:
    """The argument that sets the request id of a call."""
    return {"extra_headers": {"Helicone-Request-Id": request_id}}


async def test_chat(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """A chat is in the log, with tokens and cost, as soon as the client has its answer."""
    answer = await result(
        openai_sdk.chat.completions.create(model=MODEL, messages=SAY_HI, user="eve", **named(request_id))
    )
    assert answer.choices[0].message.content == "You said: Hi there"

    shown = gnomon.get(f"/v1/request/{request_id}?includeBody=true").json()["data"]  # without waiting
    assert shown["request_id"] == request_id
    assert (shown["outcome"], shown["response_status"]) == ("ok", 200)
    assert shown["request_model"] == MODEL
    assert shown["response_model"] == shown["model"] == "gpt-4o-mini-2024-07-18"
    assert shown["upstream_id"] == answer.id
    assert (shown["prompt_tokens"], shown["completion_tokens"], shown["total_tokens"]) == (10, 4, 14)
    assert shown["prompt_cache_read_tokens"] == 2
    assert shown["cost"] > 0
    assert shown["request_user_id"] == "eve"
    assert shown["request_body"]["messages"] == SAY_HI
    assert shown["response_body"]["choices"][0]["message"]["content"] == "You said: Hi there"
    assert len(shown["attempts"]) == 1


async def test_stream(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """A stream whose client disconnects right after [DONE] is ok; its text and usage are logged as for a chat."""
    stream = await result(
        openai_sdk.chat.completions.create(
            model=MODEL,
            messages=SAY_HI,
            stream=True,
            stream_options={"include_usage": True},
            **named(request_id),
        )
    )
    texts = [event.choices[0].delta.content or "" async for event in each(stream) if event.choices]
    assert "".join(texts) == "You said: Hi there"

    shown = gnomon.request(request_id, bodies=True)
    assert (shown["outcome"], shown["is_stream"], shown["finish_reason"]) == ("ok", True, "stop")
    assert (shown["prompt_tokens"], shown["completion_tokens"]) == (10, 4)
    assert shown["response_body"]["choices"][0]["message"]["content"] == "You said: Hi there"
    assert shown["attempts"][0]["time_to_first_token_ms"] > 0


@pytest.mark.parametrize("is_stream", [False, True])
async def test_tool_calls(openai_sdk: Any, gnomon: Gnomon, request_id: str, is_stream: bool) -> None:
    """The arguments of a tool call reach the client and the log completely, streamed in fragments or not."""
    request = {"model": MODEL, "messages": SAY_HI, "tools": [WEATHER], **named(request_id)}
    if is_stream:
        stream = await result(openai_sdk.chat.completions.create(stream=True, **request))
        fragments = [
            call.function.arguments
            async for event in each(stream)
            for call in (event.choices[0].delta.tool_calls or [])
        ]
        arguments = "".join(fragments)
    else:
        answer = await result(openai_sdk.chat.completions.create(**request))
        arguments = answer.choices[0].message.tool_calls[0].function.arguments
    assert arguments == '{"city":"Ulm, über","days":7}'

    shown = gnomon.request(request_id, bodies=True)
    assert shown["finish_reason"] == "tool_calls"
    logged = shown["response_body"]["choices"][0]["message"]["tool_calls"][0]["function"]
    assert logged == {"name": "weather", "arguments": arguments}


async def test_structured_output(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """`parse` with a pydantic model returns an instance of it."""

    class Trip(pydantic.BaseModel):
        city: str
        days: int

    answer = await result(
        openai_sdk.chat.completions.parse(model=MODEL, messages=SAY_HI, response_format=Trip, **named(request_id))
    )
    assert answer.choices[0].message.parsed == Trip(city="Ulm, über", days=7)
    assert gnomon.request(request_id)["outcome"] == "ok"


@pytest.mark.parametrize("is_stream", [False, True])
async def test_responses(openai_sdk: Any, gnomon: Gnomon, request_id: str, is_stream: bool) -> None:
    """The Responses API, as one body and as named events."""
    request = {"model": "gpt-4o", "input": "Hi there", **named(request_id)}
    if is_stream:
        stream = await result(openai_sdk.responses.create(stream=True, **request))
        text = "".join([event.delta async for event in each(stream) if event.type == "response.output_text.delta"])
    else:
        text = (await result(openai_sdk.responses.create(**request))).output_text
    assert text == "You said: Hi there"

    shown = gnomon.request(request_id)
    assert (shown["outcome"], shown["is_stream"]) == ("ok", is_stream)
    assert (shown["prompt_tokens"], shown["completion_tokens"], shown["reasoning_tokens"]) == (11, 6, 2)
    assert shown["upstream_id"].startswith("resp_")


async def test_embeddings(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """Embeddings are sent as base64 and decoded to the same floats."""
    answer = await result(
        openai_sdk.embeddings.create(model="text-embedding-3-small", input=["one", "three"], **named(request_id))
    )
    assert [item.embedding for item in answer.data] == [[0.25, -0.5, 3.0], [0.25, -0.5, 5.0]]
    shown = gnomon.request(request_id)
    assert (shown["prompt_tokens"], shown["model"]) == (8, "text-embedding-3-small")


async def test_file_upload(openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """A multipart upload arrives unmodified."""
    content = bytes(range(256)) * 2000
    await result(
        openai_sdk.files.create(
            file=("notes.jsonl", content, "application/jsonl"), purpose="batch", **named(request_id)
        )
    )
    assert content in provider.requests[-1].body
    assert gnomon.request(request_id)["attempts"][0]["request_size_bytes"] == len(provider.requests[-1].body)


async def test_audio(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """Binary responses are relayed unmodified."""
    answer = await result(openai_sdk.audio.speech.create(model="tts-1", voice="alloy", input="Hi", **named(request_id)))
    assert answer.content == AUDIO
    assert gnomon.request(request_id)["attempts"][0]["response_size_bytes"] == len(AUDIO)


async def test_models(openai_sdk: Any) -> None:
    """A plain GET is answered by the provider."""
    listed = await result(openai_sdk.models.list())
    assert "gpt-4o-mini" in [model.id for model in listed.data]


async def test_id_is_in_the_response_headers(openai_sdk: Any, gnomon: Gnomon) -> None:
    """`with_raw_response` shows the generated id when the caller sets none."""
    raw = await result(openai_sdk.chat.completions.with_raw_response.create(model=MODEL, messages=SAY_HI))
    shown = gnomon.request(raw.headers["Helicone-Id"])
    assert shown["upstream_id"] == (await result(raw.parse())).id


async def test_id_of_a_stream_is_known_before_it_ends(openai_sdk: Any, gnomon: Gnomon) -> None:
    """The response headers of a stream have the request id."""
    create = openai_sdk.chat.completions.with_raw_response.create
    raw = await result(create(model=MODEL, messages=SAY_HI, stream=True))
    request_id = raw.headers["Helicone-Id"]
    async for _ in each(await result(raw.parse())):
        pass
    assert gnomon.request(request_id)["outcome"] == "ok"


async def test_helicone_headers(openai_sdk: Any, gnomon: Gnomon, provider: Upstream, request_id: str) -> None:
    """Properties, user and session are logged; no Helicone header reaches the provider."""
    headers = {
        "Helicone-Request-Id": request_id,
        "Helicone-Property-Environment": "production",
        "Helicone-User-Id": "alice@example.com",
        "Helicone-Session-Id": "session-1",
        "Helicone-Session-Name": "Trip planner",
        "Helicone-Session-Path": "/plan/hotel",
        "Helicone-Prompt-Id": "greeting",
    }
    await result(openai_sdk.chat.completions.create(model=MODEL, messages=SAY_HI, extra_headers=headers))

    received = provider.requests[-1]
    assert not [name for name, _ in received.headers if name.lower().startswith("helicone-")]
    assert received.header("authorization") == "Bearer sk-test"
    shown = gnomon.request(request_id)
    assert shown["properties"] == {"environment": "production"}  # this client sends all header names in lower case
    assert shown["request_user_id"] == "alice@example.com"
    assert (shown["session_id"], shown["session_name"]) == ("session-1", "Trip planner")
    assert shown["session_path"] == "/plan/hotel"
    assert shown["prompt_id"] == "greeting"
    assert "sk-test" not in str(shown)


async def test_score_is_read_back(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """A score can be read at once, whether it was posted under the request id or the provider's id."""
    answer = await result(openai_sdk.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))
    gnomon.score(request_id, {"accuracy": 92, "is_safe": True})
    gnomon.score(answer.id, {"accuracy": 95})
    shown = gnomon.get(f"/v1/request/{request_id}").json()["data"]
    assert shown["scores"] == {"accuracy": 95, "is_safe-hcone-bool": 1}


async def test_score_before_its_call(openai_sdk: Any, gnomon: Gnomon, request_id: str) -> None:
    """A score for an unknown id waits for its call."""
    gnomon.score(request_id, {"early": 7})
    await result(openai_sdk.chat.completions.create(model=MODEL, messages=SAY_HI, **named(request_id)))
    shown = gnomon.request(request_id, lambda request: request["scores"] != {})
    assert shown["scores"] == {"early": 7}
