"""What a job of the writing thread works with: both databases, counters, version numbers."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import orjson

from store.models import ScoreDefinition
from store.settings import DataDir
from store.sqlite import change_log
from store.sqlite.bodies.digests import Digests, stored_key
from store.sqlite.bodies.known_pieces import KnownPieces
from store.sqlite.files import check_pair, open_for_writing, opening
from store.sqlite.probing import probe_bodies

_COUNTERS = (
    "version",
    "exchanges",
    "in_flight",
    "scores",
    "waiting_scores",
    "expired_scores",
    "waiting_log_records",
    "waiting_log_bytes",
    "expired_log_records",
    "dropped",
    "truncated",
    "unlinked_reads",  # exchanges that read an object back whose creator is not stored
)
_KEYS_CACHED = 10_000
_LISTENED = """
    SELECT project, json_each.value FROM webhook, json_each(webhook.events) WHERE enabled = 1
    UNION
    SELECT project, 'request.logged' FROM evaluator WHERE blocked_reason IS NULL AND definition ->> '$.enabled' = 1"""


class _PropertyKey(NamedTuple):
    id: int
    name: str  # as it is shown


class Session:
    """Both databases, open for writing, and the totals that are counted along.

    Every change takes the next version number; ids of new rows are taken from the same numbers. Belongs to one thread.
    """

    def __init__(self, data_dir: DataDir) -> None:
        check_pair(data_dir.database, data_dir.bodies)
        self.main_db = open_for_writing(data_dir.database, "records")
        try:
            self.bodies = open_for_writing(data_dir.bodies, "bodies")
        except BaseException:
            self.main_db.close()
            raise
        self.counts = dict.fromkeys(_COUNTERS, 0)
        try:
            with opening(data_dir.database):
                self.counts.update(self.main_db.execute("SELECT name, value FROM counter"))
                self.gives_properties = bool(
                    self.main_db.execute("SELECT EXISTS (SELECT 1 FROM request_property)").fetchone()[0]
                )
                listened = self.main_db.execute(_LISTENED).fetchall()
                # Whether spans have become exchanges, which calls that come through the proxy later may replace
                spans = "SELECT EXISTS (SELECT 1 FROM step WHERE exchange_id IS NOT NULL)"
                self.has_spans = bool(self.main_db.execute(spans).fetchone()[0])
            with opening(data_dir.bodies):
                probe_bodies(self.bodies)
                self.digests = Digests(stored_key(self.bodies))
                change_log.watch(self.main_db, self.bodies)
        except BaseException:
            self.close()
            raise
        self.databases = {data_dir.database: self.main_db, data_dir.bodies: self.bodies}
        self._committed = dict(self.counts)
        self._keys: dict[tuple[int, str], _PropertyKey] = {}
        self.pieces = KnownPieces()  # for bodies/writing.py
        # Caches of the tables score_name and score_definition, for scores/names.py and scores/definitions.py
        self.score_names: dict[tuple[int, str], frozenset[str]] = {}
        self.definitions: dict[int, dict[str, ScoreDefinition]] = {}
        # For pipeline/events.py: (project, kind) of the events that a consumer listens to, from the first transaction
        # on, and whom a commit with events wakes
        self.listened: frozenset[tuple[int, str]] = frozenset(listened)
        self.on_event: Callable[[], None] | None = None
        self.has_events = False  # the open transaction wrote some

    def next_version(self) -> int:
        return self.take_versions(1)

    def take_versions(self, count: int) -> int:
        """Reserve `count` consecutive versions and return the first; not all of them need to be used."""
        first: int = self.counts["version"] + 1
        self.counts["version"] += count
        return first

    def tombstone(self, what: str, row_id: int, sort_key: Sequence[int | str] | None = None) -> None:
        """`sort_key`: of a deleted exchange or score, see 0018_sort_keys.sql."""
        key = None if sort_key is None else orjson.dumps(sort_key).decode()
        self.main_db.execute("INSERT INTO tombstone VALUES (?, ?, ?, ?)", (self.next_version(), what, row_id, key))

    def property_key(self, project: int, name: str) -> int:
        """The id of a property's name, whatever its case; a new name gets one.

        The name is shown as first sent, but with capitals once any caller sends it so: OpenAI's SDKs write the names
        of all headers in lower case.
        """
        folded = name.casefold()
        key = self._keys.get((project, folded))
        if key is None:
            key = self._stored_key(project, folded, name)
            if len(self._keys) >= _KEYS_CACHED:
                self._keys.clear()
            self._keys[project, folded] = key
        if name != key.name and key.name.islower() and not name.islower():
            self.main_db.execute("UPDATE property_key SET name = ? WHERE id = ?", (name, key.id))
            self.tombstone("property_key", key.id)  # a replica has the name of before
            self._keys[project, folded] = _PropertyKey(key.id, name)
        return key.id

    def _stored_key(self, project: int, folded: str, name: str) -> _PropertyKey:
        row = self.main_db.execute(
            "SELECT id, name FROM property_key WHERE project = ? AND name_folded = ?", (project, folded)
        ).fetchone()
        if row:
            return _PropertyKey(*row)
        cursor = self.main_db.execute("INSERT INTO property_key VALUES (NULL, ?, ?, ?)", (project, folded, name))
        assert cursor.lastrowid is not None
        return _PropertyKey(cursor.lastrowid, name)

    @contextmanager
    def savepoint(self, name: str) -> Iterator[None]:
        """Undo everything that was done inside when it raises."""
        before = dict(self.counts)
        for connection in (self.main_db, self.bodies):
            connection.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            self.counts = before
            self._clear_caches()
            for connection in (self.main_db, self.bodies):
                if connection.in_transaction:  # SQLite itself rolls back the transaction when the disk is full
                    connection.execute(f"ROLLBACK TO {name}")
                    connection.execute(f"RELEASE {name}")
            raise
        for connection in (self.main_db, self.bodies):
            connection.execute(f"RELEASE {name}")

    def begin(self) -> None:
        self.main_db.execute("BEGIN IMMEDIATE")
        self.bodies.execute("BEGIN")

    @property
    def whole(self) -> bool:
        """Whether the transaction is still open: SQLite itself rolls it back when the disk is full or fails."""
        return self.main_db.in_transaction and self.bodies.in_transaction

    def commit(self) -> None:
        changed = [(name, value) for name, value in self.counts.items() if self._committed[name] != value]
        self.main_db.executemany("INSERT OR REPLACE INTO counter VALUES (?, ?)", changed)
        # Bodies first: a body without its row is harmless, a row without its body would be a loss.
        self.bodies.execute("COMMIT")
        self.main_db.execute("COMMIT")
        self._committed = dict(self.counts)
        if self.has_events and self.on_event:
            self.on_event()
        self.has_events = False

    def rollback(self) -> None:
        self.counts = dict(self._committed)
        self.has_events = False
        self._clear_caches()
        for connection in (self.main_db, self.bodies):
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _clear_caches(self) -> None:
        """Some of the rows they were read from may have been undone."""
        self._keys.clear()
        self.score_names.clear()
        self.pieces.clear()
        self.definitions.clear()

    def forget_project(self, project: int) -> None:
        """The rows of a project were deleted from the tables that are cached here."""
        self.definitions.pop(project, None)
        self.score_names = {key: kinds for key, kinds in self.score_names.items() if key[0] != project}

    def close(self) -> None:
        self.bodies.close()
        self.main_db.close()


def read_array(session: Session, statement: str, parameters: tuple[Any, ...]) -> list[Any]:
    """The JSON array that a statement gives: sqlite3 releases the interpreter lock once for each row."""
    values: list[Any] = orjson.loads(session.main_db.execute(statement, parameters).fetchone()[0])
    return values


def as_json(values: Iterable[str | int]) -> str:
    return orjson.dumps([*values]).decode()


def now_us() -> int:
    return time.time_ns() // 1000


def is_poison(error: Exception) -> bool:
    """Whether the row itself cannot be stored; any other error is the disk's and may pass."""
    return isinstance(
        error,
        sqlite3.IntegrityError
        | sqlite3.DataError
        | sqlite3.InterfaceError
        | sqlite3.ProgrammingError
        | ValueError  # text that is not Unicode
        | TypeError
        | OverflowError,
    )
