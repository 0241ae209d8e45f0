"""The values of statements as query parameters of ClickHouse."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlglot import exp

# What a DateTime64(6) can hold; no call is outside.
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LATEST = datetime(2299, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC).replace(tzinfo=None)
_TYPES = {"b": "Bool", "i": "Int64", "f": "Float64", "s": "String", "t": "DateTime64(6, 'UTC')"}
_LETTERS: dict[type, str] = {bool: "b", int: "i", float: "f", str: "s", datetime: "t"}
_PIECE_CHARACTERS = 60_000  # of a list in one parameter; a server takes 128 KiB
_NEEDLESS_ESCAPE = re.compile(r"\\([^\\%_])")


def kind_of(value: object) -> str:
    """ "i" of an integer, "n" of None, "f3" of a list of three floats, "s1" of a list of texts in one parameter."""
    if value is None:
        return "n"
    if not isinstance(value, list | tuple):
        return _LETTERS[type(value)]
    element = _LETTERS[type(value[0])] if value else "s"
    return f"{element}{len(value) if element == 'f' else len(_pieces(value))}"


class Parameters:
    """`{name:Type}` in the place of numbered values; notes which of these are patterns."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._kinds = kinds
        self.patterns: set[int] = set()

    def is_list(self, number: int) -> bool:
        return len(self._kinds[number - 1]) > 1

    def of(self, number: int, wanted: str | None = None) -> exp.Expr:
        """`wanted`: its type, or that of the elements of a list, where the statement says it."""
        kind = self._kinds[number - 1]
        of_value = wanted or _TYPES.get(kind[0], "String")
        if kind == "n":
            return _parameter(f"p{number}", f"Nullable({of_value})")
        if len(kind) == 1:
            return _parameter(f"p{number}", of_value)
        pieces = 1 if kind[0] == "f" else int(kind[1:])
        parts = [_parameter(f"p{number}_{piece}", f"Array({of_value})") for piece in range(1, pieces + 1)]
        return parts[0] if len(parts) == 1 else exp.func("arrayConcat", *parts)

    def levels(self, number: int) -> list[exp.Expr]:
        """Each element of a list of floats as a value of its own."""
        return [_parameter(f"p{number}_of_{at}", "Float64") for at in range(int(self._kinds[number - 1][1:]))]


def bound_values(values: Sequence[object], patterns: Collection[int]) -> dict[str, object]:
    """The values by the names that `Parameters` gave them."""
    bound: dict[str, object] = {}
    for number, value in enumerate(values, 1):
        if isinstance(value, list | tuple):
            bound |= {f"p{number}_{at}": piece for at, piece in enumerate(_pieces(value), 1)}
            if value and isinstance(value[0], float):
                bound |= {f"p{number}_of_{at}": _text(each) for at, each in enumerate(value)}
        elif number in patterns:
            bound[f"p{number}"] = _NEEDLESS_ESCAPE.sub(r"\1", str(value))
        else:
            bound[f"p{number}"] = _text(value)
    return bound


def _parameter(name: str, of_type: str) -> exp.Expr:
    return exp.Placeholder(this=name, kind=of_type)


def _text(value: object) -> object:
    """As the driver hands it to the server without changing it."""
    if isinstance(value, datetime):
        return min(max(value, _EARLIEST), _LATEST).isoformat(" ", "microseconds")
    return repr(value) if isinstance(value, float) else value


def _pieces(values: Sequence[Any]) -> list[list[Any]]:
    """The list in parts that are short enough for one parameter each; an empty list is one part."""
    pieces: list[list[Any]] = [[]]
    room = _PIECE_CHARACTERS
    for value in values:
        room -= 4 * len(value) + 4 if isinstance(value, str) else 24
        if room < 0 and pieces[-1]:
            pieces.append([])
            room = _PIECE_CHARACTERS
        pieces[-1].append(value)
    return pieces
