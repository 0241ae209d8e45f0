"""What the store promises to evaluators."""

from __future__ import annotations

from typing import Any

import pytest

from store.base import Batch
from store.evaluation.evaluators import (
    ALL_EVALUATORS,
    EXAMPLES_MOST,
    BudgetReached,
    Evaluation,
    EvaluatorId,
    NewBackfill,
    Spending,
    SpendingLimit,
)
from store.models import NewScore, ScoreDefinition
from store.sqlite import SqliteStore
from tests.store.calls import exchange

HELP = EvaluatorId(1, "help")
HOUR_US = 3_600_000_000
NOON_US = 20_000 * 24 * HOUR_US + 12 * HOUR_US


def limit(consumer: str = HELP.consumer.id, **limits: Any) -> SpendingLimit:
    none: dict[str, Any] = dict.fromkeys(("calls_per_hour", "calls_per_day", "usd_per_hour", "usd_per_day"))
    return SpendingLimit(consumer, **(none | limits))


def scored(request_id: str, value: float = 4, **changes: Any) -> Evaluation:
    score = NewScore(
        request_id, "helpfulness", "integer", value, author="help", evaluator="help", evaluator_version="v1"
    )
    fields: dict[str, Any] = {"outcome": "scored", "reason": "", "detail": "", "subject": request_id}
    return Evaluation(**(fields | {"exchange_id": request_id, "scores": [score]} | changes))


@pytest.fixture
async def calls(store: SqliteStore) -> list[str]:
    ids = [f"call-{number}" for number in range(30)]
    store.store_batch(Batch([exchange(each) for each in ids])).result()
    await store.evaluators.put(HELP, "api", {"name": "help"}, "v1", b'{"judge": 1}')
    return ids


async def test_a_version_scores_a_call_once(store: SqliteStore, calls: list[str]) -> None:
    """Also within one transaction; another version scores it again, and replaces the score."""
    evaluators = store.evaluators
    await evaluators.settle(HELP, "v1", [scored("call-0"), scored("call-0", 1)])
    await evaluators.settle(HELP, "v1", [scored("call-0", 2)])
    assert [score.sent.value for score in await store.scores_of(1, "request", "call-0")] == [4.0]
    assert await evaluators.evaluated(HELP, "v1", calls) == {"call-0"}
    assert await evaluators.evaluated(HELP, "v2", calls) == set()
    await evaluators.settle(HELP, "v2", [scored("call-0", 5)])
    scores = await store.scores_of(1, "request", "call-0")
    assert [(score.sent.value, score.superseded_at_us is None) for score in scores] == [(4.0, False), (5.0, True)]
    counts = (await store.pipeline.counts("evaluator"))[HELP.consumer.id]
    assert (counts["scored"], counts["skipped:already_scored"]) == (2, 2)


async def test_what_was_evaluated_goes_with_the_call(store: SqliteStore, calls: list[str]) -> None:
    await store.evaluators.settle(HELP, "v1", [scored(each) for each in calls])
    await store.expire(rows_before_us=1 << 60, bodies_before_us=None)
    assert await store.evaluators.evaluated(HELP, "v1", calls) == set()


async def test_a_failed_evaluation_may_be_repeated(store: SqliteStore, calls: list[str]) -> None:
    """Failures in a row are counted until there is a score; skipped calls do not count."""
    failed = scored("call-1", outcome="failed", reason="timeout", scores=())
    skipped = scored("call-2", outcome="skipped", reason="no_text", scores=())
    assert await store.evaluators.settle(HELP, "v1", [failed, skipped, failed]) == 2
    assert await store.evaluators.settle(HELP, "v1", [failed]) == 3
    assert (
        await store.evaluators.settle(
            HELP, "v1", [scored("call-1"), scored("call-3", outcome="failed", reason="timeout", scores=())]
        )
        == 1
    )
    assert await store.evaluators.evaluated(HELP, "v1", calls) == {"call-1", "call-2"}


async def test_a_score_that_its_definition_refuses_fails_its_evaluation_only(
    store: SqliteStore, calls: list[str]
) -> None:
    await store.define_score(1, ScoreDefinition("helpfulness", maximum=4, enforce=True))
    await store.evaluators.settle(HELP, "v1", [scored("call-0", 5), scored("call-1", 4)])
    counts = (await store.pipeline.counts("evaluator"))[HELP.consumer.id]
    assert (counts["scored"], counts["failed:score_refused"]) == (1, 1)
    (failed,) = [each for each in await store.evaluators.examples(HELP) if each.outcome == "failed"]
    assert "at most 4" in failed.examples[0].detail


async def test_the_newest_examples_of_each_reason_are_kept(store: SqliteStore, calls: list[str]) -> None:
    for each in calls:
        await store.evaluators.settle(HELP, "v1", [scored(each, detail=each)])
    (kept,) = await store.evaluators.examples(HELP)
    assert [example.subject for example in kept.examples] == calls[: -EXAMPLES_MOST - 1 : -1]


@pytest.mark.parametrize(
    ("limits", "reached", "until_us"),
    [
        ({"usd_per_hour": 1.0}, "usd_per_hour", NOON_US + HOUR_US),
        ({"usd_per_day": 1.0}, "usd_per_day", NOON_US + 12 * HOUR_US),
        ({"calls_per_hour": 1}, "calls_per_hour", NOON_US + HOUR_US),
        ({"calls_per_day": 1}, "calls_per_day", NOON_US + 12 * HOUR_US),
    ],
)
@pytest.mark.parametrize("consumer", [HELP.consumer.id, ALL_EVALUATORS])
async def test_a_reservation_beyond_a_limit_is_refused(
    store: SqliteStore, limits: dict[str, Any], reached: str, until_us: int, consumer: str
) -> None:
    """… until the hour or the day ends; what was refused is not counted."""
    limits_of = [limit(consumer, **limits)]
    reserve = store.evaluators.reserve
    assert await reserve(HELP.consumer, 1, 0.75, limits_of, NOON_US) is None
    refused = await reserve(HELP.consumer, 1, 0.75, limits_of, NOON_US)
    assert refused == BudgetReached(reached, consumer == ALL_EVALUATORS, until_us)
    assert (await store.evaluators.spent(NOON_US))[HELP.consumer.id] == (Spending(1, 0.75), Spending(1, 0.75))
    assert await reserve(HELP.consumer, 1, 0.75, limits_of, until_us) is None


async def test_what_was_reserved_and_not_spent_is_given_back(store: SqliteStore, calls: list[str]) -> None:
    """In the hour in which it was reserved, for the evaluator and for all."""
    await store.evaluators.reserve(HELP.consumer, 2, 3.0, [], NOON_US)
    hour = NOON_US // HOUR_US
    cheap = scored("call-0", refund_hour=hour, refund_usd=1.0)
    dear = scored("call-1", refund_hour=hour, refund_usd=-0.5)
    await store.evaluators.settle(HELP, "v1", [cheap, dear])
    spent = await store.evaluators.spent(NOON_US)
    assert spent[HELP.consumer.id] == spent[ALL_EVALUATORS] == (Spending(2, 2.5), Spending(2, 2.5))
    later = (await store.evaluators.spent(NOON_US + HOUR_US))[HELP.consumer.id]
    assert later == (Spending(0, 0.0), Spending(2, 2.5))


async def test_a_new_version_ends_a_block(store: SqliteStore, calls: list[str]) -> None:
    """The same content, with another filter, does not. Deleted, its versions stay."""
    evaluators = store.evaluators
    await evaluators.block(HELP, "too bad")
    same = await evaluators.put(HELP, "api", {"name": "help", "sample_rate": 0.5}, "v1", b'{"judge": 1}')
    assert same.blocked_reason == "too bad"
    new = await evaluators.put(HELP, "api", {"name": "help"}, "v2", b'{"judge": 2}')
    assert (new.blocked_reason, new.failures) == (None, 0)
    assert await evaluators.delete(HELP)
    assert not await evaluators.delete(HELP)
    assert {each.version: each.content for each in await evaluators.versions(HELP)} == {
        "v1": {"judge": 1},
        "v2": {"judge": 2},
    }


async def test_a_back_fill_counts_with_its_scores(store: SqliteStore, calls: list[str]) -> None:
    """One that has ended stays as it is; deleting the evaluator ends it."""
    evaluators = store.evaluators
    run = await evaluators.begin_backfill(NewBackfill(HELP, "v1", "all", None, 5_000, 1.0, 30))
    await evaluators.settle(HELP, "v1", [scored("call-0", cost_usd=0.5)], run.id)
    await evaluators.advance_backfill(run.id, 10, 1_000, 7)
    (now,) = await evaluators.backfills(HELP)
    assert (now.state, now.scored, now.done, now.cost_usd, now.cursor_id) == ("running", 1, 10, 0.5, 7)
    await evaluators.set_backfill(run.id, "done", None)
    await evaluators.set_backfill(run.id, "running", None)
    assert (await evaluators.backfills(HELP))[0].state == "done"
    await evaluators.begin_backfill(NewBackfill(HELP, "v1", "all", None, 5_000, 1.0, 30))
    await evaluators.delete(HELP)
    assert [each.state for each in await evaluators.backfills(HELP)] == ["cancelled", "done"]
