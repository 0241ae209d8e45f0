"""Rows as ingest stored them, read from the record itself while a gnomon runs."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import Any

from store.settings import DataDir
from tests.support.gate import WAIT_S
from tests.support.server import Gnomon

Row = dict[str, Any]


def ended_rows(gnomon: Gnomon, request_id: str) -> list[Row]:
    """The attempts of a request, once at least one is there, all have ended and their bodies have been read; oldest
    first."""
    until = time.monotonic() + WAIT_S
    while True:
        rows = _rows(gnomon, request_id)
        if rows and all(row["outcome"] and row["extract_error"] != "too_slow" for row in rows):
            return rows
        assert time.monotonic() < until, f"request {request_id} did not end in {WAIT_S} s; there is {rows}"
        time.sleep(0.01)  # there is no event across processes to wait on


def ended_row(gnomon: Gnomon, request_id: str) -> Row:
    (row,) = ended_rows(gnomon, request_id)
    return row


def _rows(gnomon: Gnomon, request_id: str) -> list[Row]:
    file = DataDir(gnomon.data_dir).database
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as record:
        record.row_factory = sqlite3.Row
        found = record.execute("SELECT * FROM exchange WHERE request_id = ? ORDER BY started_at_us", (request_id,))
        return [dict(row) for row in found]
