"""The values of scores as they are shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from store.helicone_words import BOOLEAN_SUFFIX, FEEDBACK, MAX_INTEGER
from store.models import Score


def helicone_scores(scores: Iterable[Score]) -> dict[str, int | float]:
    """Name → value; the score recorded last for each name.

    Integers, and booleans as 1 and 0, are whole numbers as Helicone shows them; decimals, which Helicone refuses, are
    shown as they are. Beyond 2^53 an integer stays a double: it may have more digits than readers accept.
    """
    shown: dict[str, int | float] = {}
    for score in sorted(scores, key=lambda score: score.recorded_at_us):
        sent = score.sent
        if sent.value is not None:
            is_whole = sent.kind != "float" and abs(sent.value) <= MAX_INTEGER
            shown[helicone_name(sent.name, sent.kind)] = round(sent.value) if is_whole else sent.value
    return shown


def helicone_name(name: str, kind: str) -> str:
    """The name under which Helicone shows a score."""
    return name + BOOLEAN_SUFFIX if kind == "boolean" and name != FEEDBACK else name


def typed_value(score: Score) -> int | float | bool | None:
    """None: a label."""
    value = score.sent.value
    if value is None:
        return None
    match score.sent.kind:
        case "boolean":
            return bool(value)
        case "integer":
            return int(value)
        case _:
            return value
