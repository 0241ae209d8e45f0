"""Several keys counted in few passes over the rows: GROUP BY each of them on its own, by GROUPING SETS. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOGETHER = 6  # keys; each takes some 6 MB of memory however few rows there are, and a small replica has 64


@dataclass(frozen=True, slots=True)
class EachKey:
    """`columns`: of the keys; they have the same type."""

    columns: Sequence[str]

    @classmethod
    def parts(cls, columns: Sequence[str]) -> Iterator[EachKey]:
        """As many of the keys in one pass as memory allows."""
        for first in range(0, len(columns), _TOGETHER):
            yield cls(columns[first : first + _TOGETHER])

    @property
    def key(self) -> str:
        """The expression of the key that a row is grouped by, which `number` reads."""
        return f"grouping_id({', '.join(self.columns)})"

    @property
    def value(self) -> str:
        """The expression of its value."""
        return f"coalesce({', '.join(self.columns)})"

    def sets(self, *others: str) -> str:
        """What stands in GROUPING SETS (…). `others`: columns that the rows are grouped by beside each key."""
        return ", ".join(f"({', '.join([*others, column])})" for column in self.columns)

    def number(self, key: int) -> int:
        """Which of `columns` it is. grouping_id has a bit for each of them, the last one's lowest, which is 0 for the
        column that the rows are grouped by."""
        everything: int = 2 ** len(self.columns) - 1
        return len(self.columns) - (everything - key).bit_length()
