"""Copies changes from the record to the replica. Belongs to one thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import duckdb
import structlog

from store.analytics.replica.applying import apply
from store.analytics.replica.database import Database, may_be_damage
from store.analytics.replica.engine import Progress
from store.analytics.replica.schema import SLOTS
from store.analytics.replica.source import Rows, Source

log = structlog.get_logger()

_STEP = 5_000  # versions read at a time
_STEPS = 4  # … and so many steps in one transaction, whose rows DuckDB keeps in memory
_STEPS_OF_MANY = 100  # … if there are more than so many: whole row groups then go straight into the file
_UNCLUSTERED_MOST = 1_000_000  # rows of `property` that may lie in the order of arrival


class Copier:
    def __init__(self, database: Database, source: Source) -> None:
        self._database = database
        self._source = source
        self.keys: dict[tuple[int, str], int] = {}  # (project, case-folded name) → `property.key`
        self.slots: dict[int, int] = {}  # `property.key` → index in PROPERTY_SLOTS; a project's later keys have none
        self._slots_taken: dict[int, int] = {}  # by project
        self.version = 0  # of the record's newest change that the replica contains
        self._newest_key = 0
        self._clustered_to = 0  # rows of `property` up to this request are in the order of their keys
        self._unclustered = 0  # the number of other rows
        reason = self._why_unusable()
        if reason:
            log.warning("replica_rebuilt", reason=reason)
            self.start_over()

    def start_over(self) -> None:
        """Begin with an empty replica."""
        self._database.reopen(empty=True)
        self._read_state()

    def repair(self) -> None:
        """After an error that damage may have caused: check the file, and begin with an empty one if it is damaged."""
        self._database.reopen(empty=False)
        if not self._database.is_readable():
            log.warning("replica_rebuilt", reason="it is damaged")
            self._database.reopen(empty=True)
        self._read_state()

    def catch_up(self, progress: Progress | None = None, keep_on: Callable[[], bool] = lambda: True) -> None:
        """Copy everything up to the record's newest change, step by step while `keep_on`."""
        newest = self._source.version()
        whole = self.version == newest
        while not whole and keep_on():
            whole = self._transact(newest, progress, keep_on)

    def _transact(self, newest: int, progress: Progress | None, keep_on: Callable[[], bool]) -> bool:
        """Whether nothing was left when the last step was read."""
        before = self.version, self._newest_key, self._unclustered
        with self._database.cursor() as cursor:
            cursor.begin()
            try:
                for _ in range(_STEPS_OF_MANY if newest - self.version > _STEP * _STEPS_OF_MANY else _STEPS):
                    whole = self._step(cursor)
                    if progress:
                        progress(self.version - self._source.first, max(self.version, newest) - self._source.first)
                    if whole or not keep_on():
                        break
                cursor.commit()
            except BaseException:
                _roll_back(cursor)
                self.version, self._newest_key, self._unclustered = before
                raise
            if self._unclustered > _UNCLUSTERED_MOST:
                self._cluster(cursor)
        if self._database.renew():
            self._read_state()
        return whole

    def _step(self, cursor: duckdb.DuckDBPyConnection) -> bool:
        changes = self._source.changes(self.version, _STEP, self._newest_key)
        self._note_keys(changes.keys)
        apply(cursor, changes, self.slots)
        self.version = changes.upto
        self._unclustered += len(changes.properties)
        return changes.whole

    def _cluster(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Rewrite the newer properties in the order of their keys: a query about one key can then skip the others."""
        (newest,) = _row(cursor, "SELECT max(id) FROM request")
        cursor.begin()
        try:
            cursor.execute(
                "CREATE TEMP TABLE unclustered AS SELECT * FROM property WHERE request > ? AND request <= ?",
                (self._clustered_to, newest),
            )
            cursor.execute("DELETE FROM property WHERE request > ? AND request <= ?", (self._clustered_to, newest))
            cursor.execute("INSERT INTO property SELECT * FROM unclustered ORDER BY key, request")
            cursor.execute("UPDATE state SET clustered = ?", (newest,))
            cursor.execute("DROP TABLE unclustered")
            cursor.commit()
        except BaseException:
            _roll_back(cursor)
            raise
        self._clustered_to, self._unclustered = newest, 0

    def _read_state(self) -> None:
        with self._database.cursor() as cursor:
            self.version, self._clustered_to = _row(cursor, "SELECT version, clustered FROM state")
            count_newer = "SELECT count(*) FROM property WHERE request > ?"
            (self._unclustered,) = _row(cursor, count_newer, (self._clustered_to,))
            keys = cursor.execute("SELECT key, project, name_folded, name FROM property_key ORDER BY key").fetchall()
        self.keys, self.slots, self._slots_taken = {}, {}, {}  # new dicts: another thread may be reading the old ones
        self._newest_key = 0
        self._note_keys(keys)

    def _note_keys(self, rows: Rows) -> None:
        """Slots are given in the order of the keys, so that each rebuilt replica has the same ones."""
        for key, project, name_folded, _ in rows:
            taken = self._slots_taken.get(project, 0)
            if key not in self.slots and taken < SLOTS:
                self.slots[key], self._slots_taken[project] = taken, taken + 1
            self.keys[project, name_folded] = key
            self._newest_key = max(self._newest_key, key)

    def _why_unusable(self) -> str | None:
        try:
            self._read_state()
            return None if self._matches_record() else "it belongs to another record, or is ahead of this one"
        except duckdb.Error as error:
            if not may_be_damage(error):
                raise
            return f"it is damaged: {error}"
        except sqlite3.DatabaseError:  # the record is damaged where it was read; its readers will say so
            return None

    def _matches_record(self) -> bool:
        """False if the record was restored from an older copy, or replaced by another one."""
        if self.version > self._source.version():
            return False
        with self._database.cursor() as cursor:
            for table, uuid in (("request", "exchange_id"), ("score", "score_id")):
                newest = cursor.execute(
                    f"SELECT id, {uuid} FROM {table} WHERE id = (SELECT max(id) FROM {table})"
                ).fetchall()
                if newest and not self._source.knows(*newest[0]):
                    return False
        return True


def _row(cursor: duckdb.DuckDBPyConnection, sql: str, parameters: tuple[Any, ...] = ()) -> tuple[Any, ...]:
    row = cursor.execute(sql, parameters).fetchone()
    assert row is not None
    return row


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.rollback()
    except duckdb.Error:
        pass  # the transaction has ended already; the first error is raised
