"""Whether the newest bodies can be read, for `gnomon doctor`: on a read-only connection, while a server may run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from store.sqlite.bodies.digests import Digests
from store.sqlite.bodies.reading import BODY_COLUMNS, PIECES, Assembler, body_row, piece_ids
from store.sqlite.files import opening, read_only_uri
from store.sqlite.session import as_json

_STEP = 50  # bodies that are put together at a time
_BODIES = f"""
    SELECT exchange_id, {BODY_COLUMNS} FROM body
    WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC"""


class BodiesReport(NamedTuple):
    checked: int
    damaged: list[str]  # exchange ids, the newest first
    pieces: int  # stored once
    uses: int  # of them, in all bodies


_NOTHING = BodiesReport(0, [], 0, 0)


def check_newest(path: Path, most: int) -> BodiesReport:
    """The newest `most` bodies. Raises CannotOpen."""
    if not path.exists():  # deleted while no server runs; the next one makes it
        return _NOTHING
    with opening(path), closing(sqlite3.connect(read_only_uri(path), uri=True, isolation_level=None)) as db:
        db.execute("BEGIN")  # rows and pieces of one point in time
        has_pieces = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'piece_key'").fetchone()
        key = db.execute("SELECT key FROM piece_key").fetchone() if has_pieces else None
        if key is None:  # the server that upgrades it has not run yet
            return _NOTHING
        pieces, uses = db.execute("SELECT count(*), coalesce(sum(uses), 0) FROM piece").fetchone()
        newest = db.execute("SELECT id FROM body ORDER BY id DESC LIMIT ?", (most,)).fetchall()
        damaged: dict[str, None] = {}
        for first in range(0, len(newest), _STEP):
            damaged |= dict.fromkeys(
                _damaged(db, Digests(key[0]), [row_id for (row_id,) in newest[first : first + _STEP]])
            )
    return BodiesReport(len(newest), list(damaged), pieces, uses)


def _damaged(db: sqlite3.Connection, digests: Digests, row_ids: list[int]) -> list[str]:
    rows = [
        (exchange_id, body_row(values)) for exchange_id, *values in db.execute(_BODIES, (as_json(row_ids),)).fetchall()
    ]
    pieces = db.execute(PIECES, (as_json(piece_ids(row for _, row in rows)),)).fetchall()
    assembler = Assembler(digests, pieces)
    return [exchange_id for exchange_id, row in rows if assembler.damage(row) is not None]
