"""A real OpenAI-compatible server as the upstream: llama.cpp with a tiny random model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anthropic
import openai
import pytest

from tests.support.llama import MODEL, LlamaServer
from tests.support.server import Gnomon

SAY_HI: Any = [{"role": "user", "content": "Hi there"}]


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> LlamaServer:
    return LlamaServer(Path(tmp_path_factory.mktemp("llama")))


@pytest.fixture(scope="module")
def gnomon(tmp_path_factory: pytest.TempPathFactory, llama: LlamaServer) -> Iterator[Gnomon]:
    with Gnomon(Path(tmp_path_factory.mktemp("gnomon")), llama.base_url) as running:
        yield running


@pytest.fixture
def client(gnomon: Gnomon) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{gnomon.url}/v1", api_key="none") as opened:
        yield opened


def test_chat(gnomon: Gnomon, client: openai.OpenAI) -> None:
    """Text and token counts of the answer are logged."""
    raw = client.chat.completions.with_raw_response.create(model=MODEL, messages=SAY_HI, max_tokens=8)
    answer = raw.parse()
    shown = gnomon.request(raw.headers["Helicone-Id"], bodies=True)
    assert answer.usage is not None
    assert shown["completion_tokens"] == answer.usage.completion_tokens == 8
    assert shown["prompt_tokens"] == answer.usage.prompt_tokens
    assert shown["response_body"]["choices"][0]["message"]["content"] == answer.choices[0].message.content
    assert shown["upstream_id"] == answer.id
    assert shown["cost"] is None  # the model has no price


def test_stream(gnomon: Gnomon, client: openai.OpenAI) -> None:
    """A real stream is joined to one text, and its usage chunk is read."""
    events = client.chat.completions.create(
        model=MODEL,
        messages=SAY_HI,
        max_tokens=8,
        stream=True,
        stream_options={"include_usage": True},
        extra_headers={"Helicone-Request-Id": "llama-stream"},
    )
    text = "".join(event.choices[0].delta.content or "" for event in events if event.choices)
    shown = gnomon.request("llama-stream", bodies=True)
    assert shown["response_body"]["choices"][0]["message"]["content"] == text
    assert (shown["outcome"], shown["completion_tokens"]) == ("ok", 8)


@pytest.mark.parametrize("is_stream", [False, True])
def test_responses(gnomon: Gnomon, client: openai.OpenAI, is_stream: bool) -> None:
    """The Responses API as implemented by llama.cpp."""
    request_id = f"llama-responses-{is_stream}"
    request: Any = {"model": MODEL, "input": "Hi", "max_output_tokens": 8}
    headers = {"Helicone-Request-Id": request_id}
    if is_stream:
        events = client.responses.create(**request, stream=True, extra_headers=headers)
        assert [event.type for event in events][-1] == "response.completed"
    else:
        client.responses.create(**request, extra_headers=headers)
    shown = gnomon.request(request_id)
    assert (shown["outcome"], shown["completion_tokens"]) == ("ok", 8)
    assert shown["prompt_tokens"] > 0


@pytest.mark.parametrize("is_stream", [False, True])
def test_anthropic_messages(gnomon: Gnomon, is_stream: bool) -> None:
    """Anthropic's API as implemented by llama.cpp; its prompt tokens include the cached ones."""
    request_id = f"llama-messages-{is_stream}"
    with anthropic.Anthropic(base_url=gnomon.url, api_key="none") as client:
        request: Any = {"model": MODEL, "messages": SAY_HI, "max_tokens": 8}
        request["extra_headers"] = {"Helicone-Request-Id": request_id}
        if is_stream:
            events = list(client.messages.create(**request, stream=True))
            assert events[-1].type == "message_stop"
        else:
            assert client.messages.create(**request).content
    shown = gnomon.request(request_id)
    assert (shown["outcome"], shown["completion_tokens"]) == ("ok", 8)
    assert shown["prompt_tokens"] == 33


def test_completions_and_embeddings(gnomon: Gnomon, client: openai.OpenAI) -> None:
    """Completions and embeddings are logged with their token counts."""
    client.completions.create(
        model=MODEL, prompt="Hi", max_tokens=8, extra_headers={"Helicone-Request-Id": "llama-completion"}
    )
    assert gnomon.request("llama-completion")["completion_tokens"] == 8

    embedded = client.embeddings.create(
        model=MODEL, input="Hi", extra_headers={"Helicone-Request-Id": "llama-embedding"}
    )
    assert len(embedded.data[0].embedding) == 64
    assert gnomon.request("llama-embedding")["prompt_tokens"] == embedded.usage.prompt_tokens


def test_its_errors_are_relayed_unchanged(client: openai.OpenAI) -> None:
    """The client receives the error message of llama.cpp."""
    with pytest.raises(openai.BadRequestError, match="messages"):
        client.post("/chat/completions", body={"model": MODEL}, cast_to=object)
