"""Runs a draft on logged calls, without storing anything."""

from __future__ import annotations

from collections.abc import Sequence
from time import time_ns

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.backfill import Range, condition
from evaluation.evaluators.evaluating import Evaluating
from evaluation.evaluators.outcomes import Evaluated
from evaluation.evaluators.reading import Subject
from store.analytics import Replica
from store.analytics.requests.lists import ListSelection
from store.analytics.requests.sorting import Sort
from store.base import Store

VERSION = "preview"  # under which drafts are run: no version is called so, and no call was scored by it
_CALLS_OF_A_SESSION = 50  # in which the newest sessions are looked for


async def previewed(
    evaluating: Evaluating,
    store: Store,
    replica: Replica,
    draft: ActiveEvaluator,
    last: int,
    subject_ids: Sequence[str],
) -> tuple[list[Evaluated], int]:
    """See EvaluatorService.preview."""
    draft = ActiveEvaluator(draft.id, draft.definition, VERSION, draft.content)
    subjects = [Subject(each) for each in dict.fromkeys(subject_ids)]
    if not subjects:
        await replica.fresh()
        subjects = await _newest(evaluating, store, draft, last)
    results: list[Evaluated] = []

    async def keep(evaluated: Sequence[Evaluated]) -> None:
        results.extend(evaluated)

    try:
        await evaluating.evaluate(draft, subjects, keep)
    finally:
        await evaluating.end(draft)
    order = {subject.id: index for index, subject in enumerate(subjects)}
    return sorted(results, key=lambda each: order[each.subject.id]), len(subjects)


async def _newest(evaluating: Evaluating, store: Store, draft: ActiveEvaluator, last: int) -> list[Subject]:
    run = Range("all", None, time_ns() // 1000, 1.0)
    selection = ListSelection(draft.id.project, condition(draft, run))
    is_session = draft.definition.target == "session"
    rows = await evaluating.reader.lists.page(selection, Sort(), last * _CALLS_OF_A_SESSION if is_session else last)
    ids = [row.request_id for row in rows]
    if is_session:
        requests = await store.requests(draft.id.project, ids)
        ids = list(dict.fromkeys(each.last.session_id for each in requests if each.last.session_id))[:last]
    return [Subject(each) for each in ids]
