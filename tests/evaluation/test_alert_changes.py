"""A rule that watches for changes finds a planted fault by itself, once, with its likely cause."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from evaluation.alerts import Alerts
from evaluation.alerts.built_in import built_in_alert
from evaluation.alerts.open_alerts import OPEN_FOR, may_be_open, open_events
from evaluation.alerts.preview import preview_changes
from evaluation.alerts.watching import Watch, every_s
from evaluation.feed import Feed
from store.analytics import Replica
from store.evaluation.alerts import AlertRule, ChangeWatch
from store.models import NewScore
from store.sqlite import SqliteStore
from store.timestamps import from_us, to_us
from tests.evaluation.alerting import rule
from tests.evaluation.listening import Ear
from tests.store.analytics.replicas import record
from tests.store.calls import exchange

BETWEEN = timedelta(minutes=30)
COUNT, PLANTED = 700, 500
NOW_US = time.time_ns() // 1_000
START = from_us(NOW_US - NOW_US % 3_600_000_000) - 20 * timedelta(days=1)
OLD, NEW = "gpt-4o-2026-05-13", "gpt-4o-2026-10-01"
MADE_US = to_us(START + 100 * BETWEEN)


@pytest.fixture
async def planted(store: SqliteStore) -> SqliteStore:
    """A call each half hour; the new snapshot is worse by five points, and is rude more often."""
    chance, tones = random.Random(4), random.Random(7)
    rows, scores = [], []
    for number in range(COUNT):
        new = number >= PLANTED
        at_us = to_us(START + number * BETWEEN)
        rows.append(exchange(f"e{number}", started_at_us=at_us, model_answered=NEW if new else OLD))
        value = round(chance.gauss(75 if new else 80, 10), 2)
        scores += [NewScore(f"e{number}", name, "float", value) for name in ("quality", "clarity")]
        tone = tones.choices(("friendly", "neutral", "rude"), (3, 2, 5) if new else (7, 2, 1))[0]
        scores.append(NewScore(f"e{number}", "tone", "label", label=tone))
    record(store, *rows)
    await store.keep_scores(1, scores)
    return store


async def replayed(store: SqliteStore) -> None:
    """A replay of many calls at once, which all failed and have bad scores."""
    at_us = to_us(START + 200 * BETWEEN)
    rows = [
        exchange(f"x{n}", started_at_us=at_us + n, status=500, outcome="ok", properties={"experiment-id": "mini"})
        for n in range(200)
    ]
    record(store, *rows)
    await store.keep_scores(1, [NewScore(f"x{n}", "quality", "float", 10.0) for n in range(200)])


def watching(**changes: Any) -> AlertRule:
    watched = ChangeWatch("score_mean", "quality")
    return rule(**({"name": "Quality", "definition": watched, "created_at_us": MADE_US} | changes))


@asynccontextmanager
async def heard(make_feed: Callable[..., Feed]) -> AsyncIterator[Ear]:
    feed, ear = make_feed(), Ear(kinds=frozenset({"alert.fired", "alert.resolved"}))
    await feed.listen("webhook", [ear.listener])
    async with feed.following():
        yield ear


async def test_a_fault_is_found_once_with_what_when_how_much_and_why(
    planted: SqliteStore, replica: Replica, make_feed: Callable[..., Feed]
) -> None:
    """Also by another process that evaluates later. A rule that then watches another score tells its changes, too."""
    await planted.alerts.put(watching())
    assert every_s(ChangeWatch("score_mean", "quality")) == 900
    async with heard(make_feed) as ear:
        await Watch(planted, replica, lambda: True).look(NOW_US)
        (told,) = await ear.tasks(planted, 1)
    assert (told.kind, told.subject) == ("alert.fired", "a1-1")
    (event,) = await planted.alerts.history("a1", 10)
    assert event.details is not None
    assert event.details["earliest"] <= (START + PLANTED * BETWEEN).isoformat()
    assert event.details["low"] < -5 < event.details["high"] < 0
    cause = event.details["causes"][0]
    assert (cause["kind"], cause["key"], cause["value"]) == ("new_value", "model", NEW)
    assert event.text.startswith("The score quality fell by ")
    assert f"Likely cause: model {NEW}, first seen at {START + PLANTED * BETWEEN:%Y-%m-%d %H:%M}" in event.text
    await planted.alerts.put(watching(updated_at_us=NOW_US + 1))  # so that it is due again
    await Watch(planted, replica, lambda: True).look(NOW_US)
    assert len(await planted.alerts.history("a1", 10)) == 1
    assert (await planted.alerts.states())["a1"].error is None
    await planted.alerts.put(watching(updated_at_us=NOW_US + 2, definition=ChangeWatch("score_mean", "clarity")))
    await Watch(planted, replica, lambda: True).look(NOW_US)
    newest, _ = await planted.alerts.history("a1", 10)
    assert newest.text.startswith("The score clarity fell by ")


async def test_what_was_found_before_the_rule_is_no_news(planted: SqliteStore, replica: Replica) -> None:
    """Its history has it, with the time at which it was found; for a week from then on it is open."""
    await planted.alerts.put(watching(created_at_us=NOW_US))
    await Watch(planted, replica, lambda: True).look(NOW_US)
    (event,) = await planted.alerts.history("a1", 10)
    assert not event.sent
    assert event.details is not None
    assert from_us(event.at_us).isoformat() == event.details["found_at"]
    state = (await planted.alerts.states())["a1"]
    assert state.state == "ok"
    assert [each for each, _ in may_be_open([(watching(), state), (watching(enabled=False), state)], NOW_US)] == [
        watching()
    ]
    assert open_events(state, [event], event.at_us + to_us(from_us(0) + OPEN_FOR) - 1) == [event]
    assert open_events(state, [event], event.at_us + to_us(from_us(0) + OPEN_FOR)) == []


async def test_what_was_found_before_it_was_watched_is_no_news(planted: SqliteStore, replica: Replica) -> None:
    """A rule that is made to watch something else tells changes of that from then on; other names change nothing."""
    alerts = Alerts(planted, replica, None, lambda: True)  # type: ignore[arg-type]  # nobody is told here
    await planted.alerts.put(watching())
    of_clarity = {"definition": ChangeWatch("score_mean", "clarity")}
    await alerts.change(watching(), of_clarity)
    changed = await alerts.change(watching(), {"name": "Clarity", **of_clarity, "silenced_until_us": None})
    assert changed is not None
    assert changed.created_at_us == MADE_US
    await Watch(planted, replica, lambda: True).look(changed.updated_at_us)
    (event,) = await planted.alerts.history("a1", 10)
    assert (event.text[:22], event.sent) == ("The score clarity fell", False)
    assert "since_us" not in event.definition


async def test_changes_of_a_rule_at_once_keep_each_other(planted: SqliteStore, replica: Replica) -> None:
    """Each was asked for with the rule as it was before the others."""
    alerts = Alerts(planted, replica, None, lambda: True)  # type: ignore[arg-type]
    await planted.alerts.put(watching())
    await asyncio.gather(
        alerts.change(watching(), {"silenced_until_us": NOW_US * 2}), alerts.change(watching(), {"name": "Other"})
    )
    (stored,) = await planted.alerts.rules()
    assert (stored.name, stored.silenced_until_us) == ("Other", NOW_US * 2)
    await alerts.delete(stored)
    assert await alerts.change(stored, {"name": "Late"}) is None
    assert await planted.alerts.rules() == []


async def test_everything_is_watched_by_one_rule(planted: SqliteStore, replica: Replica) -> None:
    """Each series has an event of its own, and a score of labels one for all of them. Asked again, even after a
    restart, nothing is told twice. Calls of replays do not count, nor do their scores."""
    await replayed(planted)
    everything = replace(built_in_alert(1, MADE_US), id="a1")
    watch = Watch(planted, replica, lambda: True)
    fault = START + PLANTED * BETWEEN
    looks = [to_us(fault + hours * timedelta(hours=1)) for hours in (-1, 6, 40, 60)]
    for now_us in looks:
        await planted.alerts.put(replace(everything, updated_at_us=now_us))  # so that it is due, however slow it was
        await watch.look(now_us)
    events = await planted.alerts.history("a1", 10)
    of_clarity, of_quality, of_tone = sorted(event.text for event in events)
    assert of_tone.startswith("The share of rude in the score tone rose by ")
    assert re.search(r" points .* from \d+\.\d % to [45]\d\.\d %", of_tone)
    assert of_clarity.startswith("The score clarity fell")
    assert of_quality.startswith("The score quality fell")
    for event in events:
        assert event.details is not None
        found_us = to_us(datetime.fromisoformat(event.details["found_at"]))
        assert event.at_us == next(now_us for now_us in looks if now_us >= found_us)
        assert event.sent
        assert f"Likely cause: model {NEW}" in event.text
    assert (await planted.alerts.states())["a1"].error is None
    await Watch(planted, replica, lambda: True).look(NOW_US)
    first, *others = await planted.alerts.history("a1", 10)
    assert first.text.startswith("The number of requests per hour fell by ")  # when they ended
    assert others == events
    shown = await preview_changes(replica, everything, everything.definition, (), 90)
    what = [sorted(event.text.partition(" by ")[0] for event in each) for each in (shown.events[:3], events)]
    assert what[0] == what[1]


async def test_a_silenced_rule_keeps_what_it_found(planted: SqliteStore, replica: Replica) -> None:
    await planted.alerts.put(watching(silenced_until_us=NOW_US * 2))
    await Watch(planted, replica, lambda: True).look(NOW_US)
    (event,) = await planted.alerts.history("a1", 10)
    assert not event.sent
    stored = (await planted.alerts.rules())[0]
    assert replace(stored, updated_at_us=1) == watching(silenced_until_us=NOW_US * 2)


async def test_of_a_score_of_labels_the_share_of_one_is_watched(planted: SqliteStore, replica: Replica) -> None:
    await planted.alerts.put(watching(definition=ChangeWatch("score_mean", "tone")))
    await Watch(planted, replica, lambda: True).look(NOW_US)
    error = (await planted.alerts.states())["a1"].error
    assert error is not None
    assert "name the label" in error
    await planted.alerts.put(watching(updated_at_us=NOW_US + 1, definition=ChangeWatch("label_share", "tone", "rude")))
    await Watch(planted, replica, lambda: True).look(NOW_US)
    (event,) = await planted.alerts.history("a1", 10)
    assert event.text.startswith("The share of rude in the score tone rose by ")
    assert f"Likely cause: model {NEW}" in event.text
