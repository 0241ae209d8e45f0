"""Rows that nodes share to behave as one: where they are, and how they are written and read.

They are on the first shard only, so that they are read together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import orjson

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.base import StoreUnavailable
from store.clickhouse.errors import StatementRefused
from store.clickhouse.servers import Servers

SHARD = 1
# With replicas, a majority has each row before it counts. Tables without replicas ignore these.
WRITTEN = "SETTINGS insert_quorum = 'auto', insert_quorum_parallel = 0"
_READ = {"select_sequential_consistency": 1}
_READ_S = 3.0


def insert(servers: Servers, statement: str, rows: Sequence[Sequence[object]]) -> None:
    """Raises StoreUnavailable; the rows may be there all the same."""
    body = b"\n".join(map(orjson.dumps, rows))
    with only_unavailable():
        servers.insert_rows(statement, body, shard=SHARD, token=uuid4().hex)


def read(
    servers: Servers, statement: str, parameters: Mapping[str, object], *, all_versions: bool = False
) -> Sequence[Any]:
    """The one row of a statement. `all_versions`: it also reads rows that newer ones have replaced. Raises
    StoreUnavailable."""
    settings = {**_READ, "final": int(not all_versions)}
    with only_unavailable():
        result = servers.query(statement, parameters, settings=settings, timeout_s=_READ_S, shard=SHARD)
    return [column[0] for column in result.columns]


@contextmanager
def only_unavailable() -> Iterator[None]:
    """Whatever a server cannot do now, another node or a later attempt may."""
    try:
        yield
    except (QueryTooSlow, QueryTooLarge, StatementRefused) as error:
        raise StoreUnavailable(str(error)) from error
