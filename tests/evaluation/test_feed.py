"""Each event meets each consumer that listens, once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from evaluation.feed import Feed
from evaluation.feed.sampling import sample_position
from store.base import Batch
from store.evaluation.pipeline import Settled
from store.models import NewScore
from store.sqlite import SqliteStore
from tests.evaluation.listening import Ear, no_events
from tests.store.analytics.replicas import record
from tests.store.calls import exchange

MakeFeed = Callable[..., Feed]


def score(target: str, name: str = "quality", **more: object) -> NewScore:
    return NewScore(target, name, "integer", 1.0, **more)  # type: ignore[arg-type]


async def test_a_call_becomes_a_task_of_all_who_listen(store: SqliteStore, make_feed: MakeFeed) -> None:
    """In the order of the calls. Calls of other projects, and from before the listening, are none of theirs."""
    feed, ears = make_feed(), [Ear("a"), Ear("b"), Ear("other", project=2)]
    record(store, exchange("before"))
    await feed.listen("webhook", [ear.listener for ear in ears])
    async with feed.following():
        for name in ("e1", "e2"):
            record(store, exchange(name, request_id=f"r-{name}", session_id="s"))
        record(store, exchange("e3", project=2))
        for ear in ears[:2]:
            tasks = await ear.tasks(store, 2)
            assert [(task.subject, task.request_id, task.session_id) for task in tasks] == [
                ("e1", "r-e1", "s"),
                ("e2", "r-e2", "s"),
            ]
            assert await ear.counts(store) == {"seen": 2, "matched": 2, "sampled": 2, "waiting": 2}
        assert [task.subject for task in await ears[2].tasks(store, 1)] == ["e3"]
        await no_events(store.pipeline)


async def test_a_call_is_an_event_when_it_ends(store: SqliteStore, make_feed: MakeFeed) -> None:
    """Once, also where its worker died. Not while it is in flight, and not if we refused it, if it polls an object of
    another call, or if an evaluator made it."""
    feed, ear = make_feed(), Ear()
    await feed.listen("webhook", [ear.listener])
    async with feed.following():
        record(store, exchange("e1", outcome=None), exchange("lost", outcome=None, writer="dead"))
        record(
            store,
            exchange("refused", outcome="refused"),
            exchange("poll", reads_upstream_id="resp_1"),
            exchange("judge", properties={"Evaluator": "tone"}),
        )
        record(store, exchange("e1"))
        record(store, exchange("e1"))
        store.store_batch(Batch(dead_writers=["dead"])).result()
        assert [task.subject for task in await ear.tasks(store, 2)] == ["e1", "lost"]
        await no_events(store.pipeline)
        assert (await ear.counts(store))["seen"] == 2


async def test_scores_are_events_once_they_have_their_target(store: SqliteStore, make_feed: MakeFeed) -> None:
    feed, ear = make_feed(), Ear(kinds=frozenset({"score.added"}))
    await feed.listen("webhook", [ear.listener])
    async with feed.following():
        record(store, exchange("e1", request_id="r1"))
        await store.keep_scores(1, [score("r2"), score("r1"), score("s", target_kind="session")])
        tasks = await ear.tasks(store, 2)
        assert [(task.kind, task.request_id, task.session_id) for task in tasks] == [
            ("score.added", "r1", None),
            ("score.added", None, "s"),
        ]
        record(store, exchange("e2", request_id="r2"))
        (waiting,) = await store.scores_of(1, "request", "r2")
        assert (await ear.tasks(store, 3))[2].subject == waiting.score_id


async def test_a_filter_is_the_filter_of_queries(store: SqliteStore, make_feed: MakeFeed) -> None:
    """On columns, properties and scores of the call; for a session's score, of any call of the session."""
    by_env = {"request_response_rmt": {"properties": {"Env": {"equals": "prod"}}}}
    by_score = {"request_response_rmt": {"scores": {"quality": {"gte": 1}}}}
    both = frozenset({"request.logged", "score.added"})
    feed = make_feed()
    env, scored, everything = Ear("env", filter=by_env, kinds=both), Ear("s", filter=by_score, kinds=both), Ear("all")
    await feed.listen("webhook", [ear.listener for ear in (env, scored, everything)])
    async with feed.following():
        record(store, exchange("e1", properties={"Env": "prod"}, session_id="s1"), exchange("e2", session_id="s2"))
        assert len(await everything.tasks(store, 2)) == 2
        assert [task.subject for task in await env.tasks(store, 1)] == ["e1"]
        receipt = await store.keep_scores(
            1, [score("e2"), score("s1", target_kind="session"), score("s2", target_kind="session")]
        )
        assert [task.subject for task in await env.tasks(store, 2)] == ["e1", receipt.score_ids[1]]
        assert {task.subject for task in await scored.tasks(store, 2)} == {receipt.score_ids[0], receipt.score_ids[2]}
        await no_events(store.pipeline)
        assert await env.counts(store) == {"seen": 5, "matched": 2, "sampled": 2, "waiting": 2}
        assert await scored.counts(store) == {"seen": 5, "matched": 2, "sampled": 2, "waiting": 2}
        assert (await everything.counts(store))["seen"] == 2


async def test_a_filter_that_takes_too_long_is_counted(
    store: SqliteStore, make_feed: MakeFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its events are dropped, and those of others are not held up."""
    monkeypatch.setattr("evaluation.feed.matching._QUERY_S", 0.0)
    feed, slow, free = make_feed(), Ear("slow", filter={"request_response_rmt": {"status": {"equals": 200}}}), Ear()
    await feed.listen("webhook", [slow.listener, free.listener])
    async with feed.following():
        record(store, exchange("e1"))
        assert len(await free.tasks(store, 1)) == 1
        await no_events(store.pipeline)
        assert await slow.counts(store) == {"seen": 1, "filter_failed": 1}


async def test_samples_are_the_same_for_everybody(store: SqliteStore, make_feed: MakeFeed) -> None:
    """A call is in the smaller sample only if it is in the larger one, and so are its scores; the rate is kept."""
    feed = make_feed()
    half, fifth = Ear("half", sample_rate=0.5), Ear("fifth", sample_rate=0.2)
    none, of_scores = Ear("none", sample_rate=0), Ear("scores", sample_rate=0.5, kinds=frozenset({"score.added"}))
    await feed.listen("webhook", [ear.listener for ear in (half, fifth, none, of_scores)])
    async with feed.following():
        record(store, *(exchange(f"e{number}") for number in range(200)))
        await store.keep_scores(1, [score(f"e{number}") for number in range(200)])
        await no_events(store.pipeline)
        in_half, in_fifth = [{task.subject for task in await ear.tasks(store, 1)} for ear in (half, fifth)]
        assert in_fifth < in_half
        assert 70 < len(in_half) < 130
        assert 20 < len(in_fifth) < 60
        assert {task.probability for task in await half.tasks(store, 1)} == {0.5}
        assert {task.request_id for task in await of_scores.tasks(store, 1)} == in_half
        assert await none.counts(store) == {"seen": 200, "matched": 200}


def test_sampling_is_uniform_and_depends_on_the_secret() -> None:
    positions = [sample_position(b"a" * 32, f"id-{number}") for number in range(10_000)]
    assert all(0 <= position < 1 for position in positions)
    for rate in (0.01, 0.3, 0.9):
        assert sum(position < rate for position in positions) / 10_000 == pytest.approx(rate, abs=0.02)
    assert sample_position(b"b" * 32, "id-1") != positions[1]


async def test_a_consumer_has_a_bounded_number_of_tasks(store: SqliteStore, make_feed: MakeFeed) -> None:
    """The newest are dropped and counted; other consumers are not affected."""
    feed, full, free = make_feed(), Ear("full", waiting_most=3), Ear("free")
    await feed.listen("webhook", [full.listener, free.listener])
    async with feed.following():
        record(store, *(exchange(f"e{number}") for number in range(5)))
        record(store, exchange("e5"))
        assert len(await free.tasks(store, 6)) == 6
        assert [task.subject for task in await full.tasks(store, 3)] == ["e0", "e1", "e2"]
        assert await full.counts(store) == {"seen": 6, "matched": 6, "sampled": 6, "dropped": 3, "waiting": 3}


async def test_a_session_has_one_task_that_its_calls_postpone(store: SqliteStore, make_feed: MakeFeed) -> None:
    feed, ear = make_feed(), Ear(target="session", quiet_us=60_000_000)
    await feed.listen("webhook", [ear.listener])
    async with feed.following():
        record(store, exchange("e1", session_id="s"), exchange("alone"))
        (first,) = await ear.tasks(store, 1)
        record(store, exchange("e2", session_id="s"))
        await no_events(store.pipeline)
        (second,) = await ear.tasks(store, 1)
        await store.pipeline.settle(ear.consumer, [Settled(first.id)])  # begun before the second call
        assert await ear.tasks(store, 1) == [second]
        assert (first.id, first.subject, first.request_id) == (second.id, "s", None)
        assert second.due_at_us > first.due_at_us >= first.created_at_us + 60_000_000


async def test_events_of_calls_whose_bodies_are_being_read_wait(store: SqliteStore, make_feed: MakeFeed) -> None:
    """They hold nobody up, and become tasks afterwards."""
    unread = {"large"}
    feed, ear = make_feed(lambda: unread), Ear()
    await feed.listen("webhook", [ear.listener])
    async with feed.following():
        record(store, exchange("large"), exchange("small"))
        assert [task.subject for task in await ear.tasks(store, 1)] == ["small"]
        unread.clear()
        record(store, exchange("next"))
        assert {task.subject for task in await ear.tasks(store, 3)} == {"large", "small", "next"}


async def test_what_was_stored_before_the_end_is_found_by_the_next_start(
    store: SqliteStore, make_feed: MakeFeed
) -> None:
    """No event is lost between two feeds, and a consumer that has gone gets no task."""
    feed, ear = make_feed(), Ear()
    await feed.listen("webhook", [ear.listener, Ear("gone").listener])
    record(store, exchange("e1"))
    later = make_feed(awaited=["webhook", "evaluator"])
    async with later.following():
        await later.listen("evaluator", [])
        await asyncio.sleep(0)
        assert await store.pipeline.events(filtered=False, limit=1)  # until it is known who listens
        await later.listen("webhook", [ear.listener])
        assert [task.subject for task in await ear.tasks(store, 1)] == ["e1"]
        await no_events(store.pipeline)
        assert list(await store.pipeline.counts("webhook")) == ["w1"]


async def test_tasks_are_settled(store: SqliteStore, make_feed: MakeFeed) -> None:
    """Done ones are deleted, others are due later or kept as failed; failed ones are tried again, one or by the time of
    their event; all of them go with their consumer."""
    feed, ear = make_feed(), Ear()
    await feed.listen("webhook", [ear.listener])
    async with feed.following():
        record(store, *(exchange(name) for name in ("done", "later", "failed")))
        done, later, failed = await ear.tasks(store, 3)
    at_us = later.due_at_us + 1_000_000
    settled = [Settled(done.id), Settled(later.id, "HTTP 500", at_us), Settled(failed.id, "HTTP 400")]
    await store.pipeline.settle(ear.consumer, settled, {"delivered": 1})
    assert await store.pipeline.due(ear.consumer, at_us - 1, 10) == ([], at_us)
    (again,), following = await store.pipeline.due(ear.consumer, at_us, 10)
    assert (again.subject, again.attempts, again.error, following) == ("later", 1, "HTTP 500", None)
    assert (await store.pipeline.due(ear.consumer, at_us, 10, [again.id]))[0] == []
    (kept,) = await store.pipeline.tasks(ear.consumer, state="failed")
    assert (kept.subject, kept.error, kept.state) == ("failed", "HTTP 400", "failed")
    counts = await ear.counts(store)
    assert (counts["delivered"], counts["waiting"], counts["failed_now"]) == (1, 1, 1)

    assert await store.pipeline.retry(ear.consumer, at_us, to_us=kept.created_at_us) == 0
    assert await store.pipeline.retry(ear.consumer, at_us, from_us=kept.created_at_us) == 1
    assert (await store.pipeline.tasks(ear.consumer, of_ids=[kept.id]))[0].attempts == 0
    assert await store.pipeline.retry(ear.consumer, at_us, task_ids=[kept.id]) == 0

    await store.pipeline.forget(ear.consumer)
    assert await store.pipeline.tasks(ear.consumer) == []
    assert await store.pipeline.counts("webhook") == {}
