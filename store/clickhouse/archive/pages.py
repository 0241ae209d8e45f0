"""The rows of one node in the archive, a page at a time, in the order of their keys.

A page is read between two keys, so that each page costs the same, however many rows there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from store.clickhouse.archive.reading import SETTINGS
from store.clickhouse.archive.tables import BODY, COLUMNS, EXCHANGE, OTHER, PIECE, SCORE, decode
from store.clickhouse.servers import Servers
from store.sqlite.membership import NUMBER_SHIFT

_PAGE_S = 120.0
PAGE_ROWS = 2_000
_PAGE_BYTES = 16 << 20
_RAW = {"final": 0}
_NONE: Mapping[str, object] = {}
_TIMES = ("started_at", "recorded_at")
_SIZE = {BODY: "size_bytes", PIECE: "size_bytes"}


class ArchivePart(NamedTuple):
    """Rows that have a key of one column."""

    table: str
    name: str  # of the record's table; '': of all
    key: str
    rows: int  # with those that newer ones replace

    @property
    def label(self) -> str:
        return self.name or self.table.removeprefix("archive_")


class Page(NamedTuple):
    rows: list[tuple[Any, ...]]  # values of COLUMNS
    upto: str | int | None  # key of the last row; None: it is the last page


class NodeRows:
    def __init__(self, servers: Servers, node: int, page_rows: int = PAGE_ROWS) -> None:
        self._servers = servers
        self._page_rows = page_rows
        self._parameters = {"node": node, "first": node << NUMBER_SHIFT, "end": node + 1 << NUMBER_SHIFT}

    def parts(self) -> list[ArchivePart]:
        """All that the archive has of the node. Pieces come before the bodies that they are part of."""
        names = self.ask(
            f"SELECT name, count() FROM {self.source(OTHER)} GROUP BY name ORDER BY name",
            ["String", "UInt64"],
            settings=_RAW,
        )
        keys = {EXCHANGE: "id", SCORE: "id", PIECE: "id", BODY: "exchange_id"}
        return [
            *(ArchivePart(OTHER, name, "key", rows) for name, rows in names),
            *(ArchivePart(table, "", key, self._count(table)) for table, key in keys.items()),
        ]

    def pages(self, part: ArchivePart, after: str | int | None) -> Iterator[Page]:
        """From the key `after` on."""
        while True:
            is_small = part.rows <= self._page_rows and part.table not in _SIZE
            upto = None if is_small else self._end_of_page(part, after)
            columns = COLUMNS[part.table]
            selected = (f"toUnixTimestamp64Micro({name})" if name in _TIMES else name for name in columns)
            bounds = self._after(part, after) + (
                f" AND {part.key} <= {{upto:{_kind(part)}}}" if upto is not None else ""
            )
            rows = self.ask(
                f"SELECT {', '.join(selected)} FROM {self._from(part)}{bounds} ORDER BY {part.key}",
                [*columns.values()],
                part,
                parameters={"after": after, "upto": upto},
            )
            yield Page(rows, upto)
            if upto is None:
                return
            after = upto

    def ask(
        self,
        text: str,
        kinds: list[str],
        part: ArchivePart | None = None,
        settings: Mapping[str, object] = _NONE,
        parameters: Mapping[str, object] = _NONE,
        timeout_s: float = _PAGE_S,
    ) -> list[tuple[Any, ...]]:
        known = self._parameters | {"name": part.name if part else ""} | {**parameters}
        values = {name: value for name, value in known.items() if value is not None and f"{{{name}:" in text}
        answer = self._servers.query_bytes(
            f"{text} FORMAT RowBinary", values, settings={**SETTINGS, **settings}, timeout_s=timeout_s
        )
        return [*decode(kinds, answer)]

    def source(self, table: str) -> str:
        """What to write after FROM: the rows of the node."""
        of_node = "id >= {first:Int64} AND id < {end:Int64}" if table in (EXCHANGE, SCORE) else "node = {node:UInt32}"
        return f"{self._servers.table(table)} WHERE {of_node}"

    def _count(self, table: str) -> int:
        return int(self.ask(f"SELECT count() FROM {self.source(table)}", ["UInt64"], settings=_RAW)[0][0])

    def _from(self, part: ArchivePart) -> str:
        return self.source(part.table) + (" AND name = {name:String}" if part.name else "")

    def _after(self, part: ArchivePart, after: str | int | None) -> str:
        return "" if after is None else f" AND {part.key} > {{after:{_kind(part)}}}"

    def _end_of_page(self, part: ArchivePart, after: str | int | None) -> str | int | None:
        """Without `final`, which would read to the end."""
        found = self.ask(
            f"SELECT {part.key}, {_SIZE.get(part.table, '0')}::UInt32 FROM {self._from(part)}{self._after(part, after)}"
            f" ORDER BY {part.key} LIMIT {self._page_rows}",
            ["Int64" if part.key == "id" else "String", "UInt32"],
            part,
            _RAW,
            {"after": after},
        )
        size_bytes = 0
        for key, row_bytes in found:
            size_bytes += row_bytes
            if size_bytes >= _PAGE_BYTES:
                return key  # type: ignore[no-any-return]
        return found[-1][0] if len(found) == self._page_rows else None


def _kind(part: ArchivePart) -> str:
    return "Int64" if part.key == "id" else "String"
