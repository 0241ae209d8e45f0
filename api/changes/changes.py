"""POST /v1/changes/query: when the level of a score or metric changed, by how much, and what may have caused it."""

from __future__ import annotations

from aiohttp import web

from api.changes.changes_models import CauseShape, ChangesAnswer, ChangeShape, ChangesQuery, WatchedShape
from api.http.auth import Caller
from api.http.errors import ValidationFailed
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.selection import fresh_selection, properties_of
from store.analytics import Replica
from store.analytics.changes.finding import TooManyToWatch, find_changes
from store.analytics.changes.question import Cause, ChangeQuestion, FoundChange, WatchedSeries
from store.analytics.changes.sentences import sentence
from store.analytics.explain.explain import LabelNeeded
from store.base import Store
from store.timestamps import from_us


class ChangeHandlers:
    def __init__(self, replica: Replica, store: Store) -> None:
        self._replica = replica
        self._store = store

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, ChangesQuery)
        selection, fresh_to_us = await fresh_selection(self._replica, caller, query.filter, "filter", query.time_range)
        asked = ChangeQuestion(
            selection,
            from_us(fresh_to_us),
            query.score,
            query.metric,
            query.label,
            query.group_by,
            query.false_alarms_per_quarter,
            query.explained,
            await self._store.hidden_properties(caller.project),
        )
        properties = properties_of(self._replica, caller)
        try:
            found = await self._replica.read(lambda snapshot: find_changes(snapshot, asked, properties))
        except LabelNeeded as error:
            raise ValidationFailed({"requestBody.label": {"message": str(error), "value": None}}) from None
        except TooManyToWatch as error:
            raise ValidationFailed({"requestBody.time_range": {"message": str(error), "value": None}}) from None
        return model_reply(
            ChangesAnswer(
                data=[_watched(asked, each) for each in found], method="e_detector", fresh_to=iso_8601(fresh_to_us)
            )
        )


def _watched(question: ChangeQuestion, series: WatchedSeries) -> WatchedShape:
    return WatchedShape(
        type=series.type,
        all=series.is_all,
        value=series.value,
        scale="logarithmic" if series.is_logarithm else "linear",
        n_values=series.values,
        hours=series.hours,
        complete_to=series.complete_to,
        reason=series.reason,
        changes=[_change(question, series, each) for each in series.changes],
    )


def _change(question: ChangeQuestion, series: WatchedSeries, change: FoundChange) -> ChangeShape:
    as_share = series.type in ("boolean", "label") or question.metric == "error_rate"
    value = None if series.is_all else series.value or "(none)"
    return ChangeShape(
        at=change.at,
        earliest=change.earliest,
        latest=change.latest,
        found_at=change.found_at,
        before=change.before,
        after=change.after,
        difference=change.difference,
        ratio=change.ratio,
        low=change.low,
        high=change.high,
        n_before=change.values_before,
        n_after=change.values_after,
        n_until_found=change.values_until_found,
        since=change.since,
        until=change.until,
        sentence=sentence(question, change, value, as_share=as_share),
        causes=[_cause(each) for each in change.causes],
    )


def _cause(cause: Cause) -> CauseShape:
    return CauseShape(
        kind=cause.kind,
        key=cause.key,
        value=cause.value,
        first_at=cause.first_at,
        share_before=cause.share_before,
        share_after=cause.share_after,
        contribution=cause.contribution,
        p_value=cause.p_value,
    )
