"""`Shipper`: copies a node's record to ClickHouse, step by step. Belongs to one thread.

While steps are sent, the next one is read. That the servers have a step is noted once they have all before it, too.
They say how far the record was copied, and are asked again after each failure: what a step has inserted before it
failed, or was killed, is inserted again, and changes nothing (rows.py says why). They are also asked now and then:
a database that was emptied makes no error.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import structlog

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.analytics.replica.engine import Progress
from store.analytics.replica.source import Source
from store.base import StoreUnavailable
from store.clickhouse.errors import StatementRefused
from store.clickhouse.sending import sent
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.rows import Insert, inserts, newest_row
from store.clickhouse.shipping.states import CopyState, read_state, state_insert

log = structlog.get_logger()

STEP = 8_000  # most versions of a step: more take memory, fewer make more parts, which the server must merge
ASK_EVERY_S = 10.0  # how far the record was copied
_APART_S = 0.1  # steps of a record that is caught up: each makes a part on the server's disk, which it must merge
_TRY_EVERY_S = 1.0  # after a failure
_INSERT_S = 10.0  # a process that stops waits for the inserts that run
_STEPS = 2  # on their way at a time: a server writes each to its disk before it acknowledges it
_INSERTS = 4  # of steps that are on their way


class OtherRecord(StoreUnavailable):
    """The servers have rows of this node that its record never had."""


class ShippingNode(NamedTuple):
    number: int
    uuid: str
    shard: int


class CopiedStep(NamedTuple):
    """What the servers know and have once all of a step is inserted."""

    state: CopyState
    before: int  # version of the step before; 0: the servers have nothing of the node
    newest_key: int  # id of a property's name


class ShippingStep(NamedTuple):
    inserts: Sequence[Insert]
    copied: CopiedStep
    is_whole: bool  # there is nothing after it


class Shipper:
    def __init__(
        self, servers: Servers, source: Source, node: ShippingNode, step: int = STEP, ask_every_s: float = ASK_EVERY_S
    ) -> None:
        """`source`: with all features. `step`: versions at a time."""
        self._servers = servers
        self._step_size = step
        self._ask_every_s = ask_every_s
        self._source = source
        self._node = node
        self._state: CopyState | None = None  # of the servers; None: they have nothing of the node
        self._key_names: dict[int, str] = {}  # of properties: id in the record → case-folded name
        self._newest_key = 0
        self._is_known = False  # whether the servers were asked for all this
        self._asked_at = self._shipped_at = self._failed_at = float("-inf")
        self._failure = ""

    @property
    def version(self) -> int:
        """Of the record's newest change that the servers have."""
        return self._state.version if self._state else self._source.first

    def ship(self, progress: Progress, keep_on: Callable[[], bool]) -> bool:
        """Copy everything up to the record's newest change, while `keep_on`. Returns whether there were new names of
        properties. Raises StoreUnavailable, at once if the last attempt failed a moment ago."""
        if time.monotonic() - self._failed_at < _TRY_EVERY_S:
            raise StoreUnavailable(self._failure)
        newest_key = self._newest_key
        try:
            if not self._is_known or time.monotonic() - self._asked_at > self._ask_every_s:
                self._ask()
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
        newest, first = self._source.version(), self._source.first
        if self.version == newest:
            return
        progress(self.version - first, newest - first)
        time.sleep(max(0.0, self._shipped_at + _APART_S - time.monotonic()))
        with ThreadPoolExecutor(_INSERTS, "clickhouse-insert") as threads:
            arrived = (step.copied for step in sent(self._steps(keep_on), partial(self._send, threads), _STEPS))
            for copied in sent(arrived, self._note, 1):
                self._state, self._newest_key = copied.state, copied.newest_key
                progress(self.version - first, max(self.version, newest) - first)
        self._shipped_at = time.monotonic()

    def _steps(self, keep_on: Callable[[], bool]) -> Iterator[ShippingStep]:
        """What follows on the state of now."""
        copied = CopiedStep(self._state or CopyState(self.version, None), 0, self._newest_key)
        before, is_whole = self._state.version if self._state else 0, False
        while not is_whole and keep_on():
            step = self._step(copied, before)
            copied, is_whole = step.copied, step.is_whole
            before = copied.state.version
            yield step

    def _step(self, after: CopiedStep, before: int) -> ShippingStep:
        changes = self._source.changes(after.state.version, self._step_size, after.newest_key)
        self._key_names |= {key: name_folded for key, _, name_folded, _ in changes.keys}
        state = CopyState(changes.upto, newest_row(changes) or after.state.known_row)
        newest_key = max((after.newest_key, *(key for key, *_ in changes.keys)))
        rows = list(inserts(changes, self._key_names, self._node.uuid))
        return ShippingStep(rows, CopiedStep(state, before, newest_key), changes.whole)

    # On other threads

    def _send(self, threads: ThreadPoolExecutor, step: ShippingStep) -> None:
        for _ in threads.map(self._insert, step.inserts):
            pass  # raises what an insert has raised

    def _note(self, copied: CopiedStep) -> None:
        """All of the step was inserted, and of those before it."""
        node, now_us = self._node, time.time_ns() // 1_000
        self._insert(state_insert(node.uuid, node.number, copied.state, copied.before, now_us))

    def _insert(self, insert: Insert) -> None:
        shard = self._node.shard
        self._servers.insert_rows(insert.statement, insert.rows, shard=shard, token=insert.token, timeout_s=_INSERT_S)

    # On the thread that it belongs to

    def _ask(self) -> None:
        """Raises OtherRecord."""
        state = read_state(self._servers, self._node.number, self._node.shard)
        self._asked_at = time.monotonic()
        if self._is_known and state == self._state:
            return
        if state:
            self._check(state)
        if self._is_known:
            log.warning("copying_again", reason="ClickHouse has lost rows of this node: its database was emptied")
        elif state is None and self._source.version() > self._source.first:
            log.info("copying_whole_record", reason="ClickHouse has nothing of this node")
        self._state, self._newest_key = state, 0  # names are few: all are sent again
        self._is_known = True

    def _check(self, state: CopyState) -> None:
        if state.version > self._source.version() or (state.known_row and not self._source.knows(*state.known_row)):
            raise OtherRecord(
                f"ClickHouse has calls of this node (number {self._node.number}) that its record in server.data_dir"
                " never had: the record was restored from a backup, or replaced. Restore the newest record, or start"
                " with an empty server.data_dir, which becomes a new node; calls that ClickHouse has stay there"
            )
