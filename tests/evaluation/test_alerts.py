"""Rules are evaluated on a real record: what they measure, when they fire, and what survives a restart."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from evaluation.alerts.measuring import Measuring
from evaluation.alerts.preview import preview
from evaluation.alerts.watching import Watch, every_s
from evaluation.feed import Feed
from store.analytics import Replica
from store.base import Full
from store.evaluation.alerts import Threshold, WindowValue
from store.models import ExchangeRow, NewScore
from store.sqlite import SqliteStore
from tests.evaluation.alerting import rule, threshold
from tests.evaluation.listening import Ear
from tests.store.analytics.replicas import record
from tests.store.calls import exchange

MakeFeed = Callable[..., Feed]
MINUTE_US = 60_000_000
NOW_US = time.time_ns() // 1_000 - 180 * MINUTE_US  # so that what comes later in a story has happened, too
ALERTS = frozenset({"alert.fired", "alert.resolved"})


def call(number: int, minutes_ago: float, **changes: Any) -> ExchangeRow:
    at_us = NOW_US - int(minutes_ago * MINUTE_US)
    return exchange(f"e{number}", started_at_us=at_us, **({"latency_ms": 100.0 + number} | changes))


async def scored(store: SqliteStore, rows: list[ExchangeRow], value: Callable[[int], float]) -> None:
    record(store, *rows)
    scores = [NewScore(row.exchange_id, "accuracy", "float", value(number)) for number, row in enumerate(rows)]
    await store.keep_scores(1, scores)


async def measured(replica: Replica, of: Threshold) -> WindowValue:
    await replica.fresh(60.0)
    measuring = Measuring(replica, 1, of)
    return await replica.read(lambda snapshot: measuring.at(snapshot, NOW_US))


async def test_each_metric_is_what_the_calls_of_the_window_say(store: SqliteStore, replica: Replica) -> None:
    """Not those of before, nor of another project, nor for errors those that have not ended."""
    rows = [
        call(number, 50, status=500 if number < 12 else 200, cost_usd=0.5 if number % 2 else None)
        for number in range(100)
    ]
    await scored(store, rows, lambda number: number / 100)
    record(store, call(900, 61, status=500), call(901, 50, project=2, status=500))
    record(store, call(902, 5, outcome=None, status=None, latency_ms=None))
    labels = [NewScore(f"e{number}", "tone", "label", label="rude" if number < 10 else "kind") for number in range(40)]
    await store.keep_scores(1, labels)
    latencies = np.array([100.0 + number for number in range(100)])

    found = await measured(replica, threshold(metric="error_rate", score=None))
    assert (found.value, found.n) == (0.12, 100)
    assert (found.low, found.high) == pytest.approx(wilson(12, 100))
    found = await measured(replica, threshold(metric="latency", score=None, quantile=0.9))
    assert (found.value, found.n) == (pytest.approx(np.quantile(latencies, 0.9)), 100)
    # Of 100 values, the 90 % quantile lies between the 84th and the 96th (binomial quantiles of 2.5 and 97.5 %).
    assert (found.low, found.high) == (pytest.approx(latencies[83]), pytest.approx(latencies[95]))
    found = await measured(replica, threshold(metric="latency", score=None, quantile=0.99))
    assert found.low is not None
    assert found.high is None  # no value is so far out
    found = await measured(replica, threshold(metric="cost", score=None))
    assert found == WindowValue(25.0, 50)
    without_price = {"request_response_rmt": {"cost": {"equals": "null"}}}
    nobody = {"request_response_rmt": {"model": {"equals": "unknown"}}}
    for condition, cost in ((without_price, None), (nobody, 0.0)):
        assert await measured(replica, threshold(metric="cost", score=None, filter=condition)) == WindowValue(cost, 0)
    found = await measured(replica, threshold(metric="requests", score=None))
    assert found == WindowValue(101, 101)
    found = await measured(replica, threshold())
    assert (found.value, found.n) == (pytest.approx(0.495), 100)
    assert found.low == pytest.approx(0.495 - 1.98422 * np.std(np.arange(100) / 100, ddof=1) / 10, abs=1e-6)
    found = await measured(replica, threshold(metric="label_share", score="tone", label="rude"))
    assert (found.value, found.n, found.low) == (0.25, 40, pytest.approx(wilson(10, 40)[0]))
    found = await measured(replica, threshold(metric="label_share", score="tone", label="never"))
    assert (found.value, found.n, found.low) == (0.0, 40, 0.0)
    filtered = threshold(filter={"request_response_rmt": {"status": {"equals": 500}}})
    assert (await measured(replica, filtered)).n == 12
    assert (await measured(replica, threshold(score="unknown"))).n == 0


async def test_equal_values_are_judged_though_they_have_no_interval(store: SqliteStore, replica: Replica) -> None:
    await scored(store, [call(number, 5) for number in range(40)], lambda _: 0.0)
    assert await measured(replica, threshold()) == WindowValue(0.0, 40, 0.0, 0.0, has_interval=True)


def wilson(count: int, n: int) -> tuple[float, float]:
    interval = stats.binomtest(count, n).proportion_ci(method="wilson")
    return float(interval.low), float(interval.high)


@asynccontextmanager
async def heard(make_feed: MakeFeed, *names: str) -> AsyncIterator[list[Ear]]:
    feed, ears = make_feed(), [Ear(name, kinds=ALERTS) for name in names]
    await feed.listen("webhook", [ear.listener for ear in ears])
    async with feed.following():
        yield ears


async def test_a_rule_fires_once_and_tells_when_it_is_over(
    store: SqliteStore, replica: Replica, make_feed: MakeFeed
) -> None:
    """Also when the server was started again in between."""
    await scored(store, [call(number, 20) for number in range(60)], lambda number: 0.5 + number % 2 / 10)
    await store.alerts.put(rule(created_at_us=NOW_US, updated_at_us=NOW_US))
    async with heard(make_feed, "w1") as (ear,):
        await Watch(store, replica, lambda: True).look(NOW_US)
        (fired,) = await ear.tasks(store, 1)
        await Watch(store, replica, lambda: True).look(NOW_US + 10 * MINUTE_US)
        await scored(store, [call(100 + number, -15) for number in range(200)], lambda number: 0.9 + number % 2 / 10)
        await Watch(store, replica, lambda: True).look(NOW_US + 20 * MINUTE_US)
        _, resolved = await ear.tasks(store, 2)
    assert (fired.kind, fired.subject) == ("alert.fired", "a1-1")
    assert (resolved.kind, resolved.subject) == ("alert.resolved", "a1-2")
    second, first = await store.alerts.history("a1", 10)
    assert (first.state, first.value, first.n) == ("alert", pytest.approx(0.55), 60)
    assert (second.state, second.previous, second.n) == ("ok", "alert", 260)
    assert first.definition["alert"] == 0.7
    assert await store.alerts.history("a1", 10, before=2) == [first]


async def test_only_the_chosen_webhooks_are_told(store: SqliteStore, replica: Replica, make_feed: MakeFeed) -> None:
    await scored(store, [call(number, 20) for number in range(60)], lambda number: 0.5 + number % 2 / 10)
    await store.alerts.put(rule(webhooks=("w2",)))
    async with heard(make_feed, "w1", "w2") as (other, chosen):
        await Watch(store, replica, lambda: True).look(NOW_US)
        await chosen.tasks(store, 1)
        assert await other.counts(store) == {}


async def test_where_another_node_is_the_owner_nothing_is_evaluated(store: SqliteStore, replica: Replica) -> None:
    await store.alerts.put(rule())
    await Watch(store, replica, lambda: False).look(NOW_US)
    assert await store.alerts.states() == {}


async def test_a_rule_is_evaluated_when_it_is_due(store: SqliteStore, replica: Replica) -> None:
    """A tenth of its window apart, at once when it was changed, and never when it is disabled."""
    watched = rule()
    assert [every_s(threshold(window_s=size)) for size in (300, 3_600, 604_800)] == [30, 360, 900]
    await store.alerts.put(watched)

    async def evaluated_at_us(now_us: int) -> int | None:
        await Watch(store, replica, lambda: True).look(now_us)
        return (await store.alerts.states())["a1"].evaluated_at_us

    assert await evaluated_at_us(NOW_US) == NOW_US
    assert await evaluated_at_us(NOW_US + 5 * MINUTE_US) == NOW_US
    assert await evaluated_at_us(NOW_US + 6 * MINUTE_US) == NOW_US + 6 * MINUTE_US
    await store.alerts.put(replace(watched, updated_at_us=NOW_US + 7 * MINUTE_US))
    assert await evaluated_at_us(NOW_US + 8 * MINUTE_US) == NOW_US + 8 * MINUTE_US
    await store.alerts.put(replace(watched, enabled=False, updated_at_us=NOW_US + 9 * MINUTE_US))
    assert await evaluated_at_us(NOW_US + 60 * MINUTE_US) == NOW_US + 8 * MINUTE_US


async def test_what_cannot_be_evaluated_keeps_its_state_and_says_why(store: SqliteStore, replica: Replica) -> None:
    """One rule does not keep the others from their turn. States older than a minute are not judged."""
    await scored(store, [call(number, 20) for number in range(60)], lambda number: 0.5 + number % 2 / 10)
    broken = rule(id="a0", created_at_us=0, definition=threshold(filter={"request_response_rmt": {"no such": {}}}))
    for each in (broken, rule()):
        await store.alerts.put(each)
    await Watch(store, replica, lambda: True).look(NOW_US)
    states = await store.alerts.states()
    assert states["a1"].state == "alert"
    assert states["a0"].error is not None
    await Watch(store, replica, lambda: True).look(NOW_US + 3_600 * MINUTE_US)
    late = (await store.alerts.states())["a1"]
    assert late.state == "alert"
    assert late.error is not None
    assert "are not in the analytics tables yet" in late.error


async def test_the_preview_says_how_often_a_rule_would_have_fired(
    store: SqliteStore, replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two bad hours of the last day: one for an hour, one that is only a handful of calls."""
    rows, values = [], []
    for hour in range(24):
        calls = 3 if hour == 15 else 40
        for number in range(calls):
            rows.append(call(1_000 * hour + number, 60 * hour + 30))
            values.append((0.4 if hour in (5, 15) else 0.9) + number % 2 / 20)
    await scored(store, rows, values.__getitem__)
    monkeypatch.setattr("evaluation.alerts.preview.WINDOWS_MOST", 24)
    monkeypatch.setattr("evaluation.alerts.preview.BUDGET_S", 60.0)
    found = await preview(replica, rule(), 1.0)
    assert (found.step_s, len(found.points)) == (3_600, 24)
    assert [(event.previous, event.state) for event in found.events] == [("ok", "alert"), ("alert", "ok")]
    fired = found.events[0]
    assert (fired.value, fired.n) == (pytest.approx(0.425), 40)


async def test_a_project_has_a_limited_number_of_rules(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.sqlite.pipeline.alerts.RULES_MOST", 2)
    for number in range(2):
        await store.alerts.put(rule(id=f"a{number}"))
    await store.alerts.put(rule(id="a1", name="changed"))
    await store.alerts.put(rule(id="other", project=2))
    with pytest.raises(Full, match="2 alerts"):
        await store.alerts.put(rule(id="a2"))
    assert [each.name for each in await store.alerts.rules()] == ["Accuracy is low", "changed", "Accuracy is low"]
    assert not await store.alerts.delete(2, "a1")
    assert await store.alerts.delete(1, "a1")


async def test_other_nodes_get_rules_states_and_events_but_not_each_value(store: SqliteStore, replica: Replica) -> None:
    """A value that changes every half minute is not worth a row in ClickHouse."""
    await scored(store, [call(number, 20) for number in range(60)], lambda number: 0.5 + number % 2 / 10)
    await store.shared.log(on=True)
    await store.alerts.put(rule())
    await Watch(store, replica, lambda: True).look(NOW_US)
    rows, upto = await store.shared.changed()
    assert sorted(row.name for row in rows) == ["alert_event", "alert_rule", "alert_state"]
    await store.shared.forget(upto)
    await Watch(store, replica, lambda: True).look(NOW_US + 6 * MINUTE_US)
    assert (await store.shared.changed())[0] == []
    assert (await store.alerts.states())["a1"].evaluated_at_us == NOW_US + 6 * MINUTE_US
    await store.shared.log(on=False)
    await store.alerts.delete(1, "a1")
    await store.shared.apply(rows)
    assert [each.id for each in await store.alerts.rules()] == ["a1"]
    assert (await store.alerts.states())["a1"].notified == "alert"
    assert [event.id for event in await store.alerts.history("a1", 10)] == ["a1-1"]


async def test_the_loop_evaluates_a_new_rule_at_once(store: SqliteStore, replica: Replica, make_feed: MakeFeed) -> None:
    await scored(store, [call(number, -179) for number in range(60)], lambda number: 0.5 + number % 2 / 10)
    watch = Watch(store, replica, lambda: True)
    async with heard(make_feed, "w1") as (ear,), watch.running():
        await store.alerts.put(rule())
        watch.wake()
        await ear.tasks(store, 1)
