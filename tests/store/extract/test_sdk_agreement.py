"""The official SDKs put the same streams together, with the same results."""

from __future__ import annotations

import warnings
from typing import Any

import anthropic
import openai
import pytest

from tests.store.extract.calls import golden_json, golden_sse, path_of, shown
from tests.support.scripts import answer
from tests.support.upstream import Upstream

SSE = [("content-type", "text/event-stream; charset=utf-8")]


def _serve(upstream: Upstream, name: str) -> None:
    upstream.route("POST", path_of(name), answer(200, SSE, golden_sse(name)))


def _without_nulls(value: Any) -> Any:
    """Without nulls and the SDKs' own keys, which SDK objects have in addition."""
    if isinstance(value, dict):
        own = ("parsed", "parsed_arguments", "parsed_output", "index")
        return {key: _without_nulls(item) for key, item in value.items() if item is not None and key not in own}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["chat_text", "chat_tools", "chat_two_choices", "chat_refusal", "chat_reasoning"])
def test_openai_chat(upstream: Upstream, name: str) -> None:
    _serve(upstream, name)
    with (
        openai.OpenAI(base_url=f"{upstream.base_url}/v1", api_key="none", max_retries=0) as client,
        client.chat.completions.stream(model="any", messages=[{"role": "user", "content": "Hi"}]) as stream,
    ):
        final = stream.get_final_completion()
    assert _without_nulls(final.to_dict()) == _without_nulls(shown(golden_sse(name)))


def test_openai_responses(upstream: Upstream) -> None:
    _serve(upstream, "responses")
    with (
        openai.OpenAI(base_url=f"{upstream.base_url}/v1", api_key="none", max_retries=0) as client,
        client.responses.stream(model="any", input="Hi") as stream,
    ):
        final = stream.get_final_response()
    assert _without_nulls(final.to_dict()) == _without_nulls(shown(golden_sse("responses"), "/v1/responses"))


@pytest.mark.parametrize("name", ["anthropic_text", "anthropic_tools"])
def test_anthropic(upstream: Upstream, name: str) -> None:
    _serve(upstream, name)
    with (
        anthropic.Anthropic(base_url=upstream.base_url, api_key="none", max_retries=0) as client,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore", DeprecationWarning)  # the model's age is not what is tested
        with client.messages.stream(model="any", max_tokens=9, messages=[{"role": "user", "content": "Hi"}]) as stream:
            final = stream.get_final_message()
    assert _without_nulls(final.to_dict()) == _without_nulls(golden_json(name))
    assert shown(golden_sse(name), "/v1/messages") == golden_json(name)
