"""How far a node has copied its record, as the servers know it.

A row says that every change up to its version is there, so it is inserted after the rows of its step, and only where
the row of the step before is. A database that was emptied in between thus never claims to be whole.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

import orjson

from store.clickhouse.servers import Servers
from store.clickhouse.shipping.rows import Insert, KnownRow

_READ = """
SELECT version, row_id, row_uuid
FROM node_state_row
WHERE node = {node:UInt32}
ORDER BY version DESC
LIMIT 1"""
_COLUMNS = "node UInt32, version UInt64, copied_at Int64, row_id Int64, row_uuid String, before UInt64"
_INSERT = f"""\
INSERT INTO node_state_row (node, version, copied_at, row_id, row_uuid)
SELECT node, version, fromUnixTimestamp64Micro(copied_at), row_id, row_uuid
FROM input('{_COLUMNS}')
WHERE before <= (SELECT max(version) FROM node_state_row WHERE node = {{node}})
FORMAT JSONCompactEachRow"""


class CopyState(NamedTuple):
    version: int
    known_row: KnownRow | None  # a row of the record, by which it is recognised


def read_state(servers: Servers, node: int, shard: int) -> CopyState | None:
    """None: the servers have nothing of the node."""
    rows = servers.query(_READ, {"node": node}, shard=shard).rows()
    if not rows:
        return None
    version, row_id, row_uuid = rows[0]
    return CopyState(version, KnownRow(row_id, row_uuid) if row_id else None)


def state_insert(uuid: str, node: int, state: CopyState, before: int, now_us: int) -> Insert:
    """`uuid`, `node`: of the node. `before`: the version that the servers have said or acknowledged; 0: none."""
    row = orjson.dumps((node, state.version, now_us, *(state.known_row or (0, "")), before))
    digest = blake2b(row, digest_size=16).hexdigest()
    return Insert(_INSERT.format(node=node), row, f"{uuid}:{state.version}:node_state_row:{digest}")
