"""A call that a span describes, as a dialect: its bodies are put into the form of OpenAI's API first."""

from __future__ import annotations

from dataclasses import replace

from store.extract.dialects import openai_chat, openai_embeddings

CALL = replace(openai_chat.DIALECT, name="otel_span")
EMBEDDING = replace(openai_embeddings.DIALECT, name="otel_span")
