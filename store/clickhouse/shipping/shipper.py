"""`Shipper`: copies a node's record to ClickHouse, step by step. Belongs to one thread.

The servers say how far the record was copied, and are asked again after each failure: what a step has inserted before
it failed, or was killed, is inserted again, and changes nothing (rows.py says why).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import structlog

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.analytics.replica.engine import Progress
from store.analytics.replica.source import Changes, Source
from store.base import StoreUnavailable
from store.clickhouse.errors import StatementRefused
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.rows import Insert, KnownRow, inserts, newest_row, state

log = structlog.get_logger()

STEP = 5_000
_APART_S = 0.1  # steps of a record that is caught up: each makes a part on the server's disk, which it must merge
_TRY_EVERY_S = 1.0  # after a failure
_INSERT_S = 10.0  # a process that stops waits for the insert that runs
_STATE = """
SELECT version, row_id, row_uuid
FROM node_state_row
WHERE node = {node:UInt32}
ORDER BY version DESC
LIMIT 1"""


class OtherRecord(StoreUnavailable):
    """The servers have rows of this node that its record never had."""


class ShippingNode(NamedTuple):
    number: int
    uuid: str
    shard: int


class Shipper:
    def __init__(self, servers: Servers, source: Source, node: ShippingNode, step: int = STEP) -> None:
        """`source`: with all features. `step`: versions at a time."""
        self._servers = servers
        self._step_size = step
        self._source = source
        self._node = node
        self.version = source.first  # of the record's newest change that the servers have
        self._key_names: dict[int, str] = {}  # of properties: id in the record → case-folded name
        self._newest_key = 0
        self._known_row: KnownRow | None = None  # a row that the servers have
        self._is_known = False  # whether the servers were asked for all this
        self._shipped_at = self._failed_at = float("-inf")
        self._failure = ""

    def ship(self, progress: Progress, keep_on: Callable[[], bool]) -> bool:
        """Copy everything up to the record's newest change, while `keep_on`. Returns whether there were new names of
        properties. Raises StoreUnavailable, at once if the last attempt failed a moment ago."""
        if time.monotonic() - self._failed_at < _TRY_EVERY_S:
            raise StoreUnavailable(self._failure)
        newest_key = self._newest_key
        try:
            if not self._is_known:
                self._read_state()
            self._catch_up(progress, keep_on)
        except OtherRecord as error:
            self._note_failure(str(error))
            raise
        except (StoreUnavailable, StatementRefused, QueryTooLarge, QueryTooSlow) as error:
            self._note_failure(f"calls and scores cannot be copied to ClickHouse now: {error}")
            raise StoreUnavailable(self._failure) from error
        return self._newest_key > newest_key

    def _note_failure(self, reason: str) -> None:
        self._is_known = False
        self._failed_at, self._failure = time.monotonic(), reason

    def _catch_up(self, progress: Progress, keep_on: Callable[[], bool]) -> None:
        newest = self._source.version()
        if self.version == newest:
            return
        time.sleep(max(0.0, self._shipped_at + _APART_S - time.monotonic()))
        is_whole = False
        while not is_whole and keep_on():
            changes = self._source.changes(self.version, self._step_size, self._newest_key)
            self._step(changes)
            is_whole = changes.whole
            first = self._source.first
            progress(self.version - first, max(self.version, newest) - first)
        self._shipped_at = time.monotonic()

    def _step(self, changes: Changes) -> None:
        node = self._node
        self._key_names |= {key: name_folded for key, _, name_folded, _ in changes.keys}
        for insert in inserts(changes, self._key_names, node.uuid):
            self._insert(insert)
        known_row = newest_row(changes) or self._known_row
        self._insert(state(node.uuid, node.number, changes.upto, known_row, time.time_ns() // 1_000))
        self.version, self._known_row = changes.upto, known_row
        self._newest_key = max((self._newest_key, *(key for key, *_ in changes.keys)))

    def _insert(self, insert: Insert) -> None:
        shard = self._node.shard
        self._servers.insert_rows(insert.statement, insert.rows, shard=shard, token=insert.token, timeout_s=_INSERT_S)

    def _read_state(self) -> None:
        """Raises OtherRecord."""
        found = self._servers.query(_STATE, {"node": self._node.number}, shard=self._node.shard)
        rows = found.rows()
        self.version, self._known_row = self._source.first, None
        self._newest_key = 0  # names are few: all are sent again
        if rows:
            version, row_id, row_uuid = rows[0]
            self._check(version, row_id, row_uuid)
            self.version, self._known_row = version, KnownRow(row_id, row_uuid)
        elif self._source.version() > self._source.first:
            log.info("copying_whole_record", reason="ClickHouse has nothing of this node")
        self._is_known = True

    def _check(self, version: int, row_id: int, row_uuid: str) -> None:
        if version > self._source.version() or (row_id and not self._source.knows(row_id, row_uuid)):
            raise OtherRecord(
                f"ClickHouse has calls of this node (number {self._node.number}) that its record in server.data_dir"
                " never had: the record was restored from a backup, or replaced. Restore the newest record, or start"
                " with an empty server.data_dir, which becomes a new node; calls that ClickHouse has stay there"
            )
