"""What of the bodies of a record is to be copied to the archive, in steps of bounded size.

New bodies and pieces are found by their ids, and the log of changes has those that were deleted. SQLite uses the
highest ids again once their rows are deleted, so with each deletion the log says which id was the highest then.

The version is twice the number of the newest change, and one more for a row that is there: an insert is no change of
the log, but counts more than the deletion before it, and less than the next one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import orjson

from store.clickhouse.archive.positions import Positions
from store.clickhouse.archive.rows import STEP_BYTES, STEP_ROWS, ArchiveStep, steps_of
from store.clickhouse.archive.tables import BODY, PIECE, Row
from store.settings import DataDir
from store.sqlite.change_log import newest_gap
from store.sqlite.files import read_only_uri

_PIECES = """
    SELECT id, project, digest, codec, data FROM piece JOIN piece_data USING (id)
    WHERE id > ? AND id <= ? ORDER BY id LIMIT ?"""
_PIECES_LEFT = """
    SELECT piece.id FROM json_each(?) AS wanted CROSS JOIN piece ON piece.id = wanted.value ->> 0"""
_BODIES = """
    SELECT exchange_id, side, id, started_at_us, codec, data FROM body
    WHERE id > ? AND id <= ? ORDER BY id LIMIT ?"""
_BODIES_LEFT = """
    SELECT exchange_id, side FROM json_each(?) AS wanted
    CROSS JOIN body ON exchange_id = wanted.value ->> 0 AND side = wanted.value ->> 1"""
_LOG = "SELECT seq, name, key, newest_id FROM change WHERE seq > ? AND seq <= ? ORDER BY seq"


class RecordBodies:
    """Belongs to one thread."""

    def __init__(self, data_dir: DataDir, node: int) -> None:
        self._db = sqlite3.connect(read_only_uri(data_dir.bodies), uri=True, isolation_level=None)
        self._node = node

    def piece_key(self) -> bytes:
        """The key of the digests; random, so it tells records apart."""
        key: bytes = self._db.execute("SELECT key FROM piece_key").fetchone()[0]
        return key

    def newest_change(self) -> int:
        return self._number("SELECT max(seq) FROM change")

    def newest_gap(self) -> int:
        """`seq` of the log; 0: it has none."""
        return newest_gap(self._db)

    def newest(self) -> tuple[int, int]:
        """The highest ids of a body and of a piece."""
        return self._number("SELECT max(id) FROM body"), self._number("SELECT max(id) FROM piece")

    def count(self, after: Positions) -> int:
        """About how many bodies and pieces have come after these positions."""
        counts = "SELECT (SELECT count(*) FROM body WHERE id > ?) + (SELECT count(*) FROM piece WHERE id > ?)"
        return self._number(counts, (after.body, after.piece))

    def steps(self, positions: Positions) -> Iterator[ArchiveStep]:
        """As Record.steps. Pieces come first, so that the archive has those of each body."""
        bodies_upto, newest_change = self._number("SELECT max(id) FROM body"), self.newest_change()
        kinds: tuple[Callable[[Positions], ArchiveStep], ...] = (
            partial(self._logged, newest=newest_change),
            self._new_pieces,
            partial(self._new_bodies, upto=bodies_upto),
        )
        yield from steps_of(kinds, positions, self._reading)

    def close(self) -> None:
        self._db.close()

    def _logged(self, at: Positions, newest: int) -> ArchiveStep:
        """Bodies and pieces that were deleted, or replaced."""
        entries = self._db.execute(f"{_LOG} LIMIT ?", (at.bodies_log, newest, STEP_ROWS)).fetchall()
        if not entries:
            return ArchiveStep({}, at, True)
        version = 2 * self.newest_change()
        keys = {name: {key for _, of, key, _ in entries if of == name} for name in ("body", "piece")}
        newest_ids = {name: [newest_id for _, of, _, newest_id in entries if of == name] for name in keys}
        after = replace(
            at,
            bodies_log=entries[-1][0],
            body=min((at.body, *newest_ids["body"])),
            piece=min((at.piece, *newest_ids["piece"])),
        )
        rows = {BODY: self._gone_bodies(keys["body"], version), PIECE: self._gone_pieces(keys["piece"], version)}
        return ArchiveStep(rows, after, len(entries) < STEP_ROWS)

    def _gone_bodies(self, keys: set[str], version: int) -> list[Row]:
        """Those that have been replaced are copied by their ids."""
        left = self._left(_BODIES_LEFT, keys)
        gone = (orjson.loads(key) for key in keys)
        return [
            (self._node, exchange_id, side, 0, started_at_us, 0, b"", version, 1)
            for exchange_id, side, started_at_us in gone
            if (exchange_id, side) not in left
        ]

    def _gone_pieces(self, keys: set[str], version: int) -> list[Row]:
        left = self._left(_PIECES_LEFT, keys)
        gone = (orjson.loads(key)[0] for key in keys)
        return [(self._node, row_id, 0, b"", 0, b"", version, 1) for row_id in gone if (row_id,) not in left]

    def _left(self, statement: str, keys: set[str]) -> set[tuple[Any, ...]]:
        return set(self._db.execute(statement, (f"[{','.join(keys)}]",)))

    def _new_pieces(self, at: Positions) -> ArchiveStep:
        version = 2 * self.newest_change() + 1
        upto = self._number("SELECT max(id) FROM piece")
        found, is_last = self._some(_PIECES, at.piece, upto)
        rows = [(self._node, *row, version, 0) for row in found]
        return ArchiveStep({PIECE: rows}, replace(at, piece=found[-1][0] if found else at.piece), is_last)

    def _new_bodies(self, at: Positions, upto: int) -> ArchiveStep:
        version = 2 * self.newest_change() + 1
        found, is_last = self._some(_BODIES, at.body, upto)
        rows = [(self._node, *row, version, 0) for row in found]
        return ArchiveStep({BODY: rows}, replace(at, body=found[-1][2] if found else at.body), is_last)

    def _some(self, statement: str, after: int, upto: int) -> tuple[list[tuple[Any, ...]], bool]:
        """As many rows as make a step, and whether there are no more."""
        rows: list[tuple[Any, ...]] = []
        size_bytes = 0
        for row in self._db.execute(statement, (after, upto, STEP_ROWS)):
            rows.append(row)
            size_bytes += len(row[-1])
            if size_bytes >= STEP_BYTES:
                return rows, False
        return rows, len(rows) < STEP_ROWS

    def _number(self, statement: str, parameters: Iterable[Any] = ()) -> int:
        (number,) = self._db.execute(statement, tuple(parameters)).fetchone()
        return number or 0

    @contextmanager
    def _reading(self) -> Iterator[None]:
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")
