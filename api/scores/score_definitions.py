"""/v1/score-definitions: what the scores of a name should be."""

from __future__ import annotations

from dataclasses import asdict

from aiohttp import web

from api.http.answers import DeletedAnswer, reply
from api.http.auth import Caller
from api.http.errors import NotFound, shown
from api.http.json_models import read_model
from api.http.json_values import InvalidValue, invalid
from api.requests.request_shape import timestamp
from api.scores.score_definitions_models import Definition, DefinitionAnswer, DefinitionBody, DefinitionsAnswer
from api.scores.score_values import check_name
from store.base import Store
from store.models import ScoreDefinition


class ScoreDefinitionHandlers:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def put(self, request: web.Request, caller: Caller) -> web.Response:
        """PUT /v1/score-definitions/{name}: the whole definition; what is left out is not said any more."""
        name = _name(request)
        body = await read_model(request, DefinitionBody)
        fields = body.model_dump()
        fields["labels"] = tuple(fields["labels"])
        await self._store.define_score(caller.project, ScoreDefinition(name, **fields))
        return await self._reply(caller.project, name)

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/score-definitions/{name}"""
        return await self._reply(caller.project, _name(request))

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/score-definitions"""
        found = await self._store.score_definitions(caller.project)
        return reply(DefinitionsAnswer(data=[_shown(one) for one in found]))

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/score-definitions/{name}: the scores stay."""
        name = _name(request)
        if not await self._store.delete_score_definition(caller.project, name):
            raise _unknown(name)
        return reply(DeletedAnswer())

    async def _reply(self, project: int, name: str) -> web.Response:
        for one in await self._store.score_definitions(project):
            if one.name == name:
                return reply(DefinitionAnswer(data=_shown(one)))
        raise _unknown(name)


def _shown(definition: ScoreDefinition) -> Definition:
    fields = asdict(definition)
    updated_at = timestamp(fields.pop("updated_at_us"))
    return Definition(**{**fields, "labels": list(definition.labels)}, updated_at=updated_at)


def _name(request: web.Request) -> str:
    try:
        return check_name(request.match_info["name"])
    except InvalidValue as error:
        raise invalid("name", str(error), request.match_info["name"]) from error


def _unknown(name: str) -> NotFound:
    return NotFound(f"There is no definition of {shown(name)}.")
