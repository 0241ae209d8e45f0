"""/v1/replays: runs in which logged calls were sent again to a candidate."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import time_ns
from typing import Any

from aiohttp import web

from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import Conflict, NotFound, ValidationFailed, shown
from api.http.homes.fresh import AllFresh
from api.http.json_body import read_model
from api.http.parameters import number
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.filters import filter_of
from api.replays.prices import CallPrices, TokenRates
from api.replays.replays_models import (
    BegunReplay,
    BegunReplayAnswer,
    ReplayAnswer,
    ReplayBody,
    ReplayDefinition,
    ReplayDetail,
    ReplayPairRecord,
    ReplayRecord,
    ReplaysAnswer,
    ReplayTarget,
    ReplayVerdict,
    TokenPrices,
)
from api.replays.sentences import sentence
from api.replays.verdicts import RunResult, run_result
from api.scores.answers import interval_shape
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.replays import ReplayPair
from store.base import Full, Store
from store.evaluation.replays import PREFERENCE, OtherDefinition, ReplayRun
from store.filter.values import InvalidFilterValue, timestamp

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._ -]{0,98}[A-Za-z0-9._-])?")  # it is sent as a header and stands in URLs
_PROGRESS = ("budget_usd", "budget_calls", "planned", "skipped", "reason")
_PAIRS, _PAIRS_MOST = 50, 1_000


class ReplayHandlers:
    def __init__(self, store: Store, replica: Replica, all_fresh: AllFresh, prices: CallPrices) -> None:
        self._runs = store.replays
        self._all_fresh = all_fresh
        self._replica = replica
        self._prices = prices

    async def list(self, _request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/replays"""
        runs = await self._runs.of_project(caller.project)
        return model_reply(ReplaysAnswer(data=[_record(run) for run in runs]))

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/replays/{name}"""
        run = await self._find(request, caller)
        most = number(request, "pairs", most=_PAIRS_MOST)
        fresh_to_us = await self._all_fresh.fresh()
        result = await self._replica.read(self._reading(run, caller))
        detail = _detail(run, result, _PAIRS if most is None else most)
        return model_reply(ReplayAnswer(data=detail, fresh_to=iso_8601(fresh_to_us)))

    async def put(self, request: web.Request, caller: Caller) -> web.Response:
        """PUT /v1/replays/{name}: with the verdict, once the run has ended."""
        name = _name(request)
        body = await read_model(request, ReplayBody)
        definition = body.definition
        self._check(definition)
        now_us = time_ns() // 1000
        progress = body.model_dump(mode="json", include=set(_PROGRESS))
        run = ReplayRun(
            caller.project, name, definition.model_dump(mode="json"), progress, body.state, None, now_us, now_us
        )
        await self._all_fresh.fresh()  # also before a run begins: its calls are those of all nodes until now
        try:
            await self._runs.put(run)
            if body.state != "running":
                result = await self._replica.read(self._reading(run, caller))
                run = ReplayRun(
                    run.project, name, run.definition, progress, run.state, result.decision.state, now_us, now_us
                )
                await self._runs.put(run)
        except OtherDefinition as error:
            raise Conflict(str(error)) from error
        except Full as error:
            raise ValidationFailed({"requestBody": {"message": str(error)}}) from error
        stored = await self._runs.find(caller.project, name) or run
        judge = self._rates(definition.judge) if definition.judge else None
        begun = BegunReplay(run=_record(stored), candidate_prices=self._rates(definition.candidate), judge_prices=judge)
        return model_reply(BegunReplayAnswer(data=begun))

    async def delete(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE /v1/replays/{name}: the calls of the run, and their scores, stay."""
        name = _name(request)
        if not await self._runs.delete(caller.project, name):
            raise _unknown(name)
        return model_reply(DeletedAnswer())

    async def _find(self, request: web.Request, caller: Caller) -> ReplayRun:
        name = _name(request)
        run = await self._runs.find(caller.project, name)
        if run is None:
            raise _unknown(name)
        return run

    def _reading(self, run: ReplayRun, caller: Caller) -> Callable[[Snapshot], RunResult]:
        definition = ReplayDefinition.model_validate(run.definition)
        without_pair = run.progress.get("skipped") or {}
        return lambda snapshot: run_result(snapshot, self._replica, caller, run.name, definition, without_pair)

    def _check(self, definition: ReplayDefinition) -> None:
        """Raises ValidationFailed."""
        filter_of(definition.filter, "definition.filter")
        for field in ("since", "until"):
            _check_time(f"requestBody.definition.{field}", getattr(definition, field))
        for field, target in (("candidate", definition.candidate), ("judge", definition.judge)):
            if target is not None and not self._prices.knows(target.upstream):
                message = f"is no upstream of this server; use one of {', '.join(self._prices.upstreams)}"
                where = f"requestBody.definition.{field}.upstream"
                raise ValidationFailed({where: {"message": message, "value": target.upstream}})

    def _rates(self, target: ReplayTarget) -> TokenPrices | None:
        rates: TokenRates | None = self._prices.rates(target.upstream, target.model)
        return None if rates is None else TokenPrices(**rates._asdict())


def _check_time(where: str, text: str | None) -> None:
    if text is None:
        return
    try:
        timestamp(text)
    except InvalidFilterValue as error:
        raise ValidationFailed({where: {"message": str(error), "value": shown(text)}}) from None


def _name(request: web.Request) -> str:
    name = request.match_info["name"]
    if not _NAME.fullmatch(name):
        message = "must be up to 100 letters, digits, spaces and . _ -, the first a letter or digit"
        raise ValidationFailed({"path.name": {"message": message, "value": shown(name)}})
    return name


def _unknown(name: str) -> NotFound:
    return NotFound(f"There is no replay run {shown(name)}; GET /v1/replays lists all")


def _record(run: ReplayRun) -> ReplayRecord:
    values: dict[str, Any] = {name: run.progress.get(name) for name in _PROGRESS}
    return ReplayRecord(
        name=run.name,
        definition=ReplayDefinition.model_validate(run.definition),
        state=run.state,
        verdict=run.verdict,
        created_at=iso_8601(run.created_at_us),
        updated_at=iso_8601(run.updated_at_us),
        **values,
    )


def _detail(run: ReplayRun, result: RunResult, most: int) -> ReplayDetail:
    decision, score = result.decision, run.definition["score"]
    verdict = ReplayVerdict(
        state=decision.state,
        sentence=sentence(decision, score, run.definition["margin"], result.doubt, is_preference=score == PREFERENCE),
        pairs=decision.pairs,
        first_mean=decision.first,
        second_mean=decision.second,
        difference=decision.difference,
        interval=interval_shape(decision.interval),
        needed=decision.needed,
        doubt=result.doubt,
    )
    return ReplayDetail(
        run=_record(run),
        calls=result.candidate.calls,
        failed=result.candidate.failed,
        judge_calls=result.judge.calls,
        orders_disagree=result.orders_disagree,
        cost_usd=result.candidate.cost_usd + result.judge.cost_usd,
        unpriced=result.candidate.unpriced + result.judge.unpriced,
        verdict=verdict,
        pairs=[_pair(pair) for pair in result.pairs[:most]],
    )


def _pair(pair: ReplayPair) -> ReplayPairRecord:
    return ReplayPairRecord(
        item_id=pair.item_id,
        candidate_id=pair.candidate_id,
        first=pair.first,
        second=pair.second,
        difference=pair.second - pair.first,
        prompt_preview=pair.prompt_preview,
        first_answer=pair.first_answer,
        second_answer=pair.second_answer,
    )
