"""Rerank: `POST …/rerank`, as Cohere, Jina, Voyage and others speak it."""

from __future__ import annotations

from typing import Any

from store.extract.bodies.parsing import Json, mappings, text
from store.extract.dialects.dialect import Dialect


def prompt(request: Json) -> str:
    return text(request, "query")


def inputs(request: Json) -> Any:
    query = request.get("query")
    return None if query is None else {"query": query, "documents": request.get("documents")}


def answer(response: Json) -> str:
    """The ranking, as `document: relevance`."""
    results = mappings(response, "results") or mappings(response, "data")
    return ", ".join(f"{result.get('index')}: {result.get('relevance_score')}" for result in results[:20])


DIALECT = Dialect(name="rerank", prompt=prompt, inputs=inputs, answer=answer, writes_tokens=False)
