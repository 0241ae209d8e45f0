from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest

from tests.snippets.offered import SECRET, Offered, offered
from tests.support.anthropic_like import anthropic_like
from tests.support.openai_like import chat_completions, openai_like, send_json
from tests.support.server import Gnomon
from tests.support.upstream import Call, Upstream

KEY_LINES = f"""
[[auth.key]]
name = "app"
sha256 = "{sha256(SECRET.encode()).hexdigest()}"
scopes = ["proxy", "read", "score"]
"""
BEDROCK = "/model/us.anthropic.claude-sonnet-5-5/converse"


@pytest.fixture(scope="module")
def providers() -> Iterator[Upstream]:
    """One server that answers in the formats of all providers that the snippets name."""
    with Upstream() as upstream:
        openai_like(anthropic_like(upstream))
        upstream.route("POST", "/openai/v1/chat/completions", chat_completions)  # Groq's path
        upstream.route("POST", "/v1/models/gemini-2.5-flash:generateContent", _gemini)
        upstream.route("POST", BEDROCK, _converse)
        yield upstream


@pytest.fixture(scope="module")
def gnomon(tmp_path_factory: pytest.TempPathFactory, providers: Upstream) -> Iterator[Gnomon]:
    """It asks callers for a key."""
    upstreams = [
        {"name": "openai", "base_url": providers.base_url, "default": True},
        {"name": "anthropic", "base_url": providers.base_url},
        {"name": "gemini", "base_url": providers.base_url},
        {"name": "bedrock", "base_url": providers.base_url},
        {"name": "groq", "base_url": f"{providers.base_url}/openai"},
    ]
    running = Gnomon(tmp_path_factory.mktemp("gnomon"), providers.base_url, upstreams=upstreams)
    with running.config.open("a") as config:
        config.write(KEY_LINES)
    with running:
        yield running


@pytest.fixture(scope="module")
def snippets(gnomon: Gnomon) -> dict[str, Offered]:
    return offered(gnomon.url)


async def _gemini(call: Call) -> None:
    await call.body()
    text = call.request.json()["contents"][-1]["parts"][0]["text"]
    content = {"role": "model", "parts": [{"text": f"You said: {text}"}]}
    usage = {"promptTokenCount": 10, "candidatesTokenCount": 5, "totalTokenCount": 15}
    candidate = {"content": content, "finishReason": "STOP", "index": 0}
    answer = {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "gemini-2.5-flash", "responseId": "r1"}
    await send_json(call, answer)


async def _converse(call: Call) -> None:
    await call.body()
    text = call.request.json()["messages"][-1]["content"][0]["text"]
    message = {"role": "assistant", "content": [{"text": f"You said: {text}"}]}
    usage = {"inputTokens": 10, "outputTokens": 5, "totalTokens": 15}
    await send_json(call, {"output": {"message": message}, "stopReason": "end_turn", "usage": usage})
