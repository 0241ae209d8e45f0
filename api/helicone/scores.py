"""Scores and ratings as Helicone's clients send them, for requests (logged or not yet) and sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp import web

from api.helicone.score_body import scores_from
from api.helicone.scores_models import EvalBody, FeedbackBody, RatingBody
from api.http.auth import Caller
from api.http.base_models import Done
from api.http.errors import ValidationFailed, shown
from api.http.json_body import read_json, read_model
from api.http.json_values import InvalidValue, invalid
from api.http.replies import model_reply
from api.requests.ids import is_request_id, request_id_of
from api.scores.items import session_id_of, value_of
from api.scores.values import check_name
from store.base import DoesNotFit, Store
from store.helicone_words import FEEDBACK
from store.models import NewScore

T = TypeVar("T")


class HeliconeScoreHandlers:
    """Each answers 201 once the scores are on disk."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/request/{request_id}/score"""
        request_id = request_id_of(request)
        scores = scores_from(await read_json(request), request_id)
        return await self._add(caller, scores, lambda score: f"requestBody.scores.{score.name}")

    async def add_eval(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evals/{request_id}: one score, decimals included. (Helicone answers the same but stores nothing.)"""
        request_id = request_id_of(request)
        body = await read_model(request, EvalBody)
        name = _field("requestBody.name", check_name, body.name)
        score = NewScore(request_id, name, *_field("requestBody.score", value_of, body.score))
        return await self._add(caller, [score], lambda _: "requestBody.score")

    async def rate(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/request/{request_id}/feedback"""
        return await self._rate(request, caller, "request", request_id_of(request))

    async def rate_by_id(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/feedback"""
        body = await read_model(request, FeedbackBody)
        if not is_request_id(body.request_id):
            raise invalid("requestBody.helicone-id", "must be the id of a request", body.request_id)
        return await self._keep_rating(caller, "request", body.request_id, body)

    async def rate_session(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/{session_id}/feedback"""
        session_id = _field("sessionId", session_id_of, request.match_info["session_id"])
        return await self._rate(request, caller, "session", session_id)

    async def _rate(self, request: web.Request, caller: Caller, kind: str, target_id: str) -> web.Response:
        return await self._keep_rating(caller, kind, target_id, await read_model(request, RatingBody))

    async def _keep_rating(self, caller: Caller, kind: str, target_id: str, body: RatingBody) -> web.Response:
        score = NewScore(target_id, FEEDBACK, "boolean", float(body.rating), target_kind=kind, source="user")
        return await self._add(caller, [score], lambda _: "requestBody.rating")

    async def _add(self, caller: Caller, scores: list[NewScore], path: Callable[[NewScore], str]) -> web.Response:
        if scores:
            try:
                await self._store.keep_scores(caller.project, scores)
            except DoesNotFit as error:
                raise ValidationFailed(
                    {shown(path(scores[index])): {"message": reason} for index, reason in error.misfits.items()}
                ) from error
        return model_reply(Done(), status=201)


def _field(path: str, check: Callable[[Any], T], value: Any) -> T:
    try:
        return check(value)
    except InvalidValue as error:
        raise invalid(path, str(error), value) from error
