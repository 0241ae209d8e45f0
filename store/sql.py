"""Parts of SQL statements with their parameters. Names and values are parameters, never text. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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


def joined(separator: str, pieces: Iterable[Sql]) -> Sql:
    """The pieces with `separator` between them."""
    known = list(pieces)
    return Sql(
        separator.join(piece.text for piece in known),
        tuple(value for piece in known for value in piece.parameters),
    )


def with_tables(tables: dict[str, Sql], select: Sql) -> Sql:
    """`WITH name AS (…), … SELECT …`: common table expressions in their order, then the statement that uses them."""
    if not tables:
        return select
    parts = [Sql(f"{name} AS (\n") + indented(table) + "\n)" for name, table in tables.items()]
    return "WITH " + joined(",\n", parts) + "\n" + select


def indented(piece: Sql) -> Sql:
    """The same piece, each of its lines moved to the right."""
    return Sql("\n".join(f"    {line}" for line in piece.text.split("\n")), piece.parameters)
