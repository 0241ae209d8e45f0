"""The dialect of a call whose address does not tell it, by the members of its bodies. Pure."""

from __future__ import annotations

from typing import Any

from store.extract.bodies.parsing import Json, mappings, text
from store.extract.dialects import (
    anthropic_messages,
    gemini,
    openai_chat,
    openai_completions,
    openai_embeddings,
    openai_responses,
)
from store.extract.dialects.dialect import Dialect
from store.extract.paths import OBJECTS


def dialect_of(request: Json, response: Any, provider: str | None) -> Dialect | None:
    """`response`: the value of its body; None: not known yet, or a stream."""
    if isinstance(response, dict):
        found = OBJECTS.get(text(response, "object")) or _by_response(response)
        if found is not None:
            return found
    return _by_request(request, provider)


def _by_response(response: Json) -> Dialect | None:
    if response.get("type") == "message" and isinstance(response.get("content"), list):
        return anthropic_messages.DIALECT
    if isinstance(response.get("candidates"), list):
        return gemini.DIALECT
    if isinstance(response.get("output"), list):
        return openai_responses.DIALECT
    if any("embedding" in item for item in mappings(response, "data")[:1]):
        return openai_embeddings.DIALECT
    choices = mappings(response, "choices")
    if choices:
        return openai_chat.DIALECT if "message" in choices[0] else openai_completions.DIALECT
    return None


def _by_request(request: Json, provider: str | None) -> Dialect | None:
    if isinstance(request.get("messages"), list):
        is_anthropic = provider == "anthropic" or "anthropic_version" in request
        return anthropic_messages.DIALECT if is_anthropic else openai_chat.DIALECT
    if "contents" in request:
        return gemini.DIALECT
    if "input" in request:
        is_embedding = "embed" in text(request, "model")
        return openai_embeddings.DIALECT if is_embedding else openai_responses.DIALECT
    return openai_completions.DIALECT if "prompt" in request else None
