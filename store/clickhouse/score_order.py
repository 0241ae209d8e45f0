"""Sorts the rows of `score_row` by day, on a server whose table is from before, which sorted them by name.

ClickHouse cannot change what a table is sorted by. So the rows are copied to another table, which then takes the name,
and what arrived in between is copied after that:

score_row          has the rows
score_row_by_day   the copy, before it takes the name
score_row_by_name  the table from before, until the last of its rows is copied

Several nodes may do this at the same time, each may be killed at any moment, and rows may arrive all the while: what is
left to do follows from which tables exist, what they are sorted by, and which rows they have. A row that is copied
twice is the same version of the same row, so it counts once.

A table with replicas stays as it is: Keeper knows it by its name. Answers do not depend on the order.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import structlog

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.base import StoreUnavailable
from store.clickhouse.errors import ServerAway, StatementRefused, TablesMissing
from store.clickhouse.schema import Layout, filled_in

if TYPE_CHECKING:
    from store.clickhouse.connection import ServerConnection

log = structlog.get_logger()

BY_DAY = "project, toDate(recorded_at), name, id"  # as 0001_rows.sql says it
_ROWS, _COPY, _EARLIER = "score_row", "score_row_by_day", "score_row_by_name"

_ATTEMPTS = 5
_COPY_S = 3_600.0  # most for the scores of a month
_PASSES = 3  # before the copy takes the name; each copies what arrived during the one before
_POLL_S = 0.05
_ALREADY_EXISTS = 57

_SORTING_KEYS = """\
SELECT name, sorting_key
FROM system.tables
WHERE database = currentDatabase() AND engine = 'ReplacingMergeTree'"""
_CREATE = f"""\
CREATE TABLE {_COPY} AS {_ROWS}
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(recorded_at)
ORDER BY ({BY_DAY})
SETTINGS min_age_to_force_merge_seconds = 86400, min_age_to_force_merge_on_partition_only = 1,
    deduplicate_merge_projection_mode = 'rebuild'"""
# The rows that count, which merges do not change
_DIGESTS = """\
SELECT toYYYYMM(recorded_at) AS month, toDate(recorded_at) AS day, count(), groupBitXor(cityHash64(id, version))
FROM {table} FINAL
GROUP BY month, day
SETTINGS do_not_merge_across_partitions_select_final = 1"""
# Blocks of some hundred MB, as these rows have texts
_INSERT = """\
INSERT INTO {into}
SELECT *
FROM {table}
WHERE toYYYYMM(recorded_at) = {{month:UInt32}} AND toDate(recorded_at) IN {{days:Array(Date)}}
SETTINGS final = 0, max_insert_threads = 1, min_insert_block_size_rows = 250000"""
_INSERTS = f"SELECT query_id FROM system.processes WHERE startsWith(query, 'INSERT INTO {_ROWS} (')"  # of nodes
_NOTHING: Mapping[str, object] = {}


def sort_scores_by_day(connection: ServerConnection, layout: Layout) -> None:
    """Does nothing when they are. Blocks for some ten seconds for each million scores.

    Where the rows cannot be copied, for lack of rights or space, the table stays as it is, with a warning in the log.
    """
    if layout.is_replicated:
        return
    for _ in range(_ATTEMPTS):
        rebuild = _Rebuild(connection, layout)
        try:
            if rebuild.is_done() or not rebuild.replace():
                return
            rebuild.finish()
        except TablesMissing:
            pass  # another node was faster
        except StatementRefused as error:
            if error.code != _ALREADY_EXISTS:
                raise
    raise StoreUnavailable(f"another node is rebuilding the table {_ROWS} of the database {layout.database}")


class _Rebuild:
    def __init__(self, connection: ServerConnection, layout: Layout) -> None:
        self._connection = connection
        self._layout = layout

    def is_done(self) -> bool:
        keys = self._sorting_keys()
        return keys.get(_ROWS, BY_DAY) == BY_DAY and keys.keys().isdisjoint((_COPY, _EARLIER))

    def replace(self) -> bool:
        """The table that has the name is sorted by day afterwards. False: it cannot be made now."""
        keys = self._sorting_keys()
        if _ROWS not in keys:  # the server was killed in the middle of the renaming
            self._command(f"RENAME TABLE {_COPY if _COPY in keys else _EARLIER} TO {_ROWS}")
        elif keys[_ROWS] != BY_DAY:
            try:
                self._copy_all()
            except (ServerAway, TablesMissing):
                raise
            except (StoreUnavailable, StatementRefused, QueryTooLarge, QueryTooSlow) as error:
                self._give_up(str(error))
                return False
            if self._sorting_keys().get(_ROWS) != BY_DAY:
                # Refused if another node does it at this moment
                self._command(f"RENAME TABLE {_ROWS} TO {_EARLIER}, {_COPY} TO {_ROWS}")
        return True

    def _give_up(self, reason: str) -> None:
        log.warning("scores_stay_sorted_by_name", database=self._layout.database, reason=reason)
        if _COPY in self._sorting_keys():
            self._command(f"DROP TABLE IF EXISTS {_COPY} SYNC")

    def finish(self) -> None:
        """Copy the rest of the table from before."""
        if _EARLIER in self._sorting_keys():
            self._wait_for_inserts()
            self._copy(_EARLIER, _ROWS)
            self._command(f"DROP TABLE IF EXISTS {_EARLIER} SYNC")
        self._command(f"DROP TABLE IF EXISTS {_COPY} SYNC")  # of a node that began when this was done

    def _copy_all(self) -> None:
        self._command(filled_in(_CREATE, self._layout))  # IF NOT EXISTS
        for _ in range(_PASSES):
            if not self._copy(_ROWS, _COPY):
                return

    def _copy(self, table: str, into: str) -> bool:
        """Copy the days whose rows differ; whether there were any."""
        had, has = self._digests(table), self._digests(into)
        days = defaultdict(list)
        for (month, day), digest in sorted(had.items()):
            if has.get((month, day)) != digest:
                days[month].append(day)
        for month, of_month in days.items():
            self._command(_INSERT.format(table=table, into=into), {"month": month, "days": of_month})
        return bool(days)

    def _digests(self, table: str) -> Mapping[tuple[object, object], tuple[object, ...]]:
        found = self._connection.query(_DIGESTS.format(table=table), limit_s=_COPY_S)
        return {(month, day): (rows, digest) for month, day, rows, digest in found.rows()}

    def _wait_for_inserts(self) -> None:
        """Those that began before the renaming go to the table from before."""
        running = self._inserts()
        while running:
            time.sleep(_POLL_S)
            running &= self._inserts()

    def _inserts(self) -> set[str]:
        return {query_id for (query_id,) in self._connection.query(_INSERTS).rows()}

    def _sorting_keys(self) -> dict[str, str]:
        return dict(self._connection.query(_SORTING_KEYS).rows())

    def _command(self, statement: str, parameters: Mapping[str, object] = _NOTHING) -> None:
        self._connection.command(statement, parameters, limit_s=_COPY_S)
