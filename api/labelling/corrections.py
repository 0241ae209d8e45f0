"""Corrected answers: PUT /v1/request/{request_id}/correction and POST /v1/corrections/query."""

from __future__ import annotations

from aiohttp import web

from api.http.auth import Caller
from api.http.base_models import Done
from api.http.errors import NotFound, ValidationFailed, shown
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.labelling.corrections_models import CorrectionBody, CorrectionRecord, CorrectionsAnswer, CorrectionsBody
from api.labelling.raters import rater_of
from api.requests.ids import request_id_of
from store.base import Full, Store
from store.ingest import Ingest


class CorrectionHandlers:
    def __init__(self, store: Store, ingest: Ingest) -> None:
        self._store = store
        self._ingest = ingest

    async def put(self, request: web.Request, caller: Caller) -> web.Response:
        request_id = request_id_of(request)
        body = await read_model(request, CorrectionBody)
        rater = rater_of(body.rater, caller)
        await self._ingest.catch_up_request(caller.project, request_id)
        try:
            known = await self._store.labelling.correct(caller.project, request_id, rater, body.text or None)
        except Full as error:
            raise ValidationFailed({"requestBody": {"message": str(error)}}) from error
        if not known:
            raise NotFound(f"There is no request {shown(request_id)}")
        return model_reply(Done())

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        body = await read_model(request, CorrectionsBody)
        found = await self._store.labelling.corrections(caller.project, set(body.request_ids))
        records = [
            CorrectionRecord(
                request_id=each.request_id, rater=each.author, text=each.text, updated_at=iso_8601(each.updated_at_us)
            )
            for each in found
        ]
        return model_reply(CorrectionsAnswer(data=records))
