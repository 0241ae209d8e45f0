"""/v1/scores: keep scores of any kind, list, history, delete."""

from __future__ import annotations

import asyncio
import re
from hashlib import sha256

import orjson
from aiohttp import web

from api.http.answers import DeletedAnswer, reply, written_reply
from api.http.auth import Caller
from api.http.errors import Conflict, NotFound, UnsupportedMediaType, ValidationFailed, shown
from api.http.json_body import read_json
from api.http.json_models import read_model
from api.http.json_values import InvalidValue, invalid
from api.http.parameters import flag
from api.requests.request_ids import is_request_id
from api.requests.request_shape import score_detail, timestamp
from api.scores.score_items import Items, items_from, session_id_of
from api.scores.score_lines import ScoreLines
from api.scores.scores_models import DeleteBody, DeletionAnswer, DeletionShape, ScoreRecord, ScoresAnswer
from store.base import DoesNotFit, IdempotencyKey, KeyReused, ScoreReceipt, Store
from store.ingest import Ingest
from store.models import Score, ScoreSelection

DRAIN_S = 2.0
_LARGE_BYTES = 32 << 10  # understood in a thread, so that others are served meanwhile
_KEY = re.compile(r"[ -~]{1,255}")
_LINES = frozenset({"application/x-ndjson", "application/ndjson", "application/jsonl"})
_ASKABLE = ("request_id", "session_id", "name", "include_superseded")


class ScoreHandlers:
    def __init__(self, store: Store, ingest: Ingest) -> None:
        self._store = store
        self._ingest = ingest
        self._lines = ScoreLines(store)

    async def add(self, request: web.Request, caller: Caller) -> web.StreamResponse:
        """POST /v1/scores. Answers once they are on the disk."""
        key = _idempotency_key(request)
        if _content_type(request) in _LINES:
            if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
                raise UnsupportedMediaType("Lines are taken as they are: leave Content-Encoding out.")
            return await self._lines.add(request, caller.project, key)
        body = await read_json(request)
        items = items_from(body) if len(body) < _LARGE_BYTES else await asyncio.to_thread(items_from, body)
        once = IdempotencyKey(key, sha256(body).digest()) if key else None
        kept = await self._keep(caller.project, items, once)
        headers = {"Idempotency-Replayed": "true"} if kept.repeated else None
        return written_reply(_answer(kept), status=201, headers=headers)

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/scores: those of a request or a session, oldest first."""
        kind, target_id = _target(request)
        name = request.query.get("name")
        with_history = flag(request, "include_superseded")
        scores = [
            _record(score)
            for score in await self._fresh(caller.project, kind, target_id)
            if (name is None or score.sent.name == name) and (with_history or score.superseded_at_us is None)
        ]
        return reply(ScoresAnswer(data=scores))

    async def history(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/scores/{score_id}/history: all scores that replaced each other, oldest first."""
        found = await self._store.score_history(caller.project, request.match_info["score_id"])
        if not found:
            raise NotFound(_unknown(request))
        return reply(ScoresAnswer(data=[_record(score) for score in found]))

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/scores/{score_id}"""
        if not await self._store.delete_score(caller.project, request.match_info["score_id"]):
            raise NotFound(_unknown(request))
        return reply(DeletedAnswer())

    async def delete_many(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/scores/delete: counts first; deletes when told the right number."""
        body = await read_model(request, DeleteBody)
        selection = _selection(body)
        if body.dry_run or body.confirm_count is None:
            count = await self._store.count_scores(caller.project, selection)
            return reply(DeletionAnswer(data=DeletionShape(dry_run=True, count=count, deleted=0)))
        there = await self._store.delete_scores(caller.project, selection, body.confirm_count)
        if there != body.confirm_count:
            raise Conflict(
                f"The filter means {there} scores now, not {body.confirm_count}: nothing was deleted. "
                "Look again with dry_run, and confirm that count."
            )
        return reply(DeletionAnswer(data=DeletionShape(dry_run=False, count=there, deleted=there)))

    async def _keep(self, project: int, items: Items, once: IdempotencyKey | None) -> ScoreReceipt:
        try:
            return await self._store.keep_scores(project, items.scores, idempotency=once)
        except DoesNotFit as error:
            raise ValidationFailed(
                {f"{items.paths[place]}.value": {"message": why} for place, why in error.misfits.items()}
            ) from error
        except KeyReused as error:
            raise ValidationFailed({"Idempotency-Key": {"message": str(error), "value": once and once.key}}) from error

    async def _fresh(self, project: int, kind: str, target_id: str) -> list[Score]:
        if kind == "request":
            await self._ingest.catch_up_request(project, target_id)
        found = await self._store.scores_of(project, kind, target_id)
        if kind == "request" and (not found or any(score.request_id is None for score in found)):
            # It may be an upstream's own id, which only ingest can tell.
            await self._ingest.drain(DRAIN_S)
            found = await self._store.scores_of(project, kind, target_id)
        return found


def _answer(kept: ScoreReceipt) -> bytes:
    """To scores of which none was refused: a KeptScoresAnswer, written as it is, because up to 10,000 are in it."""
    waiting = sum(kept.waiting)
    data = {
        "stored": len(kept.score_ids) - waiting,
        "waiting": waiting,
        "labels_among_numbers": kept.labels_among_numbers,
        "scores": [
            {"score_id": score_id, "status": "waiting" if waits else "stored"}
            for score_id, waits in zip(kept.score_ids, kept.waiting, strict=True)
        ],
    }
    return orjson.dumps({"data": data, "error": None})


def _record(score: Score) -> ScoreRecord:
    is_session = score.sent.target_kind == "session"
    return ScoreRecord(
        **score_detail(score).model_dump(),
        status="stored" if is_session or score.request_id else "waiting",
        request_id=score.request_id,
        session_id=score.sent.target_id if is_session else None,
        superseded_at=None if score.superseded_at_us is None else timestamp(score.superseded_at_us),
    )


def _target(request: web.Request) -> tuple[str, str]:
    for field in request.query:
        if field not in _ASKABLE:
            raise invalid(field, f"is not known here; there are {', '.join(_ASKABLE)}", field)
    request_id, session_id = request.query.get("request_id"), request.query.get("session_id")
    if (request_id is None) == (session_id is None):
        raise invalid("request_id", "either 'request_id' or 'session_id' is required, and not both", request_id)
    if session_id is not None:
        try:
            return "session", session_id_of(session_id)
        except InvalidValue as error:
            raise invalid("session_id", str(error), session_id) from error
    if request_id is None or not is_request_id(request_id):
        raise invalid("request_id", "must be 1 to 256 visible ASCII characters without %, and not . or ..", request_id)
    return "request", request_id


def _selection(body: DeleteBody) -> ScoreSelection:
    given = body.filter
    return ScoreSelection(
        tuple(given.names),
        tuple(given.request_ids),
        tuple(given.session_ids),
        tuple(given.authors),
        tuple(given.evaluators),
        tuple(given.evaluator_versions),
        tuple(given.sources),
        tuple(given.experiment_ids),
        given.recorded_from,
        given.recorded_to,
    )


def _idempotency_key(request: web.Request) -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise invalid("Idempotency-Key", "must be 1 to 255 visible ASCII characters", key)
    return key


def _content_type(request: web.Request) -> str:
    return request.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _unknown(request: web.Request) -> str:
    return f"There is no score {shown(request.match_info['score_id'])}."
