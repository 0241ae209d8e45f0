"""What another node made of this one's tasks while this one was away, and the ledger of all nodes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from store.base import Batch, ScoreStamp
from store.evaluation.evaluators import ALL_EVALUATORS, BudgetReached
from store.evaluation.pipeline import Consumer, EventKind, NewTask, Routing, Settled
from store.evaluation.results import TaskResult
from store.sqlite import SqliteStore
from tests.evaluation.test_store import HELP, HOUR_US, NOON_US, limit, scored
from tests.store.calls import exchange

HOOK = Consumer("webhook", "hook")


def result(consumer: Consumer, subject: str, **changes: Any) -> TaskResult:
    known = TaskResult(consumer, "request.logged", subject, 5, "done", 1, 5, None, {"delivered": 1})
    return replace(known, **changes)


@pytest.fixture
async def tasks(store: SqliteStore) -> list[str]:
    """A webhook's and an evaluator's, of each of three calls."""
    ids = ["a", "b", "c"]
    store.store_batch(Batch([exchange(each) for each in ids])).result()
    await store.evaluators.put(HELP, "api", {"name": "help"}, "v1", b'{"judge": 1}')
    kind: EventKind = "request.logged"
    new = [NewTask(to, 1, kind, each, each, None, 1.0, 5, 5) for to in (HOOK, HELP.consumer) for each in ids]
    await store.pipeline.route(Routing(new, {HOOK: 9, HELP.consumer: 9}))
    return ids


async def test_messages_that_another_node_has_sent_are_not_sent_again(store: SqliteStore, tasks: list[str]) -> None:
    """One that it could not send is tried again when it was due there. What this node has done itself stays as it is,
    and nothing is counted twice."""
    (done, *_), _ = await store.pipeline.due(HOOK, 10, 1)
    await store.pipeline.settle(HOOK, [Settled(done.id)], {"delivered": 1})
    later = result(
        HOOK, "b", state="waiting", attempts=2, due_at_us=99, error="HTTP 503", counts={"attempts_failed": 2}
    )
    failed = replace(later, subject="c", state="failed", counts={"attempts_failed": 2, "failed": 1})
    await store.take_task_results([result(HOOK, "a"), later, failed])
    left = {each.subject: each for each in await store.pipeline.tasks(HOOK)}
    assert {name: (each.state, each.attempts, each.due_at_us) for name, each in left.items()} == {
        "b": ("waiting", 2, 99),
        "c": ("failed", 2, 99),
    }
    counts = {"delivered": 1, "attempts_failed": 4, "failed": 1, "waiting": 1, "failed_now": 1}
    assert (await store.pipeline.counts("webhook"))["hook"] == counts
    await store.take_task_results([replace(later, state="done", counts={"delivered": 1})] * 2)
    assert (await store.pipeline.counts("webhook"))["hook"]["delivered"] == 2


async def test_scores_that_another_node_has_made_are_stored_once(store: SqliteStore, tasks: list[str]) -> None:
    """… under the ids that they have there. A session's task that went on since is still to be done."""
    evaluations = {each: scored(each, score_ids=[f"id of {each}"]) for each in tasks}
    results = [
        result(HELP.consumer, each, counts={}, evaluator_version="v1", evaluation=evaluation)
        for each, evaluation in evaluations.items()
    ]
    stamps = [ScoreStamp("id of a", 7)]
    await store.take_scores(1, evaluations["a"].scores, stamps)
    await store.take_task_results([*results[:2], replace(results[2], was_due_at_us=4)])
    await store.take_task_results(results[:2])
    found = [score for each in tasks for score in await store.scores_of(1, "request", each)]
    assert [score.score_id for score in found] == ["id of a", "id of b"]
    assert await store.evaluators.evaluated(HELP, "v1", tasks) == {"a", "b"}
    assert [each.subject for each in await store.pipeline.tasks(HELP.consumer)] == ["c"]
    assert (await store.pipeline.counts("evaluator"))[HELP.consumer.id] == {"scored": 2, "waiting": 1}


@pytest.mark.parametrize("consumer", [HELP.consumer.id, ALL_EVALUATORS])
async def test_the_ledger_goes_on_from_what_was_spent_before(store: SqliteStore, consumer: str) -> None:
    """It takes back what was not spent, and forgets the hours of days before."""
    evaluators, limits = store.evaluators, [limit(consumer, usd_per_day=3.0)]
    await evaluators.reserve(HELP.consumer, 1, 1.0, [], NOON_US - HOUR_US)
    reserve, hour = evaluators.reserve_for_all, NOON_US // HOUR_US
    assert await reserve(HELP.consumer, 1, 2.0, limits, NOON_US) is None
    refused = BudgetReached("usd_per_day", consumer == ALL_EVALUATORS, NOON_US + 12 * HOUR_US)
    assert await reserve(HELP.consumer, 1, 0.5, limits, NOON_US) == refused
    await evaluators.refund_for_all(HELP.consumer, hour, 0, 0.5)
    assert await reserve(HELP.consumer, 1, 0.5, limits, NOON_US) is None
    assert await reserve(HELP.consumer, 1, 3.0, limits, NOON_US + 12 * HOUR_US) is None
    assert await reserve(HELP.consumer, 1, 3.0, limits, NOON_US + 72 * HOUR_US) is None
    rows = {row.key: row.content for row in await store.shared.all() if row.name == "evaluator_ledger"}
    assert rows.keys() == {'[""]', '["1/help"]'}
    assert all(content and content.count("[") == 1 for content in rows.values())
