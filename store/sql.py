"""Pieces of SQL statements together with their parameters. Values are always parameters, never text. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from inspect import cleandoc
from string import Formatter


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL and the values of its question marks, in the order of the text."""

    text: str
    parameters: tuple[object, ...] = ()

    def __add__(self, other: Sql | str) -> Sql:
        """The two pieces, one after the other."""
        if isinstance(other, str):
            return Sql(self.text + other, self.parameters)
        return Sql(self.text + other.text, self.parameters + other.parameters)

    def __radd__(self, other: str) -> Sql:
        return Sql(other + self.text, self.parameters)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        """The text alone: parameters can be secrets or long."""
        return self.text


def compose(template: str, /, **pieces: Sql | str) -> Sql:
    """The template with a piece in the place of each `{name}`.

    The template's own indentation is removed, a piece of several lines is indented like the line it stands in, and a
    line that only held empty pieces disappears.
    """
    text = ""
    parameters: tuple[object, ...] = ()
    for literal, name, _, _ in Formatter().parse(cleandoc(template)):
        text += literal
        if name is not None:
            piece = pieces[name]
            line = text[text.rfind("\n") + 1 :]
            margin = line[: len(line) - len(line.lstrip())]
            text += str(piece).replace("\n", f"\n{margin}")
            parameters += piece.parameters if isinstance(piece, Sql) else ()
    return Sql("\n".join(line for line in text.split("\n") if line.strip()), parameters)


def joined(separator: str, pieces: Iterable[Sql | str]) -> Sql:
    """The pieces with `separator` between them."""
    known = [piece if isinstance(piece, Sql) else Sql(piece) for piece in pieces]
    return Sql(
        separator.join(piece.text for piece in known),
        tuple(value for piece in known for value in piece.parameters),
    )


def all_true(conditions: Iterable[Sql | str]) -> Sql:
    """The conditions with AND between them, a line for each."""
    return joined("\n    AND ", conditions)


def select_list(columns: Mapping[str, Sql | str]) -> Sql:
    """`expression AS name`, a line for each column; `columns`: name → expression."""
    return joined(",\n", (expression + f" AS {name}" for name, expression in columns.items()))


def with_tables(tables: Mapping[str, Sql], select: Sql, materialized: Collection[str] = ()) -> Sql:
    """`WITH name AS (…), … SELECT …`: common table expressions in their order, then the statement that uses them.

    `materialized`: the names of those that are computed once, however often they are used.
    """
    if not tables:
        return select
    parts = [
        Sql(f"{name} AS {'MATERIALIZED ' if name in materialized else ''}(\n") + indented(table) + "\n)"
        for name, table in tables.items()
    ]
    return "WITH " + joined(",\n", parts) + "\n" + select


def indented(piece: Sql) -> Sql:
    """The same piece, each of its lines moved to the right."""
    return Sql("\n".join(f"    {line}" for line in piece.text.split("\n")), piece.parameters)
