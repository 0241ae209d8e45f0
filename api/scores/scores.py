"""/v1/scores: scores of any kind, added, listed with their history, deleted."""

from __future__ import annotations

import asyncio
import re
from hashlib import sha256
from typing import Any

import orjson
from aiohttp import web

from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import Conflict, NotFound, UnsupportedMediaType, ValidationFailed, shown
from api.http.json_body import read_json, read_model
from api.http.json_values import InvalidValue, invalid
from api.http.parameters import flag
from api.http.replies import bytes_reply, model_reply
from api.http.timestamps import iso_8601
from api.requests.helicone_request import score_detail
from api.requests.ids import NOT_AN_ID, is_request_id
from api.scores.items import Items, items_from, session_id_of
from api.scores.lines import ScoreLines
from api.scores.scores_models import DeleteBody, DeletionAnswer, DeletionShape, ScoreRecord, ScoresAnswer
from store.base import STATES, DoesNotFit, IdempotencyKey, KeyReused, ScoreReceipt, Store
from store.ingest import Ingest
from store.models import Score, ScoreSelection

DRAIN_S = 2.0
_LARGE_BYTES = 32 << 10  # parsed in a thread, so that other requests are served meanwhile
_KEY = re.compile(r"[ -~]{1,255}")
_LINES = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl"})
_PARAMETERS = ("request_id", "session_id", "name", "include_superseded")


class ScoreHandlers:
    def __init__(self, store: Store, ingest: Ingest) -> None:
        self._store = store
        self._ingest = ingest
        self._lines = ScoreLines(store)

    async def add(self, request: web.Request, caller: Caller) -> web.StreamResponse:
        """POST /v1/scores. Answers once the scores are on disk."""
        key = _idempotency_key(request)
        if _content_type(request) in _LINES:
            if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
                raise UnsupportedMediaType("Lines must not be compressed; omit Content-Encoding")
            return await self._lines.add(request, caller.project, key)
        body = await read_json(request)
        items = items_from(body) if len(body) < _LARGE_BYTES else await asyncio.to_thread(items_from, body)
        once = IdempotencyKey(key, sha256(body).digest()) if key else None
        receipt = await self._add(caller.project, items, once)
        headers = {"Idempotency-Replayed": "true"} if receipt.repeated else None
        return bytes_reply(_answer(receipt), status=201, headers=headers)

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/scores: the scores of a request or a session, oldest first."""
        kind, target_id = _target(request)
        name = request.query.get("name")
        with_history = flag(request, "include_superseded")
        scores = [
            _record(score)
            for score in await self._fresh(caller.project, kind, target_id)
            if (name is None or score.sent.name == name) and (with_history or score.superseded_at_us is None)
        ]
        return model_reply(ScoresAnswer(data=scores))

    async def history(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/scores/{score_id}/history: all scores that replaced each other, oldest first."""
        scores = await self._store.score_history(caller.project, request.match_info["score_id"])
        if not scores:
            raise NotFound(_unknown(request))
        return model_reply(ScoresAnswer(data=[_record(score) for score in scores]))

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/scores/{score_id}"""
        if not await self._store.delete_score(caller.project, request.match_info["score_id"]):
            raise NotFound(_unknown(request))
        return model_reply(DeletedAnswer())

    async def delete_many(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/scores/delete: counts first; deletes if the count is confirmed."""
        body = await read_model(request, DeleteBody)
        selection = _selection(body)
        if body.dry_run or body.confirm_count is None:
            count = await self._store.count_scores(caller.project, selection)
            return model_reply(DeletionAnswer(data=DeletionShape(dry_run=True, count=count, deleted=0)))
        matching = await self._store.delete_scores(caller.project, selection, body.confirm_count)
        if matching != body.confirm_count:
            raise Conflict(
                f"The filter matches {matching} scores now, not {body.confirm_count}; nothing was deleted. "
                "Repeat the dry run and confirm its count."
            )
        return model_reply(DeletionAnswer(data=DeletionShape(dry_run=False, count=matching, deleted=matching)))

    async def _add(self, project: int, items: Items, once: IdempotencyKey | None) -> ScoreReceipt:
        try:
            return await self._store.keep_scores(project, items.scores, idempotency=once)
        except DoesNotFit as error:
            raise ValidationFailed(
                {f"{items.paths[index]}.value": {"message": reason} for index, reason in error.misfits.items()}
            ) from error
        except KeyReused as error:
            raise ValidationFailed({"Idempotency-Key": {"message": str(error), "value": once and once.key}}) from error

    async def _fresh(self, project: int, kind: str, target_id: str) -> list[Score]:
        if kind == "request":
            await self._ingest.catch_up_request(project, target_id)
        scores = await self._store.scores_of(project, kind, target_id)
        if kind == "request" and (not scores or any(score.request_id is None for score in scores)):
            # It may be an id that the upstream gave, which only ingest can find out.
            await self._ingest.drain(DRAIN_S)
            scores = await self._store.scores_of(project, kind, target_id)
        return scores


def _answer(receipt: ScoreReceipt) -> bytes:
    """A KeptScoresAnswer of which no score was refused; written directly, because it has up to 10,000 scores."""
    states = receipt.states()
    data: dict[str, Any] = {
        **{state: states.count(state) for state in STATES},
        "labels_among_numbers": receipt.labels_among_numbers,
        "scores": [
            {"score_id": score_id, "status": state} for score_id, state in zip(receipt.score_ids, states, strict=True)
        ],
    }
    return orjson.dumps({"data": data, "error": None})


def _record(score: Score) -> ScoreRecord:
    is_session = score.sent.target_kind == "session"
    return ScoreRecord(
        **score_detail(score).model_dump(),
        status="stored" if is_session or score.request_id else "waiting",
        unit="session" if is_session else "request",
        request_id=score.request_id,
        session_id=score.sent.target_id if is_session else None,
        superseded_at=None if score.superseded_at_us is None else iso_8601(score.superseded_at_us),
    )


def _target(request: web.Request) -> tuple[str, str]:
    for field in request.query:
        if field not in _PARAMETERS:
            raise invalid(field, f"unknown parameter; use one of {', '.join(_PARAMETERS)}", field)
    request_id, session_id = request.query.get("request_id"), request.query.get("session_id")
    if (request_id is None) == (session_id is None):
        raise invalid("request_id", "either 'request_id' or 'session_id' is required, but not both", request_id)
    if session_id is not None:
        try:
            return "session", session_id_of(session_id)
        except InvalidValue as error:
            raise invalid("session_id", str(error), session_id) from error
    if request_id is None or not is_request_id(request_id):
        raise invalid("request_id", NOT_AN_ID, request_id)
    return "request", request_id


def _selection(body: DeleteBody) -> ScoreSelection:
    conditions = body.filter
    return ScoreSelection(
        tuple(conditions.names),
        tuple(conditions.request_ids),
        tuple(conditions.session_ids),
        tuple(conditions.authors),
        tuple(conditions.evaluators),
        tuple(conditions.evaluator_versions),
        tuple(conditions.sources),
        tuple(conditions.experiment_ids),
        conditions.recorded_from,
        conditions.recorded_to,
    )


def _idempotency_key(request: web.Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters", key)
    return key


def _content_type(request: web.Request) -> str:
    return request.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _unknown(request: web.Request) -> str:
    return f"There is no score {shown(request.match_info['score_id'])}"
