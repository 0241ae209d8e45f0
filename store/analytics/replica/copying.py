"""Copying what changed from the record to the replica. Belongs to one thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import structlog

from store.analytics.replica import arrow
from store.analytics.replica.applying import apply
from store.analytics.replica.database import Database, may_be_damage
from store.analytics.replica.schema import SLOTS
from store.analytics.replica.source import Changes, Rows, Source

log = structlog.get_logger()

_STEP = 20_000  # versions read at a time
_STEPS = 25  # … and as many of these in one transaction: whole row groups go into the file without a detour
_LOOSE_MAX = 1_000_000  # rows of `property` that may lie in the order they came

Progress = Callable[[int, int], None]  # how many versions are contained, of how many


class Copier:
    def __init__(self, database: Database, source: Source) -> None:
        self._database = database
        self._source = source
        self.keys: dict[tuple[int, str], int] = {}  # (project, folded name) → number
        self.slots: dict[int, int] = {}  # key → its place in PROPERTY_SLOTS; the later keys of a project have none
        self._taken: dict[int, int] = {}  # project → how many slots
        self.version = 0
        self._newest_key = 0
        self._clustered_to = 0
        self._loose = 0
        reason = self._why_useless()
        if reason:
            log.warning("replica_rebuilt", reason=reason)
            self.start_over()

    def start_over(self) -> None:
        """Begin with an empty replica."""
        self._database.reopen(anew=True)
        self._look()

    def mend(self) -> None:
        """After an error that damage may be the reason of: look, and begin anew if so."""
        self._database.reopen(anew=False)
        if not self._database.is_readable():
            log.warning("replica_rebuilt", reason="it is damaged")
            self._database.reopen(anew=True)
        self._look()

    def catch_up(self, progress: Progress | None = None, keep_on: Callable[[], bool] = lambda: True) -> None:
        """Copy everything up to the record's newest change as of now, step by step while `keep_on`."""
        newest = self._source.version()
        while self.version < newest and keep_on():
            self._transact(newest, progress, keep_on)

    def _transact(self, newest: int, progress: Progress | None, keep_on: Callable[[], bool]) -> None:
        before = self.version, self._newest_key, self._loose
        with self._database.cursor() as cursor:
            cursor.begin()
            try:
                for _ in range(_STEPS):
                    self._step(cursor, min(self.version + _STEP, newest))
                    if progress:
                        progress(self.version, newest)
                    if self.version == newest or not keep_on():
                        break
                cursor.commit()
            except BaseException:
                _roll_back(cursor)
                self.version, self._newest_key, self._loose = before
                raise
            if self._loose > _LOOSE_MAX:
                self._cluster(cursor)

    def _step(self, cursor: duckdb.DuckDBPyConnection, upto: int) -> None:
        changes = self._source.changes(self.version, upto, self._newest_key)
        if changes.gone_requests:
            self._sum_up_again(cursor, changes)
        self._note_keys(changes.keys)
        apply(cursor, changes, self.slots)
        self.version = upto
        self._loose += len(changes.properties)

    def _sum_up_again(self, cursor: duckdb.DuckDBPyConnection, changes: Changes) -> None:
        """Where a try was deleted that was not the last one, the last one's sums are others now."""
        with arrow.registered(cursor, "gone", arrow.ids(changes.gone_requests)):
            tries = cursor.execute(
                "SELECT DISTINCT project, request_id FROM request WHERE NOT is_last AND id IN (SELECT id FROM gone)"
            ).fetchall()
        known = {row[0] for row in changes.requests}
        changes.requests += [row for row in self._source.summed_up(tries, changes.upto) if row[0] not in known]

    def _cluster(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Lay the newer properties in the order of their keys: a question about one key then skips the others."""
        (newest,) = _row(cursor, "SELECT max(id) FROM request")
        cursor.begin()
        try:
            cursor.execute(
                "CREATE TEMP TABLE loose AS SELECT * FROM property WHERE request > ? AND request <= ?",
                (self._clustered_to, newest),
            )
            cursor.execute("DELETE FROM property WHERE request > ? AND request <= ?", (self._clustered_to, newest))
            cursor.execute("INSERT INTO property SELECT * FROM loose ORDER BY key, request")
            cursor.execute("UPDATE state SET clustered = ?", (newest,))
            cursor.execute("DROP TABLE loose")
            cursor.commit()
        except BaseException:
            _roll_back(cursor)
            raise
        self._clustered_to, self._loose = newest, 0

    def _look(self) -> None:
        """What the replica says of itself."""
        with self._database.cursor() as cursor:
            self.version, self._clustered_to = _row(cursor, "SELECT version, clustered FROM state")
            (self._loose,) = _row(cursor, "SELECT count(*) FROM property WHERE request > ?", (self._clustered_to,))
            keys = cursor.execute("SELECT key, project, name_folded, name FROM property_key ORDER BY key").fetchall()
        self.keys, self.slots, self._taken = {}, {}, {}  # new ones: somebody may be looking something up
        self._newest_key = 0
        self._note_keys(keys)

    def _note_keys(self, rows: Rows) -> None:
        """Slots go by the order of the keys, so that they are the same however the replica came about."""
        for key, project, name_folded, _ in rows:
            taken = self._taken.get(project, 0)
            if key not in self.slots and taken < SLOTS:
                self.slots[key], self._taken[project] = taken, taken + 1
            self.keys[project, name_folded] = key
            self._newest_key = max(self._newest_key, key)

    def _why_useless(self) -> str | None:
        try:
            self._look()
            return None if self._is_of_this_record() else "it is not of this record, or ahead of it"
        except duckdb.Error as error:
            if not may_be_damage(error):
                raise
            return f"it is damaged: {error}"

    def _is_of_this_record(self) -> bool:
        """Not if the record was brought back from an older copy, or is another one altogether."""
        if self.version > self._source.version():
            return False
        with self._database.cursor() as cursor:
            for table, mirrored, uuid in (("exchange", "request", "exchange_id"), ("score", "score", "score_id")):
                newest = cursor.execute(
                    f"SELECT id, {uuid} FROM {mirrored} WHERE id = (SELECT max(id) FROM {mirrored})"
                ).fetchall()
                if newest and not self._source.knows(table, *newest[0]):
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
        pass  # it has ended by itself; what comes next will tell
