"""GET /v1/scores/names: the names of scores of every type."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from api.http.auth import Caller
from api.queries.replies import reply_from_replica
from api.scores.names_models import ScoreTypesAnswer
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.scores.labelled import labelled_names
from store.analytics.scores.names import listed


class ScoreNameHandlers:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    async def show(self, _request: web.Request, caller: Caller) -> web.Response:
        fresh_to_us = await self._replica.fresh()

        def work(snapshot: Snapshot) -> list[dict[str, Any]]:
            labelled = labelled_names(snapshot, caller.project)
            return [
                name._asdict() | {"labelled": name.type != "label" and name.name in labelled}
                for name in listed(snapshot, caller.project)
            ]

        return await reply_from_replica(self._replica, fresh_to_us, ScoreTypesAnswer, work)
