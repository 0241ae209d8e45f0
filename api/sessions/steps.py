"""The steps of a session as a tree, and sessions that have nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from api.http.auth import Caller
from api.http.json_body import read_model
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.queries.replies import fresh_reply
from api.sessions.sessions_models import (
    StepCall,
    StepsAnswer,
    StepSessionsAnswer,
    StepSessionShape,
    StepSessionsQuery,
    StepShape,
)
from api.sessions.step_tree import StepNode, nodes, tree
from store.analytics import Replica
from store.analytics.query import Snapshot
from store.analytics.requests.session_calls import SessionCall, session_call_scores, session_calls
from store.analytics.requests.sessions import with_requests
from store.base import SessionOfSteps, Store
from store.ingest import Ingest

STEPS_MOST = 10_000
Scores = dict[str, dict[str, float | bool | str]]  # request id → name → value


class StepHandlers:
    def __init__(self, store: Store, replica: Replica, ingest: Ingest) -> None:
        self._store = store
        self._replica = replica
        self._ingest = ingest

    async def sessions(self, request: web.Request, caller: Caller) -> web.Response:
        """POST /v1/session/steps-only/query"""
        query = await read_model(request, StepSessionsQuery)
        await self._ingest.drain()
        bounds = (_us(query.time_range.start), _us(query.time_range.end))
        found = await self._store.sessions_of_steps(caller.project, *bounds, query.limit)
        fresh_to_us = await self._replica.fresh()
        ids = [each.session_id for each in found]
        called = await self._replica.read(lambda snapshot: with_requests(snapshot, caller.project, ids))
        data = [_session(each) for each in found if each.session_id not in called]
        return fresh_reply(StepSessionsAnswer, data, fresh_to_us)

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/session/{session_id}/steps"""
        session_id = request.match_info["session_id"]
        await self._ingest.drain()
        steps = await self._store.steps(caller.project, session_id, STEPS_MOST + 1)
        request_ids = [linked.request_id for linked in steps if linked.request_id is not None]
        await self._replica.fresh()

        def read(snapshot: Snapshot) -> tuple[list[SessionCall], Scores]:
            of = (snapshot, caller.project, session_id, request_ids)
            return session_calls(*of, STEPS_MOST + 1), session_call_scores(*of)

        calls, scores = await self._replica.read(read)
        known = nodes(steps, calls)
        data = [_shape(node, depth, scores) for node, depth in tree(known[:STEPS_MOST])]
        return model_reply(StepsAnswer(data=data, truncated=len(known) > STEPS_MOST))


def _us(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.replace(tzinfo=UTC).timestamp() * 1_000_000)


def _session(of: SessionOfSteps) -> StepSessionShape:
    return StepSessionShape(
        session_id=of.session_id,
        name=of.name,
        created_at=iso_8601(of.started_at_us),
        duration_ms=(of.ended_at_us - of.started_at_us) / 1000,
        steps=of.steps,
        errors=of.errors,
    )


def _shape(node: StepNode, depth: int, scores: Scores) -> StepShape:
    return StepShape(
        step_id=node.step_id,
        depth=depth,
        kind=node.kind,
        name=node.name,
        started_at=iso_8601(node.started_at_us),
        duration_ms=None if node.duration_us is None else node.duration_us / 1000,
        error=node.error,
        request_id=node.request_id,
        trace_id=node.trace_id,
        span_id=node.span_id,
        parent_span_id=node.parent_span_id,
        session_path=node.path,
        call=None if node.call is None else _call(node.call, scores.get(node.call.request_id, {})),
    )


def _call(call: SessionCall, scores: dict[str, float | bool | str]) -> StepCall:
    return StepCall(
        outcome=call.outcome,
        status=call.status,
        model=call.model,
        prompt_tokens=call.prompt_tokens,
        completion_tokens=call.completion_tokens,
        cost=call.cost_usd,
        prompt_preview=call.prompt_preview,
        answer_preview=call.answer_preview,
        scores=scores,
    )
