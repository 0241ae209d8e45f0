"""Fills the demo project, by the way that real calls and scores take: the spool, ingest, the store."""

from __future__ import annotations

import asyncio
import time

from api.demo.calls import reported
from api.demo.delivering import keep_webhook
from api.demo.evaluating import keep_evaluations
from api.demo.labelling import keep_queue
from api.demo.scoring import DEFINITIONS, scores_of
from api.demo.traffic import traffic
from api.http.errors import ServiceUnavailable
from api.intake.calls import ReportedCalls
from store.base import Store
from store.ingest import Ingest
from store.keys import DEMO_PROJECT

_AT_ONCE = 500  # scores of one transaction
_INGEST_S = 60.0


async def fill_demo(store: Store, ingest: Ingest, log: ReportedCalls) -> int:
    """Replace whatever the demo project holds by the thirty days before now. Returns the number of its calls.

    Raises StoreUnavailable and ServiceUnavailable; a repetition begins anew.
    """
    await store.delete_project(DEMO_PROJECT)
    calls = traffic(time.time_ns() // 1_000)
    await log.write(await asyncio.to_thread(lambda: [reported(call) for call in calls]))
    if not await ingest.has_all(_INGEST_S):
        raise ServiceUnavailable("The demo's calls are in the spool, but could not be stored yet; try again")
    for definition in DEFINITIONS:
        await store.define_score(DEMO_PROJECT, definition)
    scores = scores_of(calls)
    await keep_evaluations(store, calls, scores)
    others = [score for score in scores if score.evaluator is None]
    for start in range(0, len(others), _AT_ONCE):
        await store.keep_scores(DEMO_PROJECT, others[start : start + _AT_ONCE])
    await keep_queue(store, scores)
    await keep_webhook(store, calls)
    return await store.count_exchanges(DEMO_PROJECT)
