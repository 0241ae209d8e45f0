"""Which calls of a node an evaluator has evaluated, as the archive has it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import orjson

from store.clickhouse.archive.reading import SETTINGS
from store.clickhouse.archive.tables import EXCHANGE, OTHER, decode
from store.clickhouse.servers import Servers
from store.evaluation.evaluators import EvaluatorId
from store.sqlite.membership import NUMBER_SHIFT

_IDS = """
SELECT exchange_id, id FROM {exchange}
WHERE id >= {{first:Int64}} AND id < {{end:Int64}} AND exchange_id IN {{ids:Array(String)}} FORMAT RowBinary"""
_EVALUATED = """
SELECT key FROM {other}
WHERE node = {{node:UInt32}} AND name = 'evaluation' AND key IN {{keys:Array(String)}} FORMAT RowBinary"""


async def evaluated_in_archive(
    servers: Servers, node: int, evaluator: EvaluatorId, version: str, exchange_ids: Collection[str]
) -> set[str]:
    """As Evaluators.evaluated of the node. Raises StoreUnavailable."""
    return await asyncio.to_thread(_evaluated, servers, node, evaluator, version, [*exchange_ids])


def _evaluated(servers: Servers, node: int, evaluator: EvaluatorId, version: str, exchange_ids: list[str]) -> set[str]:
    of_node = {"first": node << NUMBER_SHIFT, "end": node + 1 << NUMBER_SHIFT, "ids": exchange_ids}
    text = _IDS.format(exchange=servers.table(EXCHANGE))
    rows = decode(("String", "Int64"), servers.query_bytes(text, of_node, settings=SETTINGS))
    keys = {orjson.dumps([row_id, evaluator.name, version]).decode(): exchange_id for exchange_id, row_id in rows}
    text = _EVALUATED.format(other=servers.table(OTHER))
    found = decode(("String",), servers.query_bytes(text, {"node": node, "keys": [*keys]}, settings=SETTINGS))
    return {keys[key] for (key,) in found}
