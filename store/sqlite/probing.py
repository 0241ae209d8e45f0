"""A look at bodies.db at the start, so that damage ends the start and not, some days later, the reading of a body."""

from __future__ import annotations

import sqlite3

_SAMPLES = 100  # SQLite's own check reads the whole file, which may have many gigabytes
_LARGE_BYTES = 1 << 20  # the ends of larger bodies are not read


def probe_bodies(bodies: sqlite3.Connection) -> None:
    """Read bodies and pieces spread over the whole file, each by all ways to it. Raises sqlite3.DatabaseError."""
    for table, probe in (("body", _probe), ("piece", _probe_piece)):
        low, high = bodies.execute(f"SELECT min(id), max(id) FROM {table}").fetchone()
        if low is not None:
            for sample in range(_SAMPLES):
                probe(bodies, low + (high - low) * sample // (_SAMPLES - 1))


def _probe_piece(bodies: sqlite3.Connection, from_id: int) -> None:
    row_id, project, digest = bodies.execute(
        "SELECT id, project, digest FROM piece WHERE id >= ? ORDER BY id LIMIT 1", (from_id,)
    ).fetchone()
    bodies.execute("SELECT substr(data, -1) FROM piece_data WHERE id = ?", (row_id,)).fetchone()
    by_digest = bodies.execute("SELECT id FROM piece WHERE project = ? AND digest = ?", (project, digest)).fetchone()
    if by_digest != (row_id,):
        raise sqlite3.DatabaseError("an index does not match its table")


def _probe(bodies: sqlite3.Connection, from_id: int) -> None:
    body_id, exchange_id, side, started_at_us, size = bodies.execute(
        "SELECT id, exchange_id, side, started_at_us, length(data) FROM body WHERE id >= ? ORDER BY id LIMIT 1",
        (from_id,),
    ).fetchone()
    if size <= _LARGE_BYTES:  # its last byte is at the end of a chain of pages
        bodies.execute("SELECT substr(data, -1) FROM body WHERE id = ?", (body_id,)).fetchone()
    by_exchange = bodies.execute(
        "SELECT id FROM body WHERE exchange_id = ? AND side = ?", (exchange_id, side)
    ).fetchone()
    by_start = bodies.execute(
        "SELECT 1 FROM body INDEXED BY body_by_start WHERE started_at_us = ? AND id = ?", (started_at_us, body_id)
    ).fetchone()
    if by_exchange != (body_id,) or by_start is None:
        raise sqlite3.DatabaseError("an index does not match its table")
