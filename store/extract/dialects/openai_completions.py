"""The older completions: `POST …/completions`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from store.extract import previews
from store.extract.bodies.parsing import Json, mapping, mappings, text
from store.extract.dialects import choices
from store.extract.dialects.dialect import Dialect, JoinedStream, Parts
from store.extract.tokens import merge

_DELTA = re.compile(
    rb'"choices"\s*:\s*\[\s*\{\s*(?:"index"\s*:\s*\d+\s*,\s*)?"text"\s*:\s*"((?:[^"\\\n]++|\\.)*+)"',
)


def prompt(request: Json) -> str:
    return previews.flat(request.get("prompt"))  # a prompt of token ids has no text


def inputs(request: Json) -> Any:
    prompt = request.get("prompt")
    return None if prompt is None else {"prompt": prompt, "suffix": request.get("suffix")}


def has_output(event: Json) -> bool:
    return any(text(choice, "text") for choice in mappings(event, "choices"))


def answer(response: Json) -> str:
    return next((said for choice in mappings(response, "choices") if (said := text(choice, "text"))), "")


def join(events: Sequence[Json]) -> JoinedStream:
    whole: Json = {}
    by_index = Parts(_Choice)
    for event in events:
        for key, value in event.items():
            known = whole.get(key)
            if key == "usage" and isinstance(known, dict) and isinstance(value, dict):
                merge(known, value)
            elif not known or (key == "error" and value):
                whole[key] = value
        for position, piece in enumerate(mappings(event, "choices")):
            by_index[choices.index_of(piece, position)].add(piece)
    whole.pop("obfuscation", None)
    if "choices" in whole:
        whole["choices"] = [by_index[index].whole() for index in sorted(by_index)]
    return JoinedStream(whole or None, False)


class _Choice:
    """One choice of the answer, put together piece by piece."""

    def __init__(self, index: int) -> None:
        self._choice: Json = {"text": "", "index": index, "logprobs": None, "finish_reason": None}
        self._text: list[str] = []
        self._logprobs: dict[str, list[Any]] = {}

    def add(self, piece: Json) -> None:
        self._text.append(text(piece, "text"))
        for key, values in mapping(piece, "logprobs").items():
            if isinstance(values, list):
                self._logprobs.setdefault(key, []).extend(values)
        for key, value in piece.items():
            if key not in ("text", "index", "logprobs") and value:
                self._choice[key] = value

    def whole(self) -> Json:
        return self._choice | {"text": "".join(self._text), "logprobs": self._logprobs or None}


DIALECT = Dialect(
    name="openai_completions",
    prompt=prompt,
    inputs=inputs,
    answer=answer,
    finish_reason=choices.finish_reason,
    join=join,
    has_output=has_output,
    delta=_DELTA,
)
