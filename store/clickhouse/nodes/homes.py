"""Which node has a request, a session's scores, or a score: its home, where it is read and changed by its id."""

from __future__ import annotations

import asyncio
from collections import ChainMap, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any

from store.base import NO_ROWS, Known, Store
from store.clickhouse.nodes.coordination import only_unavailable
from store.clickhouse.nodes.newest_rows import SETTINGS, newest
from store.clickhouse.servers import Servers
from store.sqlite.membership import NUMBER_SHIFT

_IDS_BYTES = 100_000  # in one statement: a parameter is limited to 128 KiB
_KNOWN_MOST = 100_000  # kept in memory
_LOOK_UP_S = 10.0
ANY_PROJECT = 0  # for exchanges of which the caller knows that they belong to its project

# The homes of ids that calls are about, while these calls are handled
_settled: ContextVar[dict[tuple[int, Known, str], int]] = ContextVar("settled_homes")

# id as sent, row of the record, whether the row stays on its node: a score that waits for its request goes to the
# request's node. Of a request id, an exchange id or an upstream's id the first kind, and of those the newest, so that
# every node finds the same home. Whatever version of a row it is, its id names the node, so only of scores the newest
# versions are read: one that was deleted must not be followed.
_STATEMENTS: dict[Known, str] = {
    "request": """
SELECT sent, argMax(id, (-kind, at)), min(kind) < 4 FROM (
    SELECT request_id AS sent, 1 AS kind, id, started_at AS at FROM {requests}
    WHERE project = {{project:Int32}} AND request_id IN {{ids:Array(String)}}
    UNION ALL
    SELECT exchange_id, 2, id, started_at FROM {requests}
    WHERE project = {{project:Int32}} AND exchange_id IN {{ids:Array(String)}}
    UNION ALL
    SELECT assumeNotNull(upstream_id), 3, id, started_at FROM {requests}
    WHERE project = {{project:Int32}} AND upstream_id IN {{ids:Array(String)}}
    UNION ALL
    SELECT target_id, 4, id, recorded_at FROM {scores}
    WHERE project = {{project:Int32}} AND target_kind = 'request' AND target_id IN {{ids:Array(String)}}
) GROUP BY sent""",
    "session": """
SELECT sent, argMin(id, (kind, at)), min(kind) = 1 FROM (
    SELECT target_id AS sent, 1 AS kind, id, recorded_at AS at FROM {scores}
    WHERE project = {{project:Int32}} AND target_kind = 'session' AND target_id IN {{ids:Array(String)}}
    UNION ALL
    SELECT assumeNotNull(session_id), 2, id, started_at FROM {requests}
    WHERE project = {{project:Int32}} AND session_id IN {{ids:Array(String)}}
) GROUP BY sent""",
    "exchange": """
SELECT exchange_id, any(id), true FROM {requests} WHERE exchange_id IN {{ids:Array(String)}} GROUP BY exchange_id""",
    "score": f"""
SELECT score_id, argMax(id, (is_there, at)), max(is_there) FROM (
    SELECT score_id, id, recorded_at AS at, request IS NOT NULL OR target_kind <> 'request' AS is_there
    {newest("scores", "project = {{project:Int32}} AND score_id IN {{ids:Array(String)}}")}
) GROUP BY score_id""",
}


class Homes:
    """Belongs to an event loop."""

    def __init__(self, servers: Servers, store: Store, own: int) -> None:
        """`own`: the number of this node."""
        self._servers = servers
        self._store = store
        self.own = own
        self._known: dict[tuple[int, Known, str], int] = {}
        names = {"requests": servers.table("request"), "scores": servers.table("score")}
        self._statements = {what: statement.format(**names) for what, statement in _STATEMENTS.items()}

    async def of(self, project: int, what: Known, ids: Collection[str]) -> dict[str, int]:
        """Id → number of the node that has it; an id that no node has shown yet is left out.

        The record of this node comes first: it knows what ClickHouse does not have yet. Raises StoreUnavailable.
        """
        here = await self._store.known(project, what, ids)
        known = ChainMap(_settled.get({}), self._known)
        homes: dict[str, int] = {}
        missing: list[str] = []
        for each in dict.fromkeys(ids):
            number = self.own if each in here else known.get((project, what, each))
            if number is None:
                missing.append(each)
            else:
                homes[each] = number
        for some in _parts(missing):
            found = await asyncio.to_thread(self._look_up, project, what, some)
            homes |= {each: number for each, (number, _) in found.items()}
            self._remember({(project, what, each): number for each, (number, stays) in found.items() if stays})
        return homes

    @contextmanager
    def settled(self, project: int, what: Known, sent: str, number: int | None) -> Iterator[None]:
        """While a call about that id is handled: its home was looked for, and is not looked for again.

        None: no node has shown it, so it is looked for here."""
        token = _settled.set({(project, what, sent): self.own if number is None else number})
        try:
            yield
        finally:
            _settled.reset(token)

    async def parts(
        self, project: int, what: Known, ids: Collection[str], rows: Mapping[str, int] = NO_ROWS
    ) -> dict[int, list[str]]:
        """Number of a node → those of the ids that it has. Those that no node has shown yet are looked for here.

        `rows`: ids → their row ids, as far as they are known; such an id is not looked for. Raises StoreUnavailable.
        """
        homes = {each: rows[each] >> NUMBER_SHIFT for each in ids if each in rows}
        homes |= await self.of(project, what, [each for each in ids if each not in homes])
        parts: defaultdict[int, list[str]] = defaultdict(list)
        for each in ids:
            parts[homes.get(each, self.own)].append(each)
        return parts

    def remember_exchanges(self, exchange_ids: Collection[str], number: int) -> None:
        """These are on that node, where they stay: they need not be looked for when their bodies are read."""
        self._remember({(ANY_PROJECT, "exchange", each): number for each in exchange_ids})

    async def is_here(self, project: int, what: Known, sent: str) -> bool:
        """Whether the record of this node has it."""
        return bool(await self._store.known(project, what, [sent]))

    def _look_up(self, project: int, what: Known, ids: list[str]) -> dict[str, tuple[int, bool]]:
        """Id → number of its node, and whether it stays there."""
        parameters: dict[str, Any] = {"project": project, "ids": ids}
        with only_unavailable():
            result = self._servers.query(self._statements[what], parameters, settings=SETTINGS, timeout_s=_LOOK_UP_S)
        sent, rows, stays = result.columns
        return {
            each: (row >> NUMBER_SHIFT, bool(is_home)) for each, row, is_home in zip(sent, rows, stays, strict=True)
        }

    def _remember(self, found: dict[tuple[int, Known, str], int]) -> None:
        if len(self._known) + len(found) > _KNOWN_MOST:
            self._known = dict(islice(self._known.items(), _KNOWN_MOST // 2, None))
        self._known |= found


def _parts(ids: Sequence[str]) -> Iterator[list[str]]:
    """As many ids at once as one statement may have."""
    part: list[str] = []
    size = 0
    for each in ids:
        size += 2 * len(each.encode()) + 4  # quotes, and what has to be escaped
        if part and size > _IDS_BYTES:
            yield part
            part, size = [], 2 * len(each.encode()) + 4
        part.append(each)
    if part:
        yield part
