"""Runs of an evaluator over logged calls, from the oldest to the newest; they go on after a restart.

Range, condition   the calls that a run is about
BackfillRunner     one run, page by page
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import time_ns
from typing import Any

import structlog

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.budget import in_words
from evaluation.evaluators.evaluating import Evaluating, Unable
from evaluation.evaluators.outcomes import Evaluated, evaluation_of, why_blocked
from evaluation.evaluators.reading import OLDEST_FIRST, Subject
from store.analytics.requests.lists import ListedRequest, ListSelection
from store.analytics.requests.sorting import RowPosition
from store.base import Store
from store.evaluation.evaluators import Backfill
from store.evaluation.pipeline import EVALUATOR_PROPERTY
from store.filter import Node, parse
from store.filter.tree import both
from store.models import Request
from store.timestamps import from_us, to_us

log = structlog.get_logger()

_PAGE = 100  # calls
_RETRY_S = 10.0

SampleOf = Callable[[str], float]  # request or session id → its position among all samples, in [0, 1)


@dataclass(frozen=True, slots=True)
class Range:
    """Which logged calls a run is about."""

    filter: Any  # filter tree, beside that of the evaluator
    since_us: int | None
    until_us: int
    sample_rate: float


def condition(active: ActiveEvaluator, run: Range) -> Node:
    """The calls that match the evaluator and the run, without those of judges and those that we refused."""
    started: dict[str, str] = {"lt": from_us(run.until_us).isoformat()}
    if run.since_us is not None:
        started["gte"] = from_us(run.since_us).isoformat()
    columns: dict[str, Any] = {"request_created_at": started, "outcome": {"not-equals": "refused"}}
    if active.definition.target == "session":
        columns["session_id"] = {"contains": ""}  # whatever it is
    own = {"request_response_rmt": columns}
    judged = {"request_response_rmt": {"property_key": {"not-equals": EVALUATOR_PROPERTY}}}
    return both(parse(active.definition.filter), parse(run.filter), parse(own), parse(judged))


class BackfillRunner:
    def __init__(
        self,
        backfill: Backfill,
        active: ActiveEvaluator,
        store: Store,
        evaluating: Evaluating,
        sample_of: SampleOf,
        block: Callable[[ActiveEvaluator, str], Awaitable[None]],
    ) -> None:
        self.backfill = backfill
        self._active = active
        self._store = store
        self._evaluating = evaluating
        self._sample_of = sample_of
        self._block = block
        started_us, row_id = backfill.cursor_at_us, backfill.cursor_id
        has_cursor = started_us is not None and row_id is not None
        self._after = RowPosition(from_us(started_us or 0), row_id or 0) if has_cursor else None
        run = Range(backfill.filter, backfill.since_us, backfill.until_us, backfill.sample_rate)
        self._selection = ListSelection(active.id.project, condition(active, run))
        self._sessions: set[str] = set()  # that were evaluated since the start
        self._blocked: str | None = None

    async def run(self) -> None:
        """To its end. Goes on after errors."""
        evaluators = self._store.evaluators
        while True:
            try:
                await evaluators.set_backfill(self.backfill.id, "running", None)
                if await self._all_pages():
                    await evaluators.set_backfill(self.backfill.id, "done", None)
                    return
            except Unable as error:
                await evaluators.set_backfill(self.backfill.id, "paused", f"blocked: {error}")
                await self._block(self._active, str(error))
                return  # begun again when the evaluator is
            except Exception:
                log.exception("backfill_failed", evaluator=self._active.id.name, again_in_s=_RETRY_S)
                await asyncio.sleep(_RETRY_S)

    async def _all_pages(self) -> bool:
        lists = self._evaluating.reader.lists
        while rows := await lists.page(self._selection, OLDEST_FIRST, _PAGE, after=self._after):
            await self._page(rows)
            last = rows[-1]
            assert isinstance(last.sort_value, datetime)
            await self._store.evaluators.advance_backfill(self.backfill.id, len(rows), to_us(last.sort_value), last.id)
            self._after = last.position
        return True

    async def _page(self, rows: Sequence[ListedRequest]) -> None:
        """Returns when each of its calls is evaluated, however long the budget keeps it waiting."""
        while subjects := await self._left(rows):
            reached = await self._evaluating.evaluate(self._active, subjects, self._settle)
            if self._blocked is not None:
                raise Unable(self._blocked)
            if reached is None:
                return
            await self._store.evaluators.set_backfill(self.backfill.id, "paused", in_words(reached))
            await asyncio.sleep(max(0.0, reached.until_us / 1e6 - time_ns() / 1e9))
            await self._store.evaluators.set_backfill(self.backfill.id, "running", None)

    async def _left(self, rows: Sequence[ListedRequest]) -> list[Subject]:
        """The subjects of a page that are in the sample and not evaluated yet."""
        row_ids = {row.request_id: row.id for row in rows}
        requests = await self._store.requests(self._active.id.project, list(row_ids), row_ids)
        if self._active.definition.target == "session":
            ids = dict.fromkeys(each.last.session_id for each in requests if each.last.session_id)
            new = [each for each in ids if each not in self._sessions]
            return [Subject(each, self.backfill.sample_rate) for each in new if self._is_sampled(each)]
        done = await self._store.evaluators.evaluated(
            self._active.id, self._active.version, {each.last.exchange_id for each in requests}
        )
        return [
            Subject(each.request_id, self.backfill.sample_rate)
            for each in requests
            if each.last.exchange_id not in done and _is_call(each) and self._is_sampled(each.request_id)
        ]

    def _is_sampled(self, subject_id: str) -> bool:
        return self._sample_of(subject_id) < self.backfill.sample_rate

    async def _settle(self, evaluated: Sequence[Evaluated]) -> None:
        evaluations = [evaluation_of(self._active, each) for each in evaluated]
        failures = await self._store.evaluators.settle(
            self._active.id, self._active.version, evaluations, self.backfill.id
        )
        self._sessions.update(each.subject.id for each in evaluated)
        self._blocked = self._blocked or why_blocked(failures, evaluations)


def _is_call(request: Request) -> bool:
    """Reads of an object that another call created are no calls of their own."""
    return request.last.reads_upstream_id is None
