"""Method, path and host → dialect, provider, sometimes the model. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote

from store.extract.dialects import (
    anthropic_messages,
    bedrock_converse,
    cohere,
    gemini,
    moderations,
    ollama,
    openai_audio,
    openai_chat,
    openai_completions,
    openai_embeddings,
    openai_images,
    openai_realtime,
    openai_responses,
    rerank,
)
from store.extract.dialects.dialect import Dialect
from store.models import ExchangeRow

# The end of the path of a POST; before it may be /v1/…, /openai/deployments/name/…, /v1beta/openai/….
DIALECTS: dict[str, Dialect] = {
    "chat/completions": openai_chat.DIALECT,
    "completions": openai_completions.DIALECT,
    "fim/completions": openai_chat.DIALECT,  # Mistral's Codestral answers it like a chat
    "responses": openai_responses.DIALECT,
    "responses/compact": openai_responses.DIALECT,
    "embeddings": openai_embeddings.DIALECT,
    "messages": anthropic_messages.DIALECT,
    "images/generations": openai_images.DIALECT,
    "images/edits": openai_images.DIALECT,
    "images/variations": openai_images.DIALECT,
    "audio/speech": openai_audio.DIALECT,
    "audio/transcriptions": openai_audio.DIALECT,
    "audio/translations": openai_audio.DIALECT,
    "moderations": moderations.DIALECT,
    "chat/moderations": moderations.DIALECT,
    "rerank": rerank.DIALECT,
    "v2/chat": cohere.DIALECT,
    "v1/chat": cohere.DIALECT,
    "v2/embed": openai_embeddings.DIALECT,
    "api/chat": ollama.DIALECT,
    "api/generate": ollama.DIALECT,
    "api/embed": openai_embeddings.DIALECT,
}
# What an answer says that it is, where its address does not tell: a stored answer that is read back
OBJECTS: dict[str, Dialect] = {
    "chat.completion": openai_chat.DIALECT,
    "response": openai_responses.DIALECT,
    "text_completion": openai_completions.DIALECT,
}
# How a last step ends that names the action itself: …/models/name:generateContent, …/model/id/converse
_ACTIONS: dict[str, Dialect] = {
    ":generateContent": gemini.DIALECT,
    ":streamGenerateContent": gemini.DIALECT,
    ":rawPredict": anthropic_messages.DIALECT,  # Vertex: Anthropic's models
    ":streamRawPredict": anthropic_messages.DIALECT,
    "/converse": bedrock_converse.DIALECT,
    "/converse-stream": bedrock_converse.DIALECT,
}
# The end of the path of a WebSocket
_WEBSOCKETS: dict[str, Dialect] = {"realtime": openai_realtime.DIALECT, "responses": openai_realtime.DIALECT}
_INVOKE = re.compile(r"/model/[^/]+/invoke(?:-with-response-stream)?")

# The end of a host name → the short name of its provider.
PROVIDERS = {
    "amazonaws.com": "aws",
    "anthropic.com": "anthropic",
    "api.cloudflare.com": "cloudflare",  # not gateway.ai.cloudflare.com, which stands before other providers
    "arcee.ai": "arcee",
    "avian.io": "avian",
    "azure-api.net": "azure",
    "azure.com": "azure",
    "azuredatabricks.net": "databricks",
    "baseten.co": "baseten",
    "bigmodel.cn": "zhipuai",
    "cerebras.ai": "cerebras",
    "cohere.ai": "cohere",
    "cohere.com": "cohere",
    "cursor.com": "cursor",
    "databricks.com": "databricks",
    "deepinfra.com": "deepinfra",
    "deepseek.com": "deepseek",
    "doubleword.ai": "doubleword",
    "elevenlabs.io": "elevenlabs",
    "fireworks.ai": "fireworks",
    "githubcopilot.com": "github-copilot",
    "googleapis.com": "google",
    "groq.com": "groq",
    "huggingface.co": "huggingface",
    "meta.ai": "meta",
    "minimax.chat": "minimax",
    "minimax.io": "minimax",
    "minimaxi.com": "minimax",
    "mistral.ai": "mistral",
    "modal.direct": "modal",
    "modal.run": "modal",
    "moonshot.ai": "moonshotai",
    "moonshot.cn": "moonshotai",
    "novita.ai": "novita",
    "nvidia.com": "nvidia",
    "openai.com": "openai",
    "openrouter.ai": "openrouter",
    "ovh.net": "ovhcloud",
    "perplexity.ai": "perplexity",
    "quicksilverpro.io": "quicksilverpro",
    "together.ai": "together",
    "together.xyz": "together",
    "typesafe.ai": "typesafe",
    "voyageai.com": "voyageai",
    "x.ai": "xai",
    "z.ai": "zai",
}

_REMEMBERED = 1_024  # most calls of an application have one of a few addresses
_MODEL = re.compile(r"/(?:deployments|engines|models|model)/([^/?:]+(?::\d+)?)")
_BEDROCK_ANTHROPIC = re.compile(r"(?:^|\.)anthropic\.")


def dialect_of(call: ExchangeRow) -> Dialect | None:
    """The dialect that a call speaks; None: none that we know."""
    if call.status == 101:
        return _WEBSOCKETS.get(call.path.partition("?")[0].rstrip("/").rpartition("/")[2])
    return dialect(call.method, call.path)


@lru_cache(_REMEMBERED)
def dialect(method: str, path: str) -> Dialect | None:
    """The dialect spoken there over plain HTTP; None for any other call."""
    if method != "POST" or "/threads/" in path:  # the Assistants' …/threads/id/messages is not one of Anthropic's
        return None
    bare = unquote(path.partition("?")[0].rstrip("/"))
    for ending, known in _ACTIONS.items():
        if bare.endswith(ending):
            return known
    if _INVOKE.search(bare):
        return anthropic_messages.DIALECT if _BEDROCK_ANTHROPIC.search(model(path) or "") else None
    ends = bare.rsplit("/", 2)
    return DIALECTS.get("/".join(ends[-2:])) or DIALECTS.get(ends[-1])


@lru_cache(_REMEMBERED)
def provider(target_url: str, upstream: str) -> str:
    """A short name by the target's host; the upstream's name for hosts that we do not know."""
    authority = target_url.partition("://")[2].partition("/")[0]
    host = authority.rpartition("@")[2].partition(":")[0].lower()
    while host:
        if host in PROVIDERS:
            return PROVIDERS[host]
        host = host.partition(".")[2]
    return upstream


@lru_cache(_REMEMBERED)
def model(path: str) -> str | None:
    """The model that the address names: Azure's deployments, Gemini's and Bedrock's models, a WebSocket's query
    (`model`, Azure's `deployment`)."""
    bare, _, query = path.partition("?")
    found = _MODEL.search(bare)
    if found:
        return unquote(found[1])
    if "model=" not in query and "deployment=" not in query:
        return None
    try:
        values = parse_qs(query, max_num_fields=50)
    except ValueError:  # more fields than that
        return None
    return values.get("model", values.get("deployment", [""]))[0] or None
