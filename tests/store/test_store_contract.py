"""What every engine promises (store/base.py)."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from itertools import permutations
from typing import Any

import pytest

from store.base import Batch, Recorded, Rejected, ScoreStamp
from store.models import Bodies, ExchangeRow, NewScore, Request, Score, Usage
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.calls import exchange

Opener = Callable[..., Awaitable[SqliteStore]]


async def _open_sqlite(data_dir: DataDir, **settings: Any) -> SqliteStore:
    return await SqliteStore.open(data_dir, ScoreSettings(**settings))


@pytest.fixture(params=[_open_sqlite], ids=["sqlite"])
def opener(request: pytest.FixtureRequest) -> Opener:
    opener: Opener = request.param
    return opener


@pytest.fixture
async def store(opener: Opener, data_dir: DataDir) -> AsyncIterator[SqliteStore]:
    store = await opener(data_dir)
    yield store
    await store.close()


async def record(store: SqliteStore, *exchanges: ExchangeRow, **batch: Any) -> Recorded:
    return await asyncio.wrap_future(store.store_batch(Batch(exchanges, **batch)))


async def request(store: SqliteStore, name: str, project: int = 1) -> Request:
    found = await store.request(project, name)
    assert found is not None
    return found


def score(target: str, value: float = 1, name: str = "quality", **more: Any) -> NewScore:
    return NewScore(target, name, "integer", float(value), **more)


def values(scores: list[Score]) -> dict[str, float | None]:
    return {one.sent.name: one.sent.value for one in scores}


# Exchanges


async def test_a_row_comes_back_as_it_was_recorded(store: SqliteStore) -> None:
    full = exchange(
        "e1",
        request_id="mine",
        key_name="ci",
        request_headers={"content-type": "a"},
        helicone_headers=[("Helicone-Property-Größe", "x"), ("Helicone-Property-B", "y")],
        properties={"Größe": "x", "B": "y"},
        request_truncated=True,
        response_omitted=True,
        error="e",
        response_headers={"x": "y"},
        chunks=[(1, 2), (3, 4)],
        usage=Usage(1, 2, 3, 4, 5, 6, 7),
        cost_usd=0.25,
        is_stream=True,
        upstream_id="chatcmpl-1",
        model_asked="m",
        extractor_version=1,
    )
    await record(store, full)
    found = await request(store, "mine")
    assert found.last == full
    assert found.conflicts == []


async def test_a_request_is_found_by_its_id_the_exchange_id_and_the_upstreams_own(store: SqliteStore) -> None:
    await record(store, exchange("e1", request_id="r1", upstream_id="chatcmpl-1"))
    for name in ("r1", "e1", "chatcmpl-1"):
        assert (await request(store, name)).request_id == "r1"
    assert await store.request(2, "r1") is None
    assert await store.request(1, "other") is None


async def test_the_newest_exchange_answers_to_an_upstream_id_that_came_twice(store: SqliteStore) -> None:
    await record(
        store,
        exchange("e2", upstream_id="chatcmpl-1", started_at_us=2),
        exchange("e1", upstream_id="chatcmpl-1", started_at_us=1),
    )
    assert (await request(store, "chatcmpl-1")).request_id == "e2"


async def test_a_row_in_flight_is_completed_and_then_stays(store: SqliteStore) -> None:
    await record(store, exchange("e1", outcome=None, status=None))
    assert (await request(store, "e1")).last.outcome is None
    assert (await store.stats()).in_flight == 1
    await record(store, exchange("e1", status=200, properties={"A": "1"}))
    await record(store, exchange("e1", outcome=None), exchange("e1", status=500))
    last = (await request(store, "e1")).last
    assert (last.status, last.properties) == (200, {"A": "1"})
    stats = await store.stats()
    assert (stats.exchanges, stats.in_flight) == (1, 0)


async def test_a_row_in_flight_does_not_forget_that_its_request_came(store: SqliteStore) -> None:
    await record(store, exchange("e1", outcome=None, request_size_bytes=7))
    await record(store, exchange("e1", outcome=None, request_size_bytes=None))
    assert (await request(store, "e1")).last.request_size_bytes == 7


async def test_both_forms_of_a_row_may_come_in_one_batch(store: SqliteStore) -> None:
    """And a third form that comes too late, with other rows before, between and after them."""
    given = {"A": "1"}
    await record(
        store,
        exchange("e0", properties=given),
        exchange("e1", outcome=None, properties=given),
        exchange("e2", properties=given),
        exchange("e1", properties=given | {"B": "2"}),
        exchange("e3", outcome=None),
        exchange("e1", status=500),
    )
    last = (await request(store, "e1")).last
    assert (last.outcome, last.status, last.properties) == ("ok", 200, {"A": "1", "B": "2"})
    assert (await request(store, "e2")).last.properties == given
    stats = await store.stats()
    assert (stats.exchanges, stats.in_flight) == (4, 1)


async def test_a_large_batch_is_kept_whole(store: SqliteStore) -> None:
    """More rows than fit into one statement, with bodies and properties, and a retry of one of the requests."""
    names = [f"e{number:03}" for number in range(301)]
    rows = [exchange(name, started_at_us=number, properties={"N": name}) for number, name in enumerate(names)]
    retry = exchange("again", request_id="e007", started_at_us=1_000)
    await record(store, *rows, retry, bodies={name: Bodies(name.encode(), b"!" + name.encode()) for name in names})
    for name in names:
        found = await request(store, name)
        assert found.last.properties == ({} if name == "e007" else {"N": name})
        assert await store.bodies(1, name) == Bodies(name.encode(), b"!" + name.encode())
    assert [one.exchange_id for one in (await request(store, "e007")).attempts] == ["e007", "again"]
    assert (await store.stats()).exchanges == 302


async def test_one_row_that_cannot_be_stored_costs_only_itself(store: SqliteStore) -> None:
    bodies = {name: Bodies(name.encode()) for name in ("e1", "bad", "e2")}
    recorded = await record(
        store,
        exchange("e1"),
        exchange("bad", path="/\ud800"),
        exchange("e2"),
        bodies=bodies,
        positions={"segment": 9},
    )
    assert list(recorded.failed) == ["bad"]
    assert await store.request(1, "bad") is None
    assert await store.bodies(1, "e2") == Bodies(b"e2")
    assert (await store.stats()).exchanges == 2
    assert await store.positions() == {}, "the failed row is not stored yet"


async def test_what_was_extracted_late_replaces_the_row(store: SqliteStore) -> None:
    """Properties and scores that came meanwhile stay, also those for the upstream's id, which is known only now."""
    facts = exchange("e1", helicone_headers=[("Helicone-Property-Env", "prod")], properties={"Env": "prod"})
    await record(store, facts.copy(), exchange("e2", outcome=None))
    await store.set_property(1, "e1", "Env", "test")
    await store.keep_scores(1, [score("e1"), score("chatcmpl-1", name="late")])
    whole = facts.copy()
    whole.upstream_id, whole.model_answered, whole.usage = "chatcmpl-1", "gpt-4o", Usage(9, 3)
    await asyncio.wrap_future(store.update_extracted([whole, exchange("e2", error="x"), exchange("unknown")]))
    found = await request(store, "chatcmpl-1")
    assert (found.last.model_answered, found.last.usage) == ("gpt-4o", Usage(9, 3))
    assert found.last.properties == {"Env": "test"}
    assert values(found.scores) == {"quality": 1.0, "late": 1.0}
    assert (await request(store, "e2")).last.error is None, "it is in flight"
    assert await store.request(1, "unknown") is None


async def test_positions_stay_until_their_segment_is_gone(store: SqliteStore) -> None:
    await record(store, positions={"a": 1, "b": 2})
    await record(store, positions={"a": 5}, gone=["b"])
    assert await store.positions() == {"a": 5}


async def test_calls_in_flight_of_a_dead_worker_have_ended(store: SqliteStore) -> None:
    await record(store, exchange("e1", outcome=None), exchange("e2", outcome=None, writer="other"), exchange("e3"))
    await record(store, dead_writers=["writer"])
    outcomes = {name: (await request(store, name)).last.outcome for name in ("e1", "e2", "e3")}
    assert outcomes == {"e1": "worker_died", "e2": None, "e3": "ok"}
    assert (await store.stats()).in_flight == 1
    assert await asyncio.wrap_future(store.writers_in_flight()) == {"other"}


async def test_a_request_is_read_in_part_and_summed_whole(store: SqliteStore) -> None:
    """Callers decide how many attempts it has: reading it takes the memory of the newest ones."""
    attempts = [
        exchange(
            f"e{number:03d}", request_id="r", started_at_us=number, latency_ms=1.5, usage=Usage(2, None), cost_usd=0.5
        )
        for number in range(130)
    ]
    others = [
        exchange(f"o{number:03d}", request_id="r", started_at_us=number + 50, path="/v1/o") for number in range(110)
    ]
    await record(store, *attempts, *others, exchange("alone"))
    (one, alone) = await store.requests(1, ["r", "alone"])
    for found in (one, await request(store, "r"), await request(store, "e000")):
        assert [each.exchange_id for each in found.attempts] == [f"e{number:03d}" for number in range(30, 130)]
        assert [each.exchange_id for each in found.conflicts] == [f"o{number:03d}" for number in range(10, 110)]
        assert (found.totals.attempts, found.totals.conflicts) == (130, 110)
        assert (found.totals.usage, found.totals.cost_usd) == (Usage(260, None), 65.0)
        assert found.totals.ended_at_us == 129 + 1_500
        assert found.last.exchange_id == "e129"
    assert (alone.totals.attempts, alone.totals.conflicts, alone.totals.tool_cost_usd) == (1, 0, None)


async def test_properties_are_one_whatever_their_case_and_shown_as_first_sent(store: SqliteStore) -> None:
    await record(store, exchange("e1", properties={"STRASSE": "a"}), exchange("e2", properties={"straße": "b"}))
    assert (await request(store, "e2")).last.properties == {"STRASSE": "b"}


# Attempts


async def test_hidden_properties_stay_hidden_across_restarts(opener: Opener, data_dir: DataDir) -> None:
    """For each project, in any case; hiding or restoring twice changes nothing."""
    store = await opener(data_dir)
    await record(store, exchange("a", properties={"Env": "prod"}))
    for name in ("ENV", "env", "Later"):
        await store.hide_property(1, name)
    await store.close()
    store = await opener(data_dir)
    assert await store.hidden_properties(1) == {"env": "Env", "later": "later"}
    assert await store.hidden_properties(2) == {}
    for _ in range(2):
        await store.restore_property(1, "Env")
    assert await store.hidden_properties(1) == {"later": "later"}
    assert (await request(store, "a")).last.properties == {"Env": "prod"}
    await store.close()


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_attempts_and_conflicts_do_not_depend_on_the_order_of_arrival(
    store: SqliteStore, data_dir: DataDir, order: tuple[int, ...]
) -> None:
    exchanges = [
        exchange("e1", request_id="r", started_at_us=1, request_hash="h"),
        exchange("e2", request_id="r", started_at_us=2, request_hash="o"),
        exchange("e3", request_id="r", started_at_us=3, request_hash="h"),
        exchange("e4", request_id="r", started_at_us=4, path="/v1/other", request_hash="h"),
    ]
    for index in order:
        await record(store, exchanges[index])
    found = await request(store, "r")
    assert [one.exchange_id for one in found.attempts] == ["e1", "e3"]
    assert [one.exchange_id for one in found.conflicts] == ["e2", "e4"]
    assert found.last.exchange_id == "e3"
    with closing(sqlite3.connect(data_dir.database)) as db:
        marks = db.execute("SELECT exchange_id, is_last, conflict FROM exchange ORDER BY exchange_id").fetchall()
    assert marks == [("e1", 0, 0), ("e2", 0, 1), ("e3", 1, 0), ("e4", 0, 1)]


# Bodies


async def test_bodies_come_back_byte_for_byte(store: SqliteStore) -> None:
    text, noise = b"abc " * 100_000, bytes(range(256)) * 3
    await record(store, exchange("e1", outcome=None), bodies={"e1": Bodies(text)})
    assert await store.bodies(1, "e1") == Bodies(text)
    await record(store, exchange("e1"), bodies={"e1": Bodies(None, noise)})
    assert await store.bodies(1, "e1") == Bodies(text, noise)
    assert await store.bodies(2, "e1") is None
    assert await store.bodies(1, "e2") is None


async def test_an_empty_body_is_not_an_absent_one(store: SqliteStore) -> None:
    await record(store, exchange("e1"), bodies={"e1": Bodies(b"", None)})
    assert await store.bodies(1, "e1") == Bodies(b"", None)


# Scores


async def test_a_score_finds_its_request_by_any_of_its_ids(store: SqliteStore) -> None:
    await record(store, exchange("e1", request_id="r1", upstream_id="chatcmpl-1"))
    for number, name in enumerate(("r1", "e1", "chatcmpl-1")):
        assert (await store.keep_scores(1, [score(name, number)])).request_ids == ["r1"]
    assert values((await request(store, "r1")).scores) == {"quality": 2}


async def test_a_later_score_supersedes_and_the_earlier_stays_as_history(store: SqliteStore) -> None:
    await record(store, exchange("e1"))
    await store.keep_scores(1, [score("e1", 1)])
    await store.keep_scores(1, [score("e1", 2), score("e1", 3)])
    assert values((await request(store, "e1")).scores) == {"quality": 3}
    history = await store.scores_of(1, "request", "e1")
    assert [(one.sent.value, one.superseded_at_us is None) for one in history] == [(1, False), (2, False), (3, True)]


async def test_authors_and_kinds_do_not_supersede_each_other(store: SqliteStore) -> None:
    await record(store, exchange("e1"))
    await store.keep_scores(
        1,
        [
            score("e1", 1, author="a"),
            score("e1", 2, author="b"),
            NewScore("e1", "quality", "boolean", 1.0),
            NewScore("e1", "quality", "label", label="good", metadata={"why": ["x"]}, probability=0.5),
        ],
    )
    scores = (await request(store, "e1")).scores
    assert [(one.sent.kind, one.sent.author) for one in scores] == [
        ("integer", "a"),
        ("integer", "b"),
        ("boolean", ""),
        ("label", ""),
    ]
    assert scores[-1].sent.metadata == {"why": ["x"]}
    assert scores[-1].sent.scored_at_us == scores[-1].recorded_at_us


@pytest.mark.parametrize("name", ["r1", "e1", "chatcmpl-1"])
async def test_a_score_waits_for_its_request_across_restarts(opener: Opener, data_dir: DataDir, name: str) -> None:
    store = await opener(data_dir)
    receipt = await store.keep_scores(1, [score(name)])
    await store.keep_scores(2, [score(name, 7)])
    assert receipt.request_ids == [None]
    await store.close()
    store = await opener(data_dir)
    try:
        assert (await store.stats()).waiting_scores == 2
        await record(store, exchange("e1", request_id="r1", outcome=None))
        await record(store, exchange("e1", request_id="r1", upstream_id="chatcmpl-1"))
        assert values((await request(store, "r1")).scores) == {"quality": 1}
        assert (await store.stats()).waiting_scores == 1, "the other project's still waits"
    finally:
        await store.close()


async def test_when_waiting_scores_meet_the_later_one_is_current(store: SqliteStore) -> None:
    await store.keep_scores(1, [score("chatcmpl-1", 1, "a"), score("e1", 1, "b")])
    await store.keep_scores(1, [score("e1", 2, "a"), score("chatcmpl-1", 2, "b")])
    await record(store, exchange("e1", outcome=None))
    await record(store, exchange("e1", upstream_id="chatcmpl-1"))
    assert values((await request(store, "e1")).scores) == {"a": 2, "b": 2}
    stats = await store.stats()
    assert (stats.scores, stats.waiting_scores) == (4, 0)


async def test_only_so_many_scores_may_wait_and_a_refused_call_leaves_nothing(
    opener: Opener, data_dir: DataDir
) -> None:
    store = await opener(data_dir, waiting_max=2)
    try:
        await record(store, exchange("e1"))
        await store.keep_scores(1, [score("later", 1)])
        with pytest.raises(Rejected, match=r"scores\.waiting_max"):
            await store.keep_scores(1, [score("e1", 1), score("later", 2), score("later", 3)])
        assert (await request(store, "e1")).scores == []
        assert (await store.stats()).scores == 1
        await store.keep_scores(1, [score("e1", 1)])
    finally:
        await store.close()


async def test_scores_that_waited_too_long_are_dropped_and_counted(store: SqliteStore) -> None:
    receipt = await store.keep_scores(1, [score("never")])
    assert await store.expire_waiting(receipt.recorded_at_us) == 0
    assert await store.expire_waiting(receipt.recorded_at_us + 1) == 1
    stats = await store.stats()
    assert (stats.scores, stats.waiting_scores, stats.expired_scores) == (0, 0, 1)


async def test_a_sessions_score_waits_for_nothing(store: SqliteStore) -> None:
    await store.keep_scores(1, [score("s1", target_kind="session")])
    assert (await store.stats()).waiting_scores == 0


# Retention


async def test_expired_rows_go_with_bodies_and_scores_and_others_stay(store: SqliteStore) -> None:
    await record(
        store,
        exchange("old", started_at_us=1, properties={"A": "1"}),
        exchange("running", started_at_us=2, outcome=None),
        exchange("new", started_at_us=50),
        bodies={name: Bodies(b"x") for name in ("old", "running", "new")},
    )
    await store.keep_scores(1, [score("old"), score("new")])
    assert await store.expire(rows_before_us=10, bodies_before_us=None) == 1
    assert await store.request(1, "old") is None
    assert await store.bodies(1, "old") is None
    assert await store.bodies(1, "running") == Bodies(b"x")
    assert values((await request(store, "new")).scores) == {"quality": 1}
    stats = await store.stats()
    assert (stats.exchanges, stats.scores, stats.in_flight) == (2, 1, 1)


async def test_bodies_may_expire_before_their_rows(store: SqliteStore) -> None:
    await record(
        store,
        exchange("old", started_at_us=1),
        exchange("running", started_at_us=2, outcome=None),
        bodies={"old": Bodies(b"x", b"y"), "running": Bodies(b"x")},
    )
    await store.expire(rows_before_us=None, bodies_before_us=10)
    assert await store.bodies(1, "old") is None
    assert (await request(store, "old")).last.outcome == "ok"
    assert await store.bodies(1, "running") == Bodies(b"x")


async def test_a_request_keeps_its_scores_while_an_attempt_remains(store: SqliteStore) -> None:
    await record(
        store,
        exchange("e1", request_id="r", started_at_us=1, request_hash="h"),
        exchange("e2", request_id="r", started_at_us=20, request_hash="o"),
    )
    await store.keep_scores(1, [score("r")])
    await store.expire(rows_before_us=10, bodies_before_us=None)
    found = await request(store, "r")
    assert [one.exchange_id for one in found.attempts] == ["e2"], "no longer in conflict with anything"
    assert values(found.scores) == {"quality": 1}


async def test_thousands_expire_in_steps_that_let_other_writes_through(store: SqliteStore) -> None:
    rows = [exchange(f"e{number}", started_at_us=number) for number in range(3_000)]
    await record(store, *rows, bodies={row.exchange_id: Bodies(b"x" * 200) for row in rows})
    before = (await store.stats()).size_bytes
    expiring = asyncio.create_task(store.expire(rows_before_us=2_500, bodies_before_us=None))
    await store.keep_scores(1, [score("e2999")])
    assert not expiring.done()
    assert await expiring == 2_500
    assert (await store.stats()).exchanges == 500
    assert before > 0


# Several nodes


async def test_scores_that_another_node_has_received_are_stored_once(store: SqliteStore) -> None:
    """They keep their ids and times. One that was recorded before a current one of its identity is history."""
    await record(store, exchange("e1", request_id="r1"))
    sent = [score("r1", 1), score("r1", 2, name="other"), score("unknown")]
    stamps = [ScoreStamp(f"s{number}", 1_000) for number in range(3)]
    await store.keep_scores(1, [score("r1", 3)])
    first = await store.take_scores(1, sent, stamps)
    again = await store.take_scores(1, sent, stamps)
    assert (first.score_ids, first.request_ids) == (["s0", "s1", "s2"], ["r1", "r1", None])
    assert first.waiting == [False, False, True]
    assert (again.score_ids, again.request_ids, again.waiting) == (first.score_ids, first.request_ids, first.waiting)
    assert (await store.stats()).scores == 4
    stored = await store.scores_of(1, "request", "r1")
    assert values([each for each in stored if each.superseded_at_us is None]) == {"quality": 3.0, "other": 2.0}
    assert {each.recorded_at_us for each in stored if each.score_id in ("s0", "s1")} == {1_000}


async def test_waiting_scores_are_handed_over(store: SqliteStore) -> None:
    """The newest come first. What has joined its request meanwhile stays."""
    receipt = await store.keep_scores(1, [score(name) for name in ("a", "b", "c")])
    end = (1 << 62, 1 << 62)
    newest = await store.waiting_scores(end, 2)
    assert [each.sent.target_id for each in newest] == ["c", "b"]
    assert [each.sent.target_id for each in await store.waiting_scores(newest[-1].place, 2)] == ["a"]
    await record(store, exchange("e1", request_id="a"))
    assert await store.hand_over([score_id for score_id in receipt.score_ids if score_id]) == 2
    stats = await store.stats()
    assert (stats.scores, stats.waiting_scores) == (1, 0)
    assert await store.known(1, "request", ["a", "e1", "b"]) == {"a", "e1"}
