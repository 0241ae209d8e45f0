"""Embeddings: `POST …/embeddings`. Nothing of them is streamed, and their answer is no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from store.extract import previews
from store.extract import usage as counts
from store.extract.dialects.dialect import Joined
from store.extract.parsing import Json, mapping
from store.models import Usage

NAME = "openai_embeddings"
FINAL: frozenset[str] = frozenset()
DELTA = re.compile(rb"(?!)()")  # matches nothing


def prompt(request: Json) -> str:
    return previews.flat(request.get("input"))


def inputs(request: Json) -> Any:
    asked = request.get("input")
    return None if asked is None else {"input": asked}


def user(request: Json) -> Any:
    return request.get("user")


def says(event: Json) -> bool:
    return False


def answer(response: Json) -> str:
    return ""


def finish_reason(response: Json) -> str:
    return ""


def usage(response: Json) -> Usage:
    said = counts.openai(mapping(response, "usage"))
    return said if said.prompt_tokens is None else replace(said, completion_tokens=0)  # an embedding writes none


def join(events: Sequence[Json]) -> Joined:
    return Joined(None, False)
