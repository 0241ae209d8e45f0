"""What a score's name and value may be. Pure."""

from __future__ import annotations

import re
from typing import Any

from api.json_values import NUMBER, Literal

MAX_NAME_CHARACTERS = 200
MAX_LABEL_CHARACTERS = 1_000
MAX_INTEGER = 2**53 - 1  # beyond it, a double no longer holds every integer (RFC 8259 §6)

TOO_LARGE = "is beyond ±(2^53-1), the largest whole numbers that are kept exactly"
NOT_FINITE = "is not a finite number"

_NOT_NUMBERS = {"nan", "inf", "infinity"}
_UNFIT = re.compile("[\0\ud800-\udfff]")


class Refused(ValueError):
    """This can't be taken; the message says why."""


def check_name(name: Any) -> str:
    if not isinstance(name, str) or isinstance(name, Literal):
        raise Refused("a score's name must be a text")
    if not name:
        raise Refused("a score's name must not be empty")
    if len(name) > MAX_NAME_CHARACTERS:
        raise Refused(f"a score's name has {MAX_NAME_CHARACTERS} characters at most")
    check_text(name, "a score's name")
    return name


def check_text(text: str, what: str) -> None:
    if (not text.isascii() or "\0" in text) and _UNFIT.search(text):
        raise Refused(f"{what} must not contain NUL or half of a surrogate pair")


def check_label(text: str) -> str:
    bare = text.strip()
    if not bare:
        raise Refused("a label must not be empty")
    if bare.lstrip("+-").lower() in _NOT_NUMBERS:
        raise Refused(NOT_FINITE)
    if len(text) > MAX_LABEL_CHARACTERS:
        raise Refused(f"a label has {MAX_LABEL_CHARACTERS} characters at most")
    check_text(text, "a label")
    return text


def refuse_literal(value: Literal) -> Refused:
    return Refused(TOO_LARGE if NUMBER.fullmatch(value) else NOT_FINITE)
