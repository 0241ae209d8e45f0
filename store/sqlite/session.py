"""What a job of the writing thread works with."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import orjson

from store.models import ScoreDefinition
from store.settings import DataDir
from store.sqlite.files import open_for_writing, opening

_COUNTERS = ("version", "exchanges", "in_flight", "scores", "waiting_scores", "expired_scores", "dropped", "truncated")
_KEYS_KEPT = 10_000


class Session:
    """Both databases, open for writing, and what is counted along.

    Every change takes the next version number; ids of new rows come from the same numbers.
    """

    def __init__(self, data_dir: DataDir) -> None:
        self.records = open_for_writing(data_dir.database, "records")
        try:
            self.bodies = open_for_writing(data_dir.bodies, "bodies")
        except BaseException:
            self.records.close()
            raise
        self.counts = dict.fromkeys(_COUNTERS, 0)
        try:
            with opening(data_dir.database):
                self.counts.update(self.records.execute("SELECT name, value FROM counter"))
                self.gives_properties = bool(
                    self.records.execute("SELECT EXISTS (SELECT 1 FROM request_property)").fetchone()[0]
                )
        except BaseException:
            self.close()
            raise
        self.databases = {data_dir.database: self.records, data_dir.bodies: self.bodies}
        self._committed = dict(self.counts)
        self._keys: dict[tuple[int, str], int] = {}
        # What the tables say, remembered: see the modules of these names.
        self.score_names: dict[tuple[int, str], frozenset[str]] = {}
        self.definitions: dict[int, dict[str, ScoreDefinition]] = {}

    def next_version(self) -> int:
        return self.take_versions(1)

    def take_versions(self, count: int) -> int:
        """The first of so many that follow each other. Not all need be used."""
        first: int = self.counts["version"] + 1
        self.counts["version"] += count
        return first

    def tombstone(self, what: str, row_id: int) -> None:
        self.records.execute("INSERT INTO tombstone VALUES (?, ?, ?)", (self.next_version(), what, row_id))

    def property_key(self, project: int, name: str) -> int:
        """The number of a property's name, whatever its case; a new name gets one."""
        folded = name.casefold()
        key = self._keys.get((project, folded))
        if key is None:
            key = self._stored_key(project, folded, name)
            if len(self._keys) >= _KEYS_KEPT:
                self._keys.clear()
            self._keys[project, folded] = key
        return key

    def _stored_key(self, project: int, folded: str, name: str) -> int:
        found = self.records.execute(
            "SELECT id FROM property_key WHERE project = ? AND name_folded = ?", (project, folded)
        ).fetchone()
        if found:
            return int(found[0])
        made = self.records.execute("INSERT INTO property_key VALUES (NULL, ?, ?, ?)", (project, folded, name))
        assert made.lastrowid is not None
        return made.lastrowid

    @contextmanager
    def savepoint(self, name: str) -> Iterator[None]:
        """All of what happens inside, or, when it raises, nothing of it."""
        before = dict(self.counts)
        for connection in (self.records, self.bodies):
            connection.execute(f"SAVEPOINT {name}")
        try:
            yield
        except BaseException:
            self.counts = before
            self._forget()
            for connection in (self.records, self.bodies):
                if connection.in_transaction:  # a full disk ends the whole transaction by itself
                    connection.execute(f"ROLLBACK TO {name}")
                    connection.execute(f"RELEASE {name}")
            raise
        for connection in (self.records, self.bodies):
            connection.execute(f"RELEASE {name}")

    def begin(self) -> None:
        self.records.execute("BEGIN IMMEDIATE")
        self.bodies.execute("BEGIN")

    @property
    def whole(self) -> bool:
        """Whether the transaction is still there: a full disk or a failing one ends it by itself."""
        return self.records.in_transaction and self.bodies.in_transaction

    def commit(self) -> None:
        changed = [(name, value) for name, value in self.counts.items() if self._committed[name] != value]
        self.records.executemany("INSERT OR REPLACE INTO counter VALUES (?, ?)", changed)
        # First the bodies: a body without its row is harmless, a row without its body would be a loss.
        self.bodies.execute("COMMIT")
        self.records.execute("COMMIT")
        self._committed = dict(self.counts)

    def rollback(self) -> None:
        self.counts = dict(self._committed)
        self._forget()
        for connection in (self.records, self.bodies):
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _forget(self) -> None:
        """Some of what is remembered may be undone now."""
        self._keys.clear()
        self.score_names.clear()
        self.definitions.clear()

    def close(self) -> None:
        self.bodies.close()
        self.records.close()


def listed(session: Session, statement: str, parameters: tuple[Any, ...]) -> list[Any]:
    """What a statement gives as one JSON array: a row for each would let go of the interpreter each time."""
    found: list[Any] = orjson.loads(session.records.execute(statement, parameters).fetchone()[0])
    return found


def as_json(values: Iterable[str | int]) -> str:
    return orjson.dumps([*values]).decode()


def now_us() -> int:
    return time.time_ns() // 1000


def is_poison(error: Exception) -> bool:
    """Whether a row itself can't be stored, where any other error is the disk's or ours and passes with time."""
    return isinstance(
        error,
        sqlite3.IntegrityError
        | sqlite3.DataError
        | sqlite3.InterfaceError
        | sqlite3.ProgrammingError
        | ValueError  # text that is no Unicode
        | TypeError
        | OverflowError,
    )
