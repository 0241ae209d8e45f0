"""Conditions on a text. Each returns why it does not hold; None: it holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any

import orjson

_CODE_BLOCK = re.compile(r"^[ \t]*(```+|~~~+)[^\n`]*\n(.*?)^[ \t]*\1", re.MULTILINE | re.DOTALL)
_FEW_LETTERS = 20  # of shorter texts the language is mostly guessed
_SURE = 0.7
# What models say when they decline, at the beginning of an answer: OpenAI's, Anthropic's and Google's usual words.
_REFUSAL = re.compile(
    r"\b(?:can(?:'t|not| not)(?! wait)|won't|will not|(?:am|'m) (?:not able|unable)|(?:must|have to) decline|refuse"
    r"|(?:do not|don't) feel comfortable|(?:am|'m) not comfortable)"
    r"(?: to)? (?:\w+ ){0,3}?(?:help|assist|provide|fulfil|fulfill|comply|create|generate|write|do that|answer|discuss"
    r"|engage|support|share|give|offer|continue|complete|with)"
)
_SPEAKS = re.compile(r"\b(?:i|we)\b|\bsorry\b|\bunfortunately\b|\bunable\b")  # the assistant, of itself
_REFUSAL_HEAD = 300  # characters; what comes later is about something else


class Unclear(Exception):
    """The condition can be neither affirmed nor denied; the message is the reason in one word."""


def code_block(text: str) -> str:
    """The first fenced code block, else the whole text."""
    found = _CODE_BLOCK.search(text)
    return found[2] if found else text


def json_problem(text: str) -> str | None:
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return str(error)
    return None


def schema_problem(validator: Any) -> Callable[[str], str | None]:
    def problem(text: str) -> str | None:
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            return f"not JSON: {error}"
        first = next(validator.iter_errors(value), None)
        return None if first is None else f"{_pointer(first.instance_path)}: {first.message}"

    return problem


def _pointer(path: list[str | int]) -> str:
    return "".join(f"/{step}" for step in path) or "/"


def python_problem(text: str) -> str | None:
    try:
        ast.parse(text)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}"
    except (ValueError, RecursionError) as error:
        return str(error)
    return None


def sql_problem() -> Callable[[str], str | None]:
    from store.analytics.sql.syntax import (
        syntax_error,  # loads DuckDB, in the process of evaluators with this check only
    )

    return syntax_error


def language_problem(languages: tuple[str, ...]) -> Callable[[str], str | None]:
    identifier = _identifier()

    def problem(text: str) -> str | None:
        if sum(map(str.isalpha, text[:10_000])) < _FEW_LETTERS:
            raise Unclear("language_unclear")
        language, probability = identifier.classify(text[:10_000])
        if probability < _SURE:
            raise Unclear("language_unclear")
        return None if language in languages else f"in {language}"

    return problem


def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # for the same reason

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def is_refusal(text: str) -> bool:
    head = text[:_REFUSAL_HEAD].lower().replace("\u2019", "'")
    found = _REFUSAL.search(head)
    return found is not None and _SPEAKS.search(head, 0, found.end()) is not None


def count(text: str, unit: str) -> int:
    match unit:
        case "words":
            return len(text.split())
        case "lines":
            return len(text.splitlines())
        case _:
            return len(text)
