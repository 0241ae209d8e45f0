"""GET /v1/session/{session_id}/steps: the steps of a session as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aiohttp import web

from api.http.auth import Caller
from api.http.replies import model_reply
from api.http.timestamps import iso_8601
from api.sessions.sessions_models import StepsAnswer, StepShape
from store.base import LinkedStep, Store
from store.ingest import Ingest

STEPS_MOST = 10_000


class StepHandlers:
    def __init__(self, store: Store, ingest: Ingest) -> None:
        self._store = store
        self._ingest = ingest

    async def show(self, request: web.Request, caller: Caller) -> web.Response:
        """GET /v1/session/{session_id}/steps"""
        await self._ingest.drain()
        steps = await self._store.steps(caller.project, request.match_info["session_id"], STEPS_MOST + 1)
        shown = steps[:STEPS_MOST]
        data = [_shape(linked, depth) for linked, depth in tree(shown)]
        return model_reply(StepsAnswer(data=data, truncated=len(steps) > STEPS_MOST))


def tree(steps: Sequence[LinkedStep]) -> Iterator[tuple[LinkedStep, int]]:
    """The steps depth first, with their depths. A step whose parent is not among them is a root, and so is the first of
    a circle. Without recursion: a chain may be long."""
    known = {_key(linked): linked for linked in steps}
    children: dict[tuple[str | None, str | None], list[LinkedStep]] = {}
    roots = []
    for linked in steps:
        parent = (linked.step.trace_id, linked.step.parent_span_id)
        if linked.step.parent_span_id is not None and parent in known:
            children.setdefault(parent, []).append(linked)
        else:
            roots.append(linked)
    seen: set[str] = set()
    for root in (*roots, *steps):  # those that are left after the roots are in circles
        yield from _below(root, children, seen)


def _below(
    root: LinkedStep, children: dict[tuple[str | None, str | None], list[LinkedStep]], seen: set[str]
) -> Iterable[tuple[LinkedStep, int]]:
    waiting = [(root, 0)]
    while waiting:
        linked, depth = waiting.pop()
        if linked.step.step_id in seen:
            continue
        seen.add(linked.step.step_id)
        yield linked, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(_key(linked), []))]


def _key(linked: LinkedStep) -> tuple[str | None, str | None]:
    """What children name as their parent."""
    return linked.step.trace_id, linked.step.span_id or linked.step.step_id


def _shape(linked: LinkedStep, depth: int) -> StepShape:
    step = linked.step
    return StepShape(
        step_id=step.step_id,
        depth=depth,
        kind=step.kind,
        name=step.name,
        started_at=iso_8601(step.started_at_us),
        duration_ms=None if step.duration_us is None else step.duration_us / 1000,
        error=step.error,
        request_id=linked.request_id,
        trace_id=step.trace_id,
        span_id=step.span_id,
        parent_span_id=step.parent_span_id,
        session_path=step.path,
    )
