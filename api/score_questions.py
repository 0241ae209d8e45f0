"""POST /v1/scores/query and /v1/scores/compare: scores by groups, and two groups side by side."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import duckdb
from aiohttp import web

from api.answers import reply
from api.auth import Caller
from api.errors import ValidationFailed
from api.json_models import read_model
from api.query_models import filter_of
from api.request_shape import moment
from api.score_answers import compared_shape, scores_shape
from api.score_question_models import (
    CompareAnswer,
    CompareQuery,
    GroupFilter,
    ScoresQuery,
    ScoresQueryAnswer,
    TimeRange,
)
from store.analytics import Mirror, TooSlow
from store.analytics.score_answers import ScoreQuestion
from store.analytics.score_comparisons import Asking, ScoreComparison, ValuesTooLarge, compare
from store.analytics.score_filters import on_scores
from store.analytics.score_questions import TooManyGroups, answer
from store.analytics.score_rows import EVERYTHING, PropertyKeys, Selection
from store.filter import ALL, Condition, Node, Scope, compile_filter

T = TypeVar("T")

ANSWER_S = 30.0


class ScoreQuestions:
    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror

    async def query(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, ScoresQuery)
        node = filter_of(query.filter)
        fresh_to_us = await self._mirror.fresh()
        question = ScoreQuestion(
            tuple(dict.fromkeys(query.scores)),
            selection_of(self._mirror, caller, node, query.time_range, query.as_of),
            query.keys,
            query.bucket,
            query.zone,
            tuple(query.quantiles),
            tuple(query.histogram.edges or ()) if query.histogram else (),
            query.histogram.bins if query.histogram else 0,
            query.cluster_by,
            tuple(dict.fromkeys(query.include)),
            query.limit,
            total=query.total,
        )
        try:
            found = await ask_together(
                self._mirror, lambda asking: answer(asking.rows, question, self._properties(caller))
            )
        except TooManyGroups as error:
            raise ValidationFailed({"requestBody.group_by": {"message": str(error), "value": query.group_by}}) from None
        return reply(ScoresQueryAnswer(data=scores_shape(query, question, found), fresh_to=moment(fresh_to_us)))

    async def compare(self, request: web.Request, caller: Caller) -> web.Response:
        query = await read_model(request, CompareQuery)
        nodes = [filter_of(side.filter, f"{name}.filter") for name, side in _sides(query)]
        fresh_to_us = await self._mirror.fresh()
        first, second = (
            selection_of(self._mirror, caller, node, side.time_range or query.time_range, query.as_of)
            for node, (_, side) in zip(nodes, _sides(query), strict=True)
        )
        names = tuple(dict.fromkeys(query.scores))
        question = ScoreComparison(names, first, second, query.cluster_by, query.pair_by)
        try:
            found = await ask_together(self._mirror, lambda asking: compare(asking, question, self._properties(caller)))
        except ValuesTooLarge as error:
            raise ValidationFailed({"requestBody.scores": {"message": str(error), "value": query.scores}}) from None
        data = [compared_shape(query, one) for one in found]
        return reply(CompareAnswer(data=data, fresh_to=moment(fresh_to_us)))

    def _properties(self, caller: Caller) -> PropertyKeys:
        return properties_of(self._mirror, caller)


def properties_of(mirror: Mirror, caller: Caller) -> PropertyKeys:
    return PropertyKeys(
        lambda name: mirror.property_key(caller.project, name),
        lambda name: mirror.property_column(caller.project, name),
    )


def selection_of(
    mirror: Mirror, caller: Caller, node: Node, time_range: TimeRange, as_of: datetime | None = None
) -> Selection:
    """The requests that a body is about."""
    condition: Condition = EVERYTHING
    scored: Callable[[str | None], Condition] | None = None
    if node != ALL:
        scope = Scope(
            caller.project,
            lambda name: mirror.property_key(caller.project, name),
            alias="r",
            as_of=as_of,
            column_of=lambda name: mirror.property_column(caller.project, name),
        )
        condition, scored = compile_filter(node, scope), on_scores(node, scope)
    return Selection(caller.project, condition, scored, time_range.start, time_range.end, as_of)


async def ask_together(mirror: Mirror, work: Callable[[Asking], T]) -> T:
    """What `work` makes of several statements that see one state, on a thread. Raises TooSlow."""
    until = time.monotonic() + ANSWER_S

    def on_thread(cursor: duckdb.DuckDBPyConnection) -> T:
        def run(statement: Condition) -> duckdb.DuckDBPyConnection:
            if time.monotonic() > until:
                raise TooSlow(f"not answered within {ANSWER_S:g} s: ask for less, or for a shorter time")
            return cursor.execute(statement.sql, statement.parameters)

        return work(Asking(lambda statement: run(statement).fetchall(), lambda statement: run(statement).fetchnumpy()))

    return await mirror.together(on_thread, ANSWER_S)


def _sides(query: CompareQuery) -> list[tuple[str, GroupFilter]]:
    return [("first", query.first), ("second", query.second)]
