"""/v1/evaluators/{name}/backfills: runs of an evaluator over logged calls."""

from __future__ import annotations

from dataclasses import asdict
from time import time_ns

from aiohttp import web

from api.evaluators.backfills_models import (
    BackfillAnswer,
    BackfillBody,
    BackfillEstimate,
    BackfillRecord,
    BackfillResult,
    BackfillsAnswer,
)
from api.evaluators.evaluators import evaluator_in, not_runnable, unknown
from api.http.auth import Caller
from api.http.base_models import DeletedAnswer
from api.http.errors import NotFound, ValidationFailed, shown
from api.http.homes.fresh import AllFresh
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.filters import filter_of
from evaluation.evaluators.active import NotRunnable
from evaluation.evaluators.backfill import Range
from evaluation.evaluators.service import EvaluatorService, UnknownEvaluator
from store.base import Store
from store.evaluation.evaluators import Backfill
from store.filter.values import InvalidFilterValue, timestamp
from store.timestamps import to_us


class BackfillHandlers:
    def __init__(self, store: Store, evaluators: EvaluatorService, all_fresh: AllFresh) -> None:
        self._store = store
        self._all_fresh = all_fresh
        self._evaluators = evaluators

    async def begin(self, request: web.Request, caller: Caller) -> web.Response:
        evaluator = evaluator_in(request, caller)
        body = await read_model(request, BackfillBody)
        filter_of(body.filter)
        now_us = time_ns() // 1000
        await self._all_fresh.fresh()
        try:
            rate = body.sample_rate or await self._evaluators.sample_rate(evaluator)
            until_us = _at_us("until", body.until)
            run = Range(body.filter, _at_us("since", body.since), now_us if until_us is None else until_us, rate)
            if body.dry_run:
                estimate = BackfillEstimate(**asdict(await self._evaluators.estimate(evaluator, run)))
                return model_reply(BackfillAnswer(data=BackfillResult(estimate=estimate, backfill=None)))
            backfill = await self._evaluators.begin_backfill(evaluator, run)
        except UnknownEvaluator:
            raise unknown(evaluator) from None
        except NotRunnable as error:
            raise not_runnable(error, "evaluator") from None
        return model_reply(BackfillAnswer(data=BackfillResult(estimate=None, backfill=_record(backfill))))

    async def list(self, request: web.Request, caller: Caller) -> web.Response:
        backfills = await self._store.evaluators.backfills(evaluator_in(request, caller))
        return model_reply(BackfillsAnswer(data=[_record(each) for each in backfills]))

    async def cancel(self, request: web.Request, caller: Caller) -> web.Response:
        """DELETE …/backfills/{backfill_id}: ends it; its scores stay."""
        backfill_id = request.match_info["backfill_id"]
        for each in await self._store.evaluators.backfills(evaluator_in(request, caller)):
            if str(each.id) == backfill_id:
                await self._evaluators.cancel_backfill(each)
                return model_reply(DeletedAnswer())
        raise NotFound(f"There is no back-fill {shown(backfill_id)} of this evaluator")


def _at_us(field: str, text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return to_us(timestamp(text))
    except InvalidFilterValue as error:
        raise ValidationFailed({f"requestBody.{field}": {"message": str(error), "value": shown(text)}}) from None


def _record(backfill: Backfill) -> BackfillRecord:
    return BackfillRecord(
        id=backfill.id,
        evaluator=backfill.evaluator,
        version=backfill.version,
        filter=backfill.filter,
        since=None if backfill.since_us is None else iso_8601(backfill.since_us),
        until=iso_8601(backfill.until_us),
        sample_rate=backfill.sample_rate,
        state=backfill.state,
        reason=backfill.reason,
        total=backfill.total,
        done=backfill.done,
        scored=backfill.scored,
        skipped=backfill.skipped,
        failed=backfill.failed,
        cost_usd=backfill.cost_usd,
        created_at=iso_8601(backfill.created_at_us),
        updated_at=iso_8601(backfill.updated_at_us),
    )
