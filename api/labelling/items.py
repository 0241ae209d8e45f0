"""/v1/queues/{queue_id}/items: the requests of a queue."""

from __future__ import annotations

from aiohttp import web

from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import NotFound, ValidationFailed, shown
from api.http.json_body import read_model
from api.http.json_values import invalid
from api.http.parameters import number
from api.http.replies import model_reply
from api.labelling.filling import items_of_filter, items_of_ids
from api.labelling.items_models import AddedItems, AddedItemsAnswer, ItemsBody, ListedItem, ListedItemsAnswer
from api.labelling.queues import queue_in
from store.analytics import Replica
from store.base import Full, Store
from store.evaluation.labelling import ITEMS_MOST
from store.ingest import Ingest

_DRAIN_S = 2.0
_LIST_MOST = 200
_LIST_USUALLY = 100


class QueueItemHandlers:
    def __init__(self, store: Store, replica: Replica, ingest: Ingest) -> None:
        self._store = store
        self._replica = replica
        self._ingest = ingest

    async def list(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/queues/{queue_id}/items"""
        offset, limit = number(request, "offset", 0, ITEMS_MOST), number(request, "limit", 1, _LIST_MOST)
        queue = await queue_in(self._store, request, caller)
        items = await self._store.labelling.items(queue, offset or 0, limit or _LIST_USUALLY)
        logged = await self._store.requests(caller.project, [each.item.request_id for each in items])
        calls = {each.request_id: each.last for each in logged}
        rows = []
        for item, raters in items:
            call = calls.get(item.request_id)
            rows.append(
                ListedItem(
                    request_id=item.request_id,
                    probability=item.probability,
                    raters=[*raters],
                    prompt_preview=call and call.prompt_preview,
                    answer_preview=call and call.answer_preview,
                )
            )
        return model_reply(ListedItemsAnswer(data=rows))

    async def add(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/queues/{queue_id}/items"""
        body = await read_model(request, ItemsBody)
        queue = await queue_in(self._store, request, caller)
        if body.from_filter and queue.filter is None:
            raise invalid("requestBody.from_filter", "the queue has no filter; send request_ids", True)
        unknown: list[str] = []
        if body.request_ids is None:
            items = await items_of_filter(self._replica, caller, queue)
        else:
            await self._ingest.drain(_DRAIN_S)
            sent = list(dict.fromkeys(body.request_ids))
            known = await self._store.labelling.known_requests(caller.project, sent)
            unknown = [request_id for request_id in sent if request_id not in known]
            items = items_of_ids(queue, [request_id for request_id in sent if request_id in known])
        try:
            added = await self._store.labelling.add_items(queue, items)
        except Full as error:
            raise ValidationFailed({"requestBody": {"message": str(error)}}) from error
        count = (await self._store.labelling.progress([queue], None))[queue.id].items
        return model_reply(AddedItemsAnswer(data=AddedItems(added=added, unknown=unknown, items=count)))

    async def remove(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/queues/{queue_id}/items/{request_id}: its scores stay."""
        queue = await queue_in(self._store, request, caller)
        request_id = request.match_info["request_id"]
        try:
            removed = await self._store.labelling.remove_item(queue, request_id)
        except Full as error:
            raise ValidationFailed({"request_id": {"message": str(error)}}) from error
        if not removed:
            raise NotFound(f"The request {shown(request_id)} is not in this queue")
        return model_reply(DeletedAnswer())
