"""A record from the archive, in an empty folder: all rows and bodies with their ids and versions.

It grows in the folder `incomplete`, page by page, each in one transaction with its position, so that a copy that was
interrupted goes on where it was.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

from store.base import CannotOpen
from store.clickhouse.archive.archiving import ArchiveState
from store.clickhouse.archive.continuing import counters, newest_changes, note_ids_in_use
from store.clickhouse.archive.pages import PAGE_ROWS, ArchivePart, NodeRows, Page
from store.clickhouse.archive.tables import BODY, COLUMNS, EXCHANGE, PIECE
from store.clickhouse.servers import Servers
from store.settings import DataDir
from store.sqlite import change_log
from store.sqlite.bodies.compression import CUT
from store.sqlite.bodies.recipes import DamagedRecipe, decode
from store.sqlite.files import open_for_writing

_POSITION = "CREATE TABLE IF NOT EXISTS copy_position (label TEXT PRIMARY KEY, after ANY, is_done INTEGER) STRICT"
_PLACE = "INSERT OR REPLACE INTO copy_position VALUES (?, ?, ?)"
_STATE = "state"  # label of the version of the archive's state

Progress = Callable[[int], None]  # rows stored so far


class NodeRebuilding:
    """Belongs to one thread. Its methods raise StoreUnavailable."""

    def __init__(self, servers: Servers, node: int, target: DataDir, page_rows: int = PAGE_ROWS) -> None:
        """Raises CannotOpen if the folder has a record, or the archive has none of the node."""
        incomplete = DataDir(target.root / "incomplete")
        if target.database.exists() or (target.bodies.exists() and not incomplete.database.exists()):
            raise CannotOpen(f"{target.root} has a record already: name an empty folder")
        self._servers = servers
        self._node = node
        self._rows = NodeRows(servers, node, page_rows)
        self._state = ArchiveState(servers, node)
        if self._state.positions.tables.get("node", "") is not None:
            raise CannotOpen(f"the archive has no calls of node {node}: it had not copied them yet")
        self._parts = self._rows.parts()
        self._target = target
        self.incomplete = incomplete
        if target.bodies.exists():  # it was interrupted in `finish`
            os.replace(target.bodies, incomplete.bodies)
        self.incomplete.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._open()
        if self._position(self._record, _STATE)[0] not in (None, self._state.version):
            self._begin_again()  # the node has copied more since
        self._record.execute(_PLACE, (_STATE, self._state.version, 1))

    def has_changed(self) -> bool:
        """Whether the node has copied more since this began: it is still running."""
        return bool(ArchiveState(self._servers, self._node).version != self._state.version)

    def count(self) -> int:
        """About how many rows there are."""
        return sum(part.rows for part in self._parts)

    def run(self, progress: Progress) -> None:
        done = 0
        for part in self._parts:
            database = self._bodies if part.table in (BODY, PIECE) else self._record
            after, is_done = self._position(database, part.label)
            if is_done:
                done += part.rows
                continue
            for page in self._rows.pages(part, after):
                with _transaction(database):
                    self._store(part, page)
                    place = (part.label, after if page.upto is None else page.upto, page.upto is None)
                    database.execute(_PLACE, place)
                after = page.upto
                done += len(page.rows)
                progress(done)
        self._complete()

    def finish(self) -> None:
        """Move the record to its place."""
        with _transaction(self._record):
            note_ids_in_use(self._servers, self._rows, self._record)
        with _transaction(self._bodies):
            # Their bodies were not copied any more. The log of changes notes that they are gone.
            self._bodies.execute("DELETE FROM piece WHERE uses = 0")
            self._bodies.execute("DELETE FROM piece_data WHERE id NOT IN (SELECT id FROM piece)")
        for database in (self._record, self._bodies):
            database.execute("DROP TABLE copy_position")
        self.close()
        # The record comes last: without it, the bodies are refused rather than taken for those of an empty record.
        os.replace(self.incomplete.bodies, self._target.bodies)
        os.replace(self.incomplete.database, self._target.database)
        self.incomplete.root.rmdir()

    def close(self) -> None:
        self._record.close()
        self._bodies.close()

    def _open(self) -> None:
        self._record = open_for_writing(self.incomplete.database, "records")
        self._bodies = open_for_writing(self.incomplete.bodies, "bodies")
        for database in (self._record, self._bodies):
            database.execute(_POSITION)

    def _begin_again(self) -> None:
        self.close()
        for file in self.incomplete.root.iterdir():
            file.unlink()
        self._open()

    def _position(self, database: sqlite3.Connection, label: str) -> tuple[Any, bool]:
        row = database.execute("SELECT after, is_done FROM copy_position WHERE label = ?", (label,)).fetchone()
        return (row[0], bool(row[1])) if row else (None, False)

    # Rows

    def _store(self, part: ArchivePart, page: Page) -> None:
        rows = [dict(zip(COLUMNS[part.table], values, strict=True)) for values in page.rows]
        if part.table == PIECE:
            self._store_pieces(rows)
        elif part.table == BODY:
            self._store_bodies(rows)
        else:
            self._store_rows(part, [orjson.loads(row["data"]) for row in rows])

    def _store_rows(self, part: ArchivePart, rows: list[dict[str, Any]]) -> None:
        if part.table == EXCHANGE:
            properties = [(row["id"], key, value) for row in rows for key, value in row.pop("properties", ())]
            self._record.executemany("INSERT INTO property (exchange, key, value) VALUES (?, ?, ?)", properties)
        columns = self._record.execute(
            "SELECT name, type, dflt_value FROM pragma_table_info(?)", (part.label,)
        ).fetchall()
        known = {name for name, *_ in columns}
        if unknown := {name for row in rows for name in row} - known:
            raise CannotOpen(
                f"the archive has columns of {part.label} that this version of Gnomon does not know"
                f" ({', '.join(sorted(unknown))}): install the version that wrote them"
            )
        # A column that came later has its default in older rows.
        defaults = {name: self._default(text) for name, _, text in columns}
        blobs = [name for name, kind, _ in columns if kind == "BLOB"]
        for row in rows:
            row.update({name: bytes.fromhex(row[name]) for name in blobs if name in row})
        names = list(defaults)
        self._record.executemany(
            f'INSERT INTO "{part.label}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})',
            ([row.get(name, defaults[name]) for name in names] for row in rows),
        )

    def _default(self, text: str | None) -> Any:
        return None if text is None else self._record.execute(f"SELECT {text}").fetchone()[0]

    def _store_pieces(self, rows: Sequence[dict[str, Any]]) -> None:
        pieces = ((row["id"], row["project"], row["digest"]) for row in rows)
        self._bodies.executemany("INSERT INTO piece (id, project, digest, uses) VALUES (?, ?, ?, 0)", pieces)
        data = ((row["id"], row["codec"], row["data"]) for row in rows)
        self._bodies.executemany("INSERT INTO piece_data (id, codec, data) VALUES (?, ?, ?)", data)

    def _store_bodies(self, rows: Sequence[dict[str, Any]]) -> None:
        uses: Counter[int] = Counter()
        for row in rows:
            if row["codec"] == CUT:
                try:
                    uses.update(decode(row["data"]).piece_ids)
                except DamagedRecipe:
                    pass  # it was damaged in its record; a reader says so
        names = ("id", "exchange_id", "side", "started_at", "codec", "data")
        self._bodies.executemany(
            "INSERT INTO body (id, exchange_id, side, started_at_us, codec, data) VALUES (?, ?, ?, ?, ?, ?)",
            ([row[name] for name in names] for row in rows),
        )
        self._bodies.executemany(
            "UPDATE piece SET uses = uses + ? WHERE id = ?", ((n, each) for each, n in uses.items())
        )

    # What a record has beside its rows

    def _complete(self) -> None:
        seq, bodies_seq = newest_changes(self._servers, self._rows, self._state)
        totals = counters(self._servers, self._rows, self._state, self._record)
        with _transaction(self._record):
            self._record.execute("INSERT OR IGNORE INTO change VALUES (?, '', '')", (seq,))
            self._record.executemany("INSERT OR REPLACE INTO counter VALUES (?, ?)", totals.items())
        with _transaction(self._bodies):
            self._bodies.execute("INSERT OR IGNORE INTO change VALUES (?, '', '', 0)", (bodies_seq,))
            self._bodies.execute("DELETE FROM piece_key")
            self._bodies.execute("INSERT INTO piece_key VALUES (?)", (self._state.piece_key,))
        change_log.watch(self._record, self._bodies)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        database.execute("ROLLBACK")
        raise
