"""PUT /v1/request/{request_id}/property: set a property of a request after it was logged."""

from __future__ import annotations

from aiohttp import web

from api.http.auth import Caller
from api.http.base_models import Done
from api.http.errors import BEHIND, NotFound, ServiceUnavailable
from api.http.json_body import read_model
from api.http.json_values import invalid
from api.http.replies import model_reply
from api.requests.ids import request_id_of
from api.requests.properties_models import PropertyBody
from store.base import Full, Store
from store.ingest import Ingest

DRAIN_S = 2.0


class RequestPropertyHandlers:
    def __init__(self, store: Store, ingest: Ingest) -> None:
        self._store = store
        self._ingest = ingest

    async def put(self, request: web.Request, caller: Caller) -> web.Response:
        """201 once it is on disk; 404 for an unknown id (Helicone: 500); 422 for one property too many."""
        request_id = request_id_of(request)
        body = await read_model(request, PropertyBody)
        await self._ingest.catch_up_request(caller.project, request_id)
        if not await self._set(caller.project, request_id, body):
            # It may be an id that the upstream gave, which only ingest can find out.
            caught_up = await self._ingest.has_all(DRAIN_S)
            if not await self._set(caller.project, request_id, body):
                raise NotFound("Request not found") if caught_up else ServiceUnavailable(BEHIND)
        return model_reply(Done(), status=201)

    async def _set(self, project: int, request_id: str, body: PropertyBody) -> bool:
        try:
            return await self._store.set_property(project, request_id, body.key, body.value)
        except Full as error:
            raise invalid("requestBody.key", str(error), body.key) from error
