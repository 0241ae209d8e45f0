"""/v1/evaluators: evaluators, how they get on, their versions, and templates to begin with."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from time import time_ns

from aiohttp import web

from api.evaluators.evaluators_models import (
    EvaluationExample,
    EvaluationReason,
    EvaluatorAnswer,
    EvaluatorCounts,
    EvaluatorOnNode,
    EvaluatorRecord,
    EvaluatorsAnswer,
    EvaluatorSpending,
    EvaluatorVersionRecord,
    EvaluatorVersionsAnswer,
    JudgeTemplate,
    JudgeTemplatesAnswer,
)
from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import Conflict, NotFound, ValidationFailed, shown
from api.http.homes.wire import StateThere
from api.http.homes.work import AllWork
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from evaluation.evaluators.active import NotRunnable
from evaluation.evaluators.definition import Evaluator
from evaluation.evaluators.judge.library import templates
from evaluation.evaluators.service import EvaluatorService, EvaluatorState, OwnedBySettings, UnknownEvaluator
from store.base import Store
from store.evaluation.evaluators import EvaluatorId, Examples, Spending

_COUNTS = tuple(EvaluatorCounts.model_fields)
_NOTHING = Spending(0, 0.0)


class EvaluatorHandlers:
    def __init__(self, store: Store, work: AllWork, evaluators: EvaluatorService) -> None:
        self._store = store
        self._work = work
        self._evaluators = evaluators

    async def put(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evaluators: the same name with other content is a new version."""
        definition = await read_model(request, Evaluator)
        try:
            state = await self._evaluators.put(EvaluatorId(caller.project, definition.name), definition)
        except NotRunnable as error:
            raise not_runnable(error) from None
        except OwnedBySettings:
            raise _owned(definition.name) from None
        return model_reply(await self._answer(state), status=201)

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/evaluators"""
        states = await self._evaluators.states(caller.project)
        return model_reply(EvaluatorsAnswer(data=[*await self._records(caller.project, states)]))

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/evaluators/{name}"""
        evaluator = evaluator_in(request, caller)
        try:
            return model_reply(await self._answer(await self._evaluators.state(evaluator)))
        except UnknownEvaluator:
            raise unknown(evaluator) from None

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/evaluators/{name}: keeps the scores and the versions."""
        evaluator = evaluator_in(request, caller)
        try:
            deleted = await self._evaluators.delete(evaluator)
        except OwnedBySettings:
            raise _owned(evaluator.name) from None
        if not deleted:
            raise unknown(evaluator)
        return model_reply(DeletedAnswer())

    async def resume(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/evaluators/{name}/resume: ends a block."""
        evaluator = evaluator_in(request, caller)
        try:
            return model_reply(await self._answer(await self._evaluators.resume(evaluator)))
        except UnknownEvaluator:
            raise unknown(evaluator) from None

    async def versions(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/evaluators/{name}/versions: also of an evaluator that was deleted."""
        evaluator = evaluator_in(request, caller)
        versions = await self._store.evaluators.versions(evaluator)
        if not versions:
            raise unknown(evaluator)
        records = [
            EvaluatorVersionRecord(
                version=each.version, created_at=iso_8601(each.created_at_us), content=dict(each.content)
            )
            for each in versions
        ]
        return model_reply(EvaluatorVersionsAnswer(data=records))

    async def templates(self, _request: web.Request, _caller: Caller) -> web.Response:
        """GET /v1/evaluators/templates"""
        return model_reply(JudgeTemplatesAnswer(data=[JudgeTemplate(**_fields(each)) for each in templates()]))

    async def _answer(self, state: EvaluatorState) -> EvaluatorAnswer:
        (record,) = await self._records(state.stored.id.project, [state])
        return EvaluatorAnswer(data=record)

    async def _records(self, project: int, states: Sequence[EvaluatorState]) -> Sequence[EvaluatorRecord]:
        """Other nodes are asked once for all of them."""
        counts, spent, there = await asyncio.gather(
            self._work.counts("evaluator"), self._work.spent(time_ns() // 1000), self._work.states(project)
        )
        records = []
        for state in states:
            consumer = state.stored.id.consumer.id
            spendings = spent.get(consumer, (_NOTHING, _NOTHING))
            records.append(await self._record(state, counts.get(consumer, {}), spendings, _differing(state, there)))
        return records

    async def _record(
        self,
        state: EvaluatorState,
        counts: Mapping[str, int],
        spent: tuple[Spending, Spending],
        other_nodes: Sequence[EvaluatorOnNode],
    ) -> EvaluatorRecord:
        stored = state.stored
        hour, day = spent
        definition = Evaluator.model_validate(stored.definition)
        return EvaluatorRecord(
            name=stored.id.name,
            kind=definition.kind,
            source=stored.source,
            version=stored.version,
            state=state.state,
            reason=state.reason,
            until=_until(state.until_us),
            other_nodes=[*other_nodes],
            definition=definition,
            counts=EvaluatorCounts(**{name: counts.get(name, 0) for name in _COUNTS}),
            reasons=_reasons(counts, await self._store.evaluators.examples(stored.id)),
            spent_this_hour=EvaluatorSpending(**asdict(hour)),
            spent_today=EvaluatorSpending(**asdict(day)),
            created_at=iso_8601(stored.created_at_us),
            updated_at=iso_8601(stored.updated_at_us),
        )


def _differing(state: EvaluatorState, states: Mapping[int, Mapping[str, StateThere]]) -> list[EvaluatorOnNode]:
    """Of the evaluator's states on other nodes those that are not this one."""
    there = ((number, by_name.get(state.stored.id.name)) for number, by_name in sorted(states.items()))
    return [
        EvaluatorOnNode(node=number, state=found.state, reason=found.reason, until=_until(found.until_us))
        for number, found in there
        if found is not None and (found.state, found.reason) != (state.state, state.reason)
    ]


def _until(at_us: int | None) -> str | None:
    return None if at_us is None else iso_8601(at_us)


def evaluator_in(request: web.Request, caller: Caller) -> EvaluatorId:
    return EvaluatorId(caller.project, request.match_info["name"])


def unknown(evaluator: EvaluatorId) -> NotFound:
    return NotFound(f"There is no evaluator {shown(evaluator.name)}")


def not_runnable(error: NotRunnable, field: str = "requestBody") -> ValidationFailed:
    return ValidationFailed({f"{field}.{error.field}": {"message": str(error)}})


def _owned(name: str) -> Conflict:
    return Conflict(f"The evaluator {shown(name)} is in the settings file; change it there")


def _reasons(counts: Mapping[str, int], examples: Sequence[Examples]) -> list[EvaluationReason]:
    return [
        EvaluationReason(
            outcome=each.outcome,
            reason=each.reason,
            count=counts.get(f"{each.outcome}:{each.reason}" if each.reason else each.outcome, 0),
            examples=[
                EvaluationExample(at=iso_8601(one.at_us), subject=one.subject, version=one.version, detail=one.detail)
                for one in each.examples
            ],
        )
        for each in examples
    ]


def _fields(template: object) -> dict[str, object]:
    return {name: getattr(template, name) for name in JudgeTemplate.model_fields}
