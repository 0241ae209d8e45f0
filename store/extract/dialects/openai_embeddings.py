"""Embeddings: `POST …/embeddings`. They are never streamed, and their answer has no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from store.extract import previews
from store.extract import usage as counts
from store.extract.dialects.dialect import JoinedStream
from store.extract.parsing import Json, mapping
from store.models import Usage

NAME = "openai_embeddings"
FINAL: frozenset[str] = frozenset()
DELTA = re.compile(rb"(?!)()")  # matches nothing


def prompt(request: Json) -> str:
    return previews.flat(request.get("input"))


def inputs(request: Json) -> Any:
    value = request.get("input")
    return None if value is None else {"input": value}


def user(request: Json) -> Any:
    return request.get("user")


def has_output(event: Json) -> bool:
    return False


def answer(response: Json) -> str:
    return ""


def finish_reason(response: Json) -> str:
    return ""


def usage(response: Json) -> Usage:
    reported = counts.openai(mapping(response, "usage"))
    if reported.prompt_tokens is None:
        return reported
    return replace(reported, completion_tokens=0)  # embeddings write no tokens


def join(events: Sequence[Json]) -> JoinedStream:
    return JoinedStream(None, False)
