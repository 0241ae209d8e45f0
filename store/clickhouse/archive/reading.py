"""`NodeArchive`: requests, scores, steps and bodies as a node has them, for when it is away.

The rows that are asked for go into an empty record in memory, which the code for records then reads.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import aiosqlite
import orjson

from store.analytics.query import QueryTooLarge
from store.base import LinkedStep
from store.clickhouse.archive.archiving import ArchiveState
from store.clickhouse.archive.tables import BODY, EXCHANGE, OTHER, PIECE, SCORE, decode
from store.clickhouse.servers import Servers
from store.models import Bodies, Request, Score, SessionStep
from store.sqlite.bodies.digests import Digests
from store.sqlite.bodies.reading import Assembler, body_row, piece_ids
from store.sqlite.files import migrate
from store.sqlite.membership import NUMBER_SHIFT
from store.sqlite.requests.reading import MOST_READS, read_request
from store.sqlite.scores.reading import read_history, read_scores_of
from store.sqlite.steps.storing import COLUMNS

# Exact mode: an index that leaves out the newest version of a row must not bring an older one to light.
SETTINGS = {"final": 1, "use_skip_indexes_if_final": 1, "use_skip_indexes_if_final_exact_mode": 1}
_IDS_AT_ONCE = 500
_PIECES_AT_ONCE = 5_000  # a parameter has a limit of bytes
_EXCHANGES_AT_ONCE = 2_000  # likewise
_ROWS_MOST = 5_000  # exchanges or scores of one request
_SCHEMA = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"

# $: a table. {…}: a parameter.
_OF_NODE = "id >= {first:Int64} AND id < {end:Int64} AND project = {project:Int32}"
_STEP = """
    SELECT JSONExtractString(data, 'exchange_id') FROM $other
    WHERE node = {node:UInt32} AND name = 'step' AND key = {step_key:String} LIMIT 1"""
# Which request an id is about: the first of these that has a row; as in store/sqlite/requests/reading.py.
_WAYS = (
    "request_id = {any_id:String} LIMIT 1",
    "exchange_id = {any_id:String} LIMIT 1",
    "upstream_id = {any_id:String} ORDER BY started_at DESC LIMIT 1",
    f"exchange_id = ({_STEP}) LIMIT 1",
)
_BY_STEP = 3
_BY_ID = "\nUNION ALL\n".join(
    f"SELECT {number}::UInt8, request_id FROM (SELECT request_id FROM $exchange WHERE {_OF_NODE} AND {way})"
    for number, way in enumerate(_WAYS)
)
_EXCHANGES = (
    f"SELECT data FROM $exchange WHERE {_OF_NODE} AND request_id = {{request_id:String}} LIMIT {_ROWS_MOST + 1}"
)
_READS = f"""
    SELECT data FROM $exchange WHERE {_OF_NODE} AND parent_exchange_id IN {{ids:Array(String)}}
    ORDER BY started_at LIMIT {MOST_READS} BY parent_exchange_id LIMIT {_ROWS_MOST + 1}"""
_SCORES = f"SELECT data FROM $score WHERE {_OF_NODE} AND target = {{target:String}} LIMIT {_ROWS_MOST + 1}"
# Among all steps of the node: nothing leads from a session to its steps.
_STEPS = """
    SELECT data FROM $other
    WHERE node = {node:UInt32} AND name = 'step' AND JSONExtractString(data, 'session_id') = {session_id:String}
        AND JSONExtractInt(data, 'project') = {project:Int32}
    ORDER BY JSONExtractInt(data, 'started_at_us'), JSONExtractInt(data, 'id') LIMIT {limit:UInt32}"""
_OF_STEPS = f"SELECT exchange_id, request_id FROM $exchange WHERE {_OF_NODE} AND exchange_id IN {{ids:Array(String)}}"
_OTHERS = """
    SELECT data FROM $other
    WHERE node = {node:UInt32} AND name = {name:String} AND key IN {keys:Array(String)}"""
_KNOWN = f"SELECT id FROM $exchange WHERE {_OF_NODE} AND exchange_id = {{exchange_id:String}} LIMIT 1"
_OF_ANY_PROJECT = "id >= {first:Int64} AND id < {end:Int64}"
_KNOWN_IDS = {
    "exchange": f"SELECT exchange_id FROM $exchange WHERE {_OF_ANY_PROJECT} AND exchange_id IN {{ids:Array(String)}}",
    "score": f"""
    SELECT JSONExtractString(data, 'score_id') FROM $score
    WHERE {_OF_ANY_PROJECT} AND target IN {{ids:Array(String)}}""",
}
_BODIES = """
    SELECT side, codec, data FROM $body
    WHERE node = {node:UInt32} AND exchange_id = {exchange_id:String} ORDER BY side"""
_PIECES = "SELECT id, codec, data FROM $piece WHERE node = {node:UInt32} AND id IN {ids:Array(Int64)}"


class NodeArchive:
    def __init__(self, servers: Servers, node: int) -> None:
        """`node`: its number."""
        self._servers = servers
        self._node = node
        self._parameters = {"node": node, "first": node << NUMBER_SHIFT, "end": node + 1 << NUMBER_SHIFT}
        tables = (EXCHANGE, SCORE, OTHER, BODY, PIECE)
        self._tables = {name.replace("archive_", "$"): servers.table(name) for name in tables}

    async def request(self, project: int, any_id: str) -> Request | None:
        """As Store.request of the node. Raises StoreUnavailable, and QueryTooLarge for a request with very many
        attempts or scores."""
        rows = await asyncio.to_thread(self._rows_of_request, project, any_id)
        if rows is None:
            return None
        async with _record(rows) as db:
            return await read_request(db, project, any_id)

    async def scores_of(self, project: int, target_kind: str, target_id: str) -> list[Score]:
        """As Store.scores_of of the node. Raises StoreUnavailable, and QueryTooLarge for very many."""
        rows = await asyncio.to_thread(self._rows_of_scores, project, target_kind, target_id)
        async with _record(rows) as db:
            return await read_scores_of(db, project, target_kind, target_id)

    async def steps(self, project: int, session_id: str, limit: int) -> list[LinkedStep]:
        """As Store.steps of the node. Raises StoreUnavailable."""
        return await asyncio.to_thread(self._steps, project, session_id, limit)

    async def bodies(self, project: int, exchange_id: str) -> Bodies | None:
        """As Store.bodies of the node. Raises StoreUnavailable."""
        return await asyncio.to_thread(self._bodies, project, exchange_id)

    async def many_bodies(self, exchange_ids: Sequence[str], limit_bytes: int) -> dict[str, Bodies | None]:
        """As Store.many_bodies of the node; calls that have not reached the archive are left out. Raises
        StoreUnavailable."""
        known = await asyncio.to_thread(self.known, "exchange", exchange_ids)
        bodies: dict[str, Bodies | None] = {}
        left_bytes = limit_bytes
        for each in exchange_ids:
            if each in known:
                both = await asyncio.to_thread(self._assembled, each) or Bodies() if left_bytes >= 0 else None
                left_bytes -= len(both.request or b"") + len(both.response or b"") if both else 0
                bodies[each] = both if left_bytes >= 0 else None
        return bodies

    def known(self, what: Literal["exchange", "score"], ids: Collection[str]) -> set[str]:
        """Those of the exchange ids, or of the scores of these targets, that have reached the archive."""
        unique = [*dict.fromkeys(ids)]
        parts = (unique[start : start + _IDS_AT_ONCE] for start in range(0, len(unique), _IDS_AT_ONCE))
        return {found for part in parts for (found,) in self._ask(_KNOWN_IDS[what], ("String",), {"ids": part})}

    async def score_history(self, project: int, score_id: str, target: str) -> list[Score]:
        """As Store.score_history of the node. `target`: the request or session. Raises StoreUnavailable."""
        rows = await asyncio.to_thread(self._rows_of_request, project, target)
        if rows is None:
            rows = await asyncio.to_thread(self._scores, project, target)
        async with _record(rows) as db:
            return await read_history(db, project, score_id)

    def _rows_of_request(self, project: int, any_id: str) -> list[tuple[str, dict[str, Any]]] | None:
        """Table and row of the record. None: there is no such request."""
        sent = {"project": project, "any_id": any_id, "step_key": _keys([any_id])[0]}
        found = self._ask(_BY_ID, ("UInt8", "String"), sent)
        if not found:
            return None
        way, request_id = min(found)
        of_request = {"project": project, "request_id": request_id}
        exchanges = self._data(_EXCHANGES, of_request)
        ids = [row["exchange_id"] for row in exchanges if "upstream_id" in row]
        reads = self._data(_READS, {"project": project, "ids": ids}) if ids else []
        unique = {row["id"]: row for row in (*exchanges, *reads)}
        properties = [
            {"exchange": row["id"], "key": key, "value": value}
            for row in unique.values()
            for key, value in row.pop("properties", ())
        ]
        keys = self._others("property_key", {row["key"] for row in properties})
        steps = self._others("step", [any_id]) if way == _BY_STEP else []
        return [
            *(("exchange", row) for row in unique.values()),
            *(("property", row) for row in properties),
            *(("property_key", row) for row in keys),
            *self._scores(project, request_id),
            *(("step", row) for row in steps),
        ]

    def _rows_of_scores(self, project: int, target_kind: str, target_id: str) -> list[tuple[str, dict[str, Any]]]:
        rows = self._rows_of_request(project, target_id) if target_kind == "request" else None
        return self._scores(project, target_id) if rows is None else rows

    def _scores(self, project: int, target: str) -> list[tuple[str, dict[str, Any]]]:
        return [("score", row) for row in self._data(_SCORES, {"project": project, "target": target})]

    def _steps(self, project: int, session_id: str, limit: int) -> list[LinkedStep]:
        asked = {"project": project, "session_id": session_id, "limit": limit}
        rows = [orjson.loads(data) for (data,) in self._ask(_STEPS, ("Bytes",), asked)]
        described = [row["exchange_id"] for row in rows if "exchange_id" in row]
        requests: dict[str, str] = {}
        for start in range(0, len(described), _EXCHANGES_AT_ONCE):
            ids = described[start : start + _EXCHANGES_AT_ONCE]
            requests |= dict(self._ask(_OF_STEPS, ("String", "String"), {"project": project, "ids": ids}))
        return [
            LinkedStep(SessionStep(**{name: row.get(name) for name in COLUMNS}), requests.get(row.get("exchange_id")))
            for row in rows
        ]

    def _others(self, name: str, keys: Collection[str | int]) -> list[dict[str, Any]]:
        return self._data(_OTHERS, {"name": name, "keys": _keys(keys)}) if keys else []

    def _bodies(self, project: int, exchange_id: str) -> Bodies | None:
        of_exchange = {"project": project, "exchange_id": exchange_id}
        if not self._ask(_KNOWN, ("Int64",), of_exchange):
            return None
        return self._assembled(exchange_id)

    def _assembled(self, exchange_id: str) -> Bodies | None:
        of_exchange = {"exchange_id": exchange_id}
        rows = [body_row(row) for row in self._ask(_BODIES, ("UInt8", "UInt8", "Bytes"), of_exchange)]
        if not rows:
            return None
        digests = Digests(ArchiveState(self._servers, self._node).piece_key)
        return Assembler(digests, self._pieces(sorted(piece_ids(rows)))).bodies(exchange_id, rows)

    def _pieces(self, ids: Sequence[int]) -> list[tuple[Any, ...]]:
        parts = (ids[start : start + _PIECES_AT_ONCE] for start in range(0, len(ids), _PIECES_AT_ONCE))
        return [row for part in parts for row in self._ask(_PIECES, ("Int64", "UInt8", "Bytes"), {"ids": part})]

    def _data(self, statement: str, parameters: Mapping[str, object]) -> list[dict[str, Any]]:
        rows = self._ask(statement, ("Bytes",), parameters)
        if len(rows) > _ROWS_MOST:
            raise QueryTooLarge(
                f"the request has more than {_ROWS_MOST:,} attempts or scores: only the node that logged it can show"
                " it, and that node is away"
            )
        return [orjson.loads(data) for (data,) in rows]

    def _ask(self, text: str, kinds: Sequence[str], parameters: Mapping[str, object]) -> list[tuple[Any, ...]]:
        for name, table in self._tables.items():
            text = text.replace(name, table)
        values = {**self._parameters, **parameters}
        return [*decode(kinds, self._servers.query_bytes(f"{text} FORMAT RowBinary", values, settings=SETTINGS))]


def _keys(values: Iterable[str | int]) -> list[str]:
    """Keys of the table archive_other."""
    return [orjson.dumps([value]).decode() for value in values]


@asynccontextmanager
async def _record(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> AsyncIterator[aiosqlite.Connection]:
    """A record in memory with these rows of its tables."""
    async with aiosqlite.connect(":memory:", isolation_level=None) as db:
        await db.executescript(_schema())
        for table, row in rows:
            await db.execute(_insert(table, tuple(row)), tuple(row.values()))
        yield db


@lru_cache(1)
def _schema() -> str:
    """Of an empty record."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, Path(":memory:"), files("store") / "migrations" / "sqlite" / "records")
        return ";".join(sql for (sql,) in db.execute(_SCHEMA))


@lru_cache(64)
def _insert(table: str, names: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
