"""`AwayNodes`: what ClickHouse has of the record of a node that is away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from store.base import LinkedStep
from store.clickhouse.archive.reading import NodeArchive
from store.clickhouse.nodes.copies import requests_from_copies
from store.clickhouse.servers import Servers
from store.models import Bodies, Request, Score

_WHOLE_MOST = 10  # requests that are read one by one from the archive, some 40 ms each


class AwayNodes:
    def __init__(self, servers: Servers) -> None:
        self._servers = servers

    async def requests(self, number: int, project: int, any_ids: Sequence[str]) -> list[Request]:
        """Each request once. A few are read from the archive, as the node had them some seconds ago at most; of many,
        and of those that had not reached the archive, there is what copies.py finds. Raises StoreUnavailable."""
        found: dict[str, Request] = {}
        others: list[str] = []
        archive = NodeArchive(self._servers, number) if len(any_ids) <= _WHOLE_MOST else None
        for each in any_ids:
            request = await archive.request(project, each) if archive else None
            if request is None:
                others.append(each)
            else:
                found[request.request_id] = request
        if others:
            for request in await asyncio.to_thread(requests_from_copies, self._servers, project, others):
                found.setdefault(request.request_id, request)
        return [*found.values()]

    async def bodies(self, number: int, project: int, exchange_id: str) -> Bodies | None:
        """None: they have expired, or had not reached the archive. Raises StoreUnavailable."""
        return await NodeArchive(self._servers, number).bodies(project, exchange_id)

    async def scores_of(self, number: int, project: int, target_kind: str, target_id: str) -> list[Score]:
        """Those that had reached the archive. Raises StoreUnavailable."""
        return await NodeArchive(self._servers, number).scores_of(project, target_kind, target_id)

    async def steps(self, number: int, project: int, session_id: str, limit: int) -> list[LinkedStep]:
        """Those that had reached the archive. Raises StoreUnavailable."""
        return await NodeArchive(self._servers, number).steps(project, session_id, limit)
