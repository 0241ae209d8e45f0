"""POST /v1/request/{request_id}/score: keep scores for a call, whether it has been logged yet or not."""

from __future__ import annotations

from aiohttp import web

from api.auth import Caller
from api.json_body import read_json
from api.replies import json_reply
from api.request_ids import request_id_of
from api.score_body import scores_from
from store.base import Store


class Scores:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, request: web.Request, caller: Caller) -> web.Response:
        """Answers once the scores are on the disk."""
        request_id = request_id_of(request)
        scores = scores_from(await read_json(request), request_id)
        if scores:
            await self._store.add_scores(caller.project, scores)
        return json_reply({"data": None, "error": None}, status=201)
