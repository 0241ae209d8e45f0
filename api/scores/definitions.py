"""/v1/score-definitions: what the scores of a name must be."""

from __future__ import annotations

from dataclasses import asdict

from aiohttp import web

from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import NotFound, shown
from api.http.json_body import read_model
from api.http.json_values import InvalidValue, invalid
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.scores.definitions_models import Definition, DefinitionAnswer, DefinitionBody, DefinitionsAnswer
from api.scores.values import check_name
from store.base import Full, Store
from store.models import ScoreDefinition


class ScoreDefinitionHandlers:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def put(self, request: web.Request, caller: Caller) -> web.Response:
        """PUT /v1/score-definitions/{name}: replaces the whole definition; absent fields get their defaults."""
        name = _name(request)
        body = await read_model(request, DefinitionBody)
        fields = body.model_dump()
        fields["labels"] = tuple(fields["labels"])
        try:
            await self._store.define_score(caller.project, ScoreDefinition(name, **fields))
        except Full as error:
            raise invalid("name", str(error), name) from error
        return await self._reply(caller.project, name)

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/score-definitions/{name}"""
        return await self._reply(caller.project, _name(request))

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/score-definitions"""
        definitions = await self._store.score_definitions(caller.project)
        return model_reply(DefinitionsAnswer(data=[_shown(definition) for definition in definitions]))

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/score-definitions/{name}: keeps the scores."""
        name = _name(request)
        if not await self._store.delete_score_definition(caller.project, name):
            raise _unknown(name)
        return model_reply(DeletedAnswer())

    async def _reply(self, project: int, name: str) -> web.Response:
        for definition in await self._store.score_definitions(project):
            if definition.name == name:
                return model_reply(DefinitionAnswer(data=_shown(definition)))
        raise _unknown(name)


def _shown(definition: ScoreDefinition) -> Definition:
    fields = asdict(definition)
    updated_at = iso_8601(fields.pop("updated_at_us"))
    return Definition(**{**fields, "labels": list(definition.labels)}, updated_at=updated_at)


def _name(request: web.Request) -> str:
    try:
        return check_name(request.match_info["name"])
    except InvalidValue as error:
        raise invalid("name", str(error), request.match_info["name"]) from error


def _unknown(name: str) -> NotFound:
    return NotFound(f"There is no definition of {shown(name)}")
