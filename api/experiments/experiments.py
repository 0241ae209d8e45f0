"""/v1/experiments: create, list, end and delete experiments, and GET …/verdict: what one says so far."""

from __future__ import annotations

import time
from typing import Any

from aiohttp import web

from api.experiments.answers import experiment_record, verdict_shape
from api.experiments.arms import arm_nodes, query_of
from api.experiments.experiments_models import (
    ExperimentAnswer,
    ExperimentBody,
    ExperimentChange,
    ExperimentsAnswer,
)
from api.experiments.verdicts_models import VerdictAnswer
from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import Conflict, NotFound, ValidationFailed, shown
from api.http.json_body import read_model
from api.http.json_values import invalid
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.selection import properties_of
from store.analytics import Replica
from store.analytics.comparisons.differences import ValuesTooLarge
from store.analytics.experiments.judging import judge
from store.base import Full, Store
from store.evaluation.experiments import Experiment
from store.timestamps import to_us


class ExperimentHandlers:
    def __init__(self, store: Store, replica: Replica) -> None:
        self._store = store
        self._replica = replica

    async def create(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/experiments"""
        body = await read_model(request, ExperimentBody)
        arm_nodes(body)
        now_us = time.time_ns() // 1_000
        start_us = now_us if body.start is None else to_us(body.start)
        end_us = None if body.end is None else to_us(body.end)
        _check_end(start_us, end_us)
        definition = await self._definition(body, caller.project)
        experiment = Experiment(caller.project, body.name, definition, start_us, end_us, now_us, now_us)
        try:
            is_new = await self._store.experiments.create(experiment)
        except Full as error:
            raise ValidationFailed({"requestBody": {"message": str(error)}}) from error
        if not is_new:
            raise Conflict(f"There is another experiment named {shown(body.name)}; choose another name")
        return model_reply(ExperimentAnswer(data=experiment_record(experiment, now_us)), status=201)

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/experiments"""
        now_us = time.time_ns() // 1_000
        experiments = await self._store.experiments.of_project(caller.project)
        return model_reply(ExperimentsAnswer(data=[experiment_record(each, now_us) for each in experiments]))

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/experiments/{name}"""
        return self._reply(await self._find(request, caller))

    async def change(self, request: web.Request, caller: Caller) -> web.Response:
        """PATCH /v1/experiments/{name}: sets its end."""
        body = await read_model(request, ExperimentChange)
        experiment = await self._find(request, caller)
        end_us = None if body.end is None else to_us(body.end)
        _check_end(experiment.start_us, end_us)
        now_us = time.time_ns() // 1_000
        if not await self._store.experiments.set_end(caller.project, experiment.name, end_us, now_us):
            raise _unknown(request)
        return self._reply(await self._find(request, caller))

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/experiments/{name}: calls and scores stay."""
        if not await self._store.experiments.delete(caller.project, request.match_info["name"]):
            raise _unknown(request)
        return model_reply(DeletedAnswer())

    async def verdict(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/experiments/{name}/verdict"""
        experiment = await self._find(request, caller)
        fresh_to_us = await self._replica.fresh()
        query = query_of(self._replica, caller, experiment)
        properties = properties_of(self._replica, caller)
        try:
            judged = await self._replica.read(lambda snapshot: judge(snapshot, query, properties))
        except ValuesTooLarge as error:
            raise ValidationFailed({"name": {"message": str(error), "value": experiment.name}}) from None
        upto_us = min(time.time_ns() // 1_000, experiment.end_us or 1 << 62)
        cycle_days = ExperimentBody.model_validate(experiment.definition).cycle_days
        shape = verdict_shape(query, judged, (experiment.start_us, upto_us), cycle_days)
        return model_reply(VerdictAnswer(data=shape, fresh_to=iso_8601(fresh_to_us)))

    async def _definition(self, body: ExperimentBody, project: int) -> dict[str, Any]:
        """The body with what a score's definition says now. Raises ValidationFailed."""
        known = {each.name: each for each in await self._store.score_definitions(project)}
        definition = body.model_dump(mode="json", exclude={"start", "end"})
        for place, score in enumerate(definition["scores"]):
            defined = known.get(score["name"])
            if score["label"] is None and score["direction"] is None and defined is not None:
                score["direction"] = defined.direction
            if score["direction"] is None:
                message = "is needed: say whether higher or lower values are better, here or in the score's definition"
                if score["label"] is not None:
                    message = "is needed with a label: say whether a higher or a lower share of it is better"
                raise invalid(f"requestBody.scores[{place}].direction", message, None)
        return definition

    async def _find(self, request: web.Request, caller: Caller) -> Experiment:
        experiment = await self._store.experiments.find(caller.project, request.match_info["name"])
        if experiment is None:
            raise _unknown(request)
        return experiment

    def _reply(self, experiment: Experiment) -> web.Response:
        return model_reply(ExperimentAnswer(data=experiment_record(experiment, time.time_ns() // 1_000)))


def _check_end(start_us: int, end_us: int | None) -> None:
    if end_us is not None and end_us <= start_us:
        raise invalid("requestBody.end", "must be after the start", iso_8601(end_us))


def _unknown(request: web.Request) -> NotFound:
    return NotFound(f"There is no experiment {shown(request.match_info['name'])}")
