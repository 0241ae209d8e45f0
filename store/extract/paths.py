"""Method, path and host → dialect, provider, sometimes the model. Pure."""

from __future__ import annotations

import re

from store.extract.dialects import (
    anthropic_messages,
    openai_chat,
    openai_completions,
    openai_embeddings,
    openai_responses,
)
from store.extract.dialects.dialect import Dialect

# The end of the path of a POST; before it may be /v1/…, /openai/deployments/name/…, /v1beta/openai/….
DIALECTS: dict[str, Dialect] = {
    "chat/completions": openai_chat,
    "completions": openai_completions,
    "responses": openai_responses,
    "embeddings": openai_embeddings,
    "messages": anthropic_messages,
}

# The end of a host name → the short name of its provider.
PROVIDERS = {
    "amazonaws.com": "aws",
    "anthropic.com": "anthropic",
    "azure-api.net": "azure",
    "azure.com": "azure",
    "cerebras.ai": "cerebras",
    "cohere.ai": "cohere",
    "cohere.com": "cohere",
    "deepinfra.com": "deepinfra",
    "deepseek.com": "deepseek",
    "fireworks.ai": "fireworks",
    "googleapis.com": "google",
    "groq.com": "groq",
    "mistral.ai": "mistral",
    "moonshot.ai": "moonshotai",
    "moonshot.cn": "moonshotai",
    "nvidia.com": "nvidia",
    "openai.com": "openai",
    "openrouter.ai": "openrouter",
    "perplexity.ai": "perplexity",
    "together.ai": "together",
    "together.xyz": "together",
    "voyageai.com": "voyageai",
    "x.ai": "xai",
}

_MODEL = re.compile(r"/(?:deployments|engines|models)/([^/?:]+)")


def dialect(method: str, path: str) -> Dialect | None:
    """None: the call is in no dialect that we know."""
    if method != "POST" or "/threads/" in path:  # OpenAI's …/threads/id/messages is not Anthropic's
        return None
    ends = path.partition("?")[0].rstrip("/").rsplit("/", 2)
    return DIALECTS.get("/".join(ends[-2:])) or DIALECTS.get(ends[-1])


def provider(target_url: str, upstream: str) -> str:
    """A short name by the target's host; the upstream's name for hosts that we do not know."""
    authority = target_url.partition("://")[2].partition("/")[0]
    host = authority.rpartition("@")[2].partition(":")[0].lower()
    while host:
        if host in PROVIDERS:
            return PROVIDERS[host]
        host = host.partition(".")[2]
    return upstream


def model(path: str) -> str | None:
    """The model named in the path (Azure's deployments, Gemini's models)."""
    match = _MODEL.search(path)
    return match[1] if match else None
