"""Embeddings: `POST …/embeddings`. They are not streamed, and their answer is not text."""

from __future__ import annotations

from typing import Any

from store.extract import previews
from store.extract.bodies.parsing import Json
from store.extract.dialects.dialect import Dialect


def prompt(request: Json) -> str:
    return previews.flat(request.get("input", request.get("texts")))


def inputs(request: Json) -> Any:
    asked = request.get("input", request.get("texts"))
    return None if asked is None else {"input": asked}


DIALECT = Dialect(name="openai_embeddings", prompt=prompt, inputs=inputs, writes_tokens=False)
