"""What a score name and a value may be. Pure."""

from __future__ import annotations

from typing import Any

from api.http.json_values import NUMBER, InvalidValue, Literal, check_text
from store.helicone_words import TOO_LARGE

MAX_NAME_CHARACTERS = 200
MAX_LABEL_CHARACTERS = 1_000
NOT_FINITE = "must be a finite number"

_NOT_NUMBERS = {"nan", "inf", "infinity"}


def check_name(name: Any) -> str:
    if not isinstance(name, str):
        raise InvalidValue("the score name must be text")
    if not name:
        raise InvalidValue("the score name must not be empty")
    if len(name) > MAX_NAME_CHARACTERS:
        raise InvalidValue(f"the score name must be at most {MAX_NAME_CHARACTERS} characters long, got {len(name)}")
    check_text(name)
    return name


def check_label(text: str) -> str:
    bare = text.strip()
    if not bare:
        raise InvalidValue("the label must not be empty")
    if bare.lstrip("+-").lower() in _NOT_NUMBERS:
        raise InvalidValue(NOT_FINITE)
    if len(text) > MAX_LABEL_CHARACTERS:
        raise InvalidValue(f"the label must be at most {MAX_LABEL_CHARACTERS} characters long, got {len(text)}")
    check_text(text)
    return text


def refuse_literal(value: Literal) -> InvalidValue:
    return InvalidValue(TOO_LARGE if NUMBER.fullmatch(value.written) else NOT_FINITE)
