"""What a score's name and value may be. Pure."""

from __future__ import annotations

from typing import Any

from api.http.json_values import NUMBER, InvalidValue, Literal, check_text
from store.helicone_words import TOO_LARGE

MAX_NAME_CHARACTERS = 200
MAX_LABEL_CHARACTERS = 1_000
NOT_FINITE = "is not a finite number"

_NOT_NUMBERS = {"nan", "inf", "infinity"}


def check_name(name: Any) -> str:
    if not isinstance(name, str) or isinstance(name, Literal):
        raise InvalidValue("a score's name must be a text")
    if not name:
        raise InvalidValue("a score's name must not be empty")
    if len(name) > MAX_NAME_CHARACTERS:
        raise InvalidValue(f"a score's name has {MAX_NAME_CHARACTERS} characters at most")
    check_text(name, "a score's name")
    return name


def check_label(text: str) -> str:
    bare = text.strip()
    if not bare:
        raise InvalidValue("a label must not be empty")
    if bare.lstrip("+-").lower() in _NOT_NUMBERS:
        raise InvalidValue(NOT_FINITE)
    if len(text) > MAX_LABEL_CHARACTERS:
        raise InvalidValue(f"a label has {MAX_LABEL_CHARACTERS} characters at most")
    check_text(text, "a label")
    return text


def refuse_literal(value: Literal) -> InvalidValue:
    return InvalidValue(TOO_LARGE if NUMBER.fullmatch(value) else NOT_FINITE)
