"""Calls whose bodies are omitted from the log are counted and priced like all others."""

from __future__ import annotations

from openai import OpenAI

from tests.support.openai_like import dumps
from tests.support.records import ended_row
from tests.support.server import Gnomon

_COUNTED = (
    "outcome",
    "dialect",
    "provider",
    "is_stream",
    "model_asked",
    "model_answered",
    "finish_reason",
    "user_id",
    "prompt_tokens",
    "completion_tokens",
    "cost_usd",
    "cost_source",
)
REQUEST = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi there"}], "user": "anna"}


def test_every_number_is_kept(gnomon: Gnomon, request_id: str) -> None:
    """Whole and streamed, the row is that of the same call with its bodies, but for the texts."""
    for stream in (False, True):
        rows = []
        for omits in (False, True):
            name = f"{request_id}-{stream}-{omits}"
            headers = {"Helicone-Request-Id": name}
            if omits:
                headers |= {"Helicone-Omit-Request": "true", "Helicone-Omit-Response": "true"}
            asked = REQUEST | {"stream": stream, "stream_options": {"include_usage": True}} if stream else REQUEST
            sent = {"Content-Type": "application/json"} | headers
            assert gnomon.call("POST", "/v1/chat/completions", dumps(asked), sent).status == 200
            rows.append(ended_row(gnomon, name))
        logged, omitted = rows
        assert {key: omitted[key] for key in _COUNTED} == {key: logged[key] for key in _COUNTED}
        assert omitted["prompt_tokens"]
        assert omitted["cost_usd"]
        assert omitted["user_id"] == "anna"
        assert (logged["prompt_preview"], omitted["prompt_preview"]) == ("Hi there", None)
        assert (omitted["answer_preview"], omitted["input_hash"], omitted["request_hash"]) == (None, None, None)
        assert omitted["extractor_version"] == logged["extractor_version"]


def test_a_sdk_that_omits(gnomon: Gnomon, request_id: str) -> None:
    headers = {"Helicone-Request-Id": request_id, "Helicone-Omit-Response": "true"}
    with OpenAI(base_url=f"{gnomon.url}/v1", api_key="sk-test", default_headers=headers) as client:
        messages = [{"role": "user", "content": "Hi there"}]
        answer = client.chat.completions.create(model="gpt-4o-mini", messages=messages)  # type: ignore[arg-type]  # a literal
    row = ended_row(gnomon, request_id)
    assert answer.usage
    assert row["prompt_tokens"] == answer.usage.prompt_tokens
    assert (row["prompt_preview"], row["answer_preview"]) == ("Hi there", None)
    assert row["response_size_bytes"] > 0
    assert not row["response_truncated"]
