"""The nodes that have an archive."""

from __future__ import annotations

from store.base import CannotOpen
from store.clickhouse.archive.tables import STATE, decode
from store.clickhouse.servers import Servers

_FINAL = {"final": 1}


def node_named(servers: Servers, number_or_name: str) -> int:
    """The number of the node that has this number, or whose calls have this name. Raises CannotOpen."""
    answer = servers.query_bytes(
        f"SELECT node, name FROM {servers.table(STATE)} ORDER BY node FORMAT RowBinary", settings=_FINAL
    )
    names = dict(decode(("UInt32", "String"), answer))
    found = [number for number, name in names.items() if number_or_name in (str(number), name)]
    if len(found) == 1:
        return int(found[0])
    known = ", ".join(f"{number} ({name})" for number, name in names.items()) or "none"
    problem = "several nodes are" if found else "no node is"
    raise CannotOpen(f'{problem} named "{number_or_name}" in the archive; its nodes are: {known}')


def emptiest_shard(servers: Servers) -> int:
    """The shard with the fewest nodes in the archive."""
    if servers.shards == 1:
        return 1
    answer = servers.query_bytes(f"SELECT DISTINCT _shard_num, node FROM {servers.table(STATE)} FORMAT RowBinary")
    nodes = [shard for shard, _ in decode(("UInt32", "UInt32"), answer)]
    return min(range(1, servers.shards + 1), key=nodes.count)
