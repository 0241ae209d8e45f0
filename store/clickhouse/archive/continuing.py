"""What a rebuilt record needs beside its rows to go on as its node: no number may be used twice."""

from __future__ import annotations

import sqlite3

from store.clickhouse.archive.archiving import ArchiveState
from store.clickhouse.archive.pages import NodeRows
from store.clickhouse.archive.tables import BODY, OTHER, PIECE
from store.clickhouse.servers import Servers

_RAW = {"final": 0}
_OF_NODE = "WHERE node = {node:UInt32}"
_IDS_OF_NODE = "WHERE id >= {first:Int64} AND id < {end:Int64}"
_TOTALS = {
    "exchanges": "SELECT count(*) FROM exchange",
    "in_flight": "SELECT count(*) FROM exchange WHERE outcome IS NULL",
    "scores": "SELECT count(*) FROM score",
    "waiting_scores": "SELECT count(*) FROM score WHERE request_id IS NULL AND target_kind = 'request'",
}
_NEXT_VERSION = "UPDATE counter SET value = value + 1 WHERE name = 'version' RETURNING value"


def newest_changes(servers: Servers, rows: NodeRows, state: ArchiveState) -> tuple[int, int]:
    """Where the logs of changes of the record and its bodies go on: versions of rows are made of these numbers."""
    other, body, piece = (servers.table(name) for name in (OTHER, BODY, PIECE))
    ((newest,),) = rows.ask(
        f"SELECT max(version) FROM {other} {_OF_NODE} AND name <> 'tombstone'", ["UInt64"], settings=_RAW
    )
    bodies = [
        rows.ask(f"SELECT max(version) FROM {table} {_OF_NODE}", ["UInt64"], settings=_RAW)[0][0]
        for table in (body, piece)
    ]
    at = state.positions
    return max(1, at.log, newest), max(1, at.bodies_log, *(version // 2 for version in bodies))


def counters(servers: Servers, rows: NodeRows, state: ArchiveState, record: sqlite3.Connection) -> dict[str, int]:
    """As the node had them, but totals are those of the rows that are there."""
    known = state.counters
    counted = {name: record.execute(statement).fetchone()[0] for name, statement in _TOTALS.items()}
    changed = {name: number for name, number in counted.items() if number != known.get(name, 0)}
    return known | changed | {"version": _newest_version(servers, rows, known.get("version", 0), record)}


def note_ids_in_use(servers: Servers, rows: NodeRows, record: sqlite3.Connection) -> None:
    """Queries may know calls and scores that were not copied to the archive any more. They stay there, and the record
    knows their ids; without a sort key, their tombstones delete nothing."""
    for what, table in (("exchange", "request"), ("score", "score")):
        (newest,) = record.execute(f"SELECT coalesce(max(id), 0) FROM {what}").fetchone()
        lost = rows.ask(
            f"SELECT DISTINCT id FROM {servers.table(table)} {_IDS_OF_NODE} AND id > {{after:Int64}} ORDER BY id",
            ["Int64"],
            parameters={"after": newest},
        )
        for (row_id,) in lost:
            (version,) = record.execute(_NEXT_VERSION).fetchone()
            record.execute("INSERT INTO tombstone VALUES (?, ?, ?, NULL)", (version, what, row_id))


def _newest_version(servers: Servers, rows: NodeRows, counted: int, record: sqlite3.Connection) -> int:
    """The highest number that the node has given to anything, as far as it has told anybody."""
    request, score, state = (servers.table(name) for name in ("request", "score", "node_state"))
    told = rows.ask(
        f"SELECT max(id)::UInt64 FROM {request} {_IDS_OF_NODE} UNION ALL"
        f" SELECT max(id)::UInt64 FROM {score} {_IDS_OF_NODE} UNION ALL"
        f" SELECT max(version) FROM {state} {_OF_NODE}",
        ["UInt64"],
        settings=_RAW,
    )
    tables = ("exchange", "score", "tombstone")
    own = (record.execute(f"SELECT coalesce(max(version), 0) FROM {table}").fetchone()[0] for table in tables)
    versions: list[int] = [*own, *(version for (version,) in told)]
    return max(counted, *versions)
