"""What became of tasks of a node that was away: rows in ClickHouse, until the node is back and has stored them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

import orjson
from pydantic import TypeAdapter

from store.base import StoreUnavailable
from store.clickhouse.nodes.coordination import WRITTEN, insert, read
from store.clickhouse.nodes.owner import Owner
from store.clickhouse.servers import Servers
from store.evaluation.results import TaskResult

_AT_ONCE = 1_000
_INSERT = f"""\
INSERT INTO task_result_row (node, key, content, version, deleted) {WRITTEN}
WITH now64(6, 'UTC') AS now
SELECT node, key, content, toUnixTimestamp64Micro(now), 0
FROM input('node UInt32, key String, content String, fence_us Int64')
WHERE now < fromUnixTimestamp64Micro(fence_us, 'UTC')
FORMAT JSONCompactEachRow"""
_DELETE = f"""\
INSERT INTO task_result_row (node, key, content, version, deleted) {WRITTEN}
FORMAT JSONCompactEachRow"""
_READ = f"""
SELECT groupArray((key, content, version)) FROM (
    SELECT key, content, version FROM task_result_row WHERE node = {{node:UInt32}} ORDER BY key LIMIT {_AT_ONCE}
    OFFSET {{offset:UInt32}})"""

_RESULT = TypeAdapter(TaskResult)


class StoredResult(NamedTuple):
    key: str
    version: int
    result: TaskResult


class TaskResults:
    """Of one node."""

    def __init__(self, servers: Servers, node: int) -> None:
        """`node`: its number."""
        self._servers = servers
        self._node = node

    async def write(self, owner: Owner, results: Sequence[TaskResult]) -> None:
        """As the owner. Raises StoreUnavailable: this node is the owner no more, or ClickHouse does not answer."""
        term, fence_us = owner.term, owner.fence_us
        if term is None or fence_us is None:
            raise StoreUnavailable("this node is no longer the owner, who does the work of nodes that are away")
        rows = [
            (self._node, orjson.dumps(each.key).decode(), _RESULT.dump_json(each).decode(), fence_us)
            for each in results
        ]
        await asyncio.to_thread(insert, self._servers, _INSERT, rows)
        if owner.term != term:  # before the lease ended, the insert was in time
            raise StoreUnavailable("this node was no longer the owner when it stored what it has done")

    async def first(self) -> list[StoredResult]:
        """A thousand at most; the others follow once these are dropped. Raises StoreUnavailable."""
        return await asyncio.to_thread(self._some, 0)

    def all_now(self) -> list[TaskResult]:
        """Blocks. Raises StoreUnavailable."""
        results: list[TaskResult] = []
        while some := self._some(len(results)):
            results += [each.result for each in some]
        return results

    def _some(self, offset: int) -> list[StoredResult]:
        (rows,) = read(self._servers, _READ, {"node": self._node, "offset": offset})
        return [StoredResult(key, version, _RESULT.validate_json(content)) for key, content, version in rows]

    async def drop(self, stored: Sequence[StoredResult]) -> None:
        """As the node itself. Later results of the same tasks stay. Raises StoreUnavailable."""
        rows = [(self._node, each.key, "", each.version + 1, 1) for each in stored]
        await asyncio.to_thread(insert, self._servers, _DELETE, rows)
