"""The older completions: `POST …/completions`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from store.extract import previews
from store.extract import usage as counts
from store.extract.dialects.dialect import Joined
from store.extract.parsing import Json, mapping, mappings, text
from store.models import Usage

NAME = "openai_completions"
FINAL: frozenset[str] = frozenset()
DELTA = re.compile(
    rb'"choices"\s*:\s*\[\s*\{\s*(?:"index"\s*:\s*\d+\s*,\s*)?"text"\s*:\s*"((?:[^"\\\n]|\\.)*)"',
)


def prompt(request: Json) -> str:
    return previews.flat(request.get("prompt"))  # tokens instead of text show as nothing


def inputs(request: Json) -> Any:
    asked = request.get("prompt")
    return None if asked is None else {"prompt": asked, "suffix": request.get("suffix")}


def user(request: Json) -> Any:
    return request.get("user")


def says(event: Json) -> bool:
    return any(text(choice, "text") for choice in mappings(event, "choices"))


def answer(response: Json) -> str:
    return next((said for choice in mappings(response, "choices") if (said := text(choice, "text"))), "")


def finish_reason(response: Json) -> str:
    return next((reason for choice in mappings(response, "choices") if (reason := text(choice, "finish_reason"))), "")


def usage(response: Json) -> Usage:
    return counts.openai(mapping(response, "usage"))


def join(events: Sequence[Json]) -> Joined:
    whole: Json = {}
    choices: dict[int, _Choice] = {}
    for event in events:
        for key, value in event.items():
            if not whole.get(key) or (key in ("usage", "error") and value):
                whole[key] = value
        for position, piece in enumerate(mappings(event, "choices")):
            index = piece.get("index")
            index = index if isinstance(index, int) else position
            if index not in choices:
                choices[index] = _Choice(index)
            choices[index].add(piece)
    whole.pop("obfuscation", None)
    if "choices" in whole:
        whole["choices"] = [choices[index].whole() for index in sorted(choices)]
    return Joined(whole or None, False)


class _Choice:
    """One of the answers, growing."""

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
            if key not in ("text", "index", "logprobs") and value is not None:
                self._choice[key] = value

    def whole(self) -> Json:
        return self._choice | {"text": "".join(self._text), "logprobs": self._logprobs or None}
