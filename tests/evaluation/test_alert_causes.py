"""An alert names the likely cause first, whatever else became new or more frequent at the same time."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta

import pytest

from evaluation.alerts.built_in import built_in_alert
from evaluation.alerts.changes import ChangeSearch, judge_changes
from evaluation.alerts.everything import EverythingSearch
from evaluation.alerts.watching import Watch
from store.analytics import Replica
from store.evaluation.alerts import AlertEvent, ChangeWatch
from store.models import ExchangeRow, NewScore
from store.sqlite import SqliteStore
from store.timestamps import from_us, to_us
from tests.evaluation.alerting import rule
from tests.store.analytics.replicas import record
from tests.store.calls import exchange

DAYS, AFTER = 10, 3
NOW_US = to_us(datetime(2025, 11, 19, 12, 7))  # the same hours and weekdays at each run
START = from_us(NOW_US - NOW_US % 3_600_000_000) - timedelta(days=DAYS)
HOUR = timedelta(hours=1)


@pytest.fixture
async def planted(store: SqliteStore) -> SqliteStore:
    """Everything changes in one hour: a new snapshot gets a third of the calls, a new prompt rather more, a campaign,
    to which nothing is due, most of them; a judge has a new version, one of two upstreams gets worse, and German
    questions become frequent. Each score, and each metric, depends on one of these."""
    chance = random.Random(5)
    rows, scores = [], []
    for hour in range(DAYS * 24):
        is_new = hour >= (DAYS - AFTER) * 24
        for _ in range(3):
            row, values = _call(chance, f"e{len(rows)}", to_us(START + hour * HOUR), is_new)
            rows.append(row)
            version = "2" if is_new else "1"
            scores += [
                NewScore(row.exchange_id, name, "float", round(value, 2), evaluator="judge", evaluator_version=version)
                if name == "by_judge"
                else NewScore(row.exchange_id, name, "float", round(value, 2))
                for name, value in values.items()
            ]
    record(store, *rows)
    await store.keep_scores(1, scores)
    return store


def _call(chance: random.Random, name: str, at_us: int, is_new: bool) -> tuple[ExchangeRow, dict[str, float]]:
    snapshot = is_new and chance.random() < 0.35
    prompt = is_new and chance.random() < 0.4
    second = chance.random() < 0.4
    german = chance.random() < (0.7 if is_new else 0.1)
    campaign = is_new and chance.random() < 0.8
    row = exchange(
        name,
        started_at_us=at_us + chance.randrange(3_600_000_000),
        model_answered="gpt-new" if snapshot else "gpt-old",
        prompt_fingerprint="5f3a" if prompt else "17c0",
        upstream="second" if second else "first",
        properties={
            "language": "de" if german else "en",
            "campaign": "winter" if campaign else "none",
        },
        status=500 if chance.random() < (0.4 if snapshot else 0.02) else 200,
        latency_ms=chance.lognormvariate(6.5, 0.3) * (3 if is_new and second else 1),
        cost_usd=chance.lognormvariate(-6, 0.3) * (2 if german else 1),
    )
    values = {
        "by_model": chance.gauss(60 if snapshot else 80, 8),
        "by_prompt": chance.gauss(65 if prompt else 80, 8),
        "by_judge": chance.gauss(72 if is_new else 80, 8),
        "by_upstream": chance.gauss(60 if is_new and second else 80, 8),
        "by_language": chance.gauss(68 if german else 80, 8),
    }
    return row, values


def cause_of(event: AlertEvent) -> tuple[str, str, str]:
    assert event.details is not None
    first = event.details["causes"][0]
    return first["kind"], first["key"], first["value"]


async def test_each_change_has_its_own_cause_first(
    planted: SqliteStore, replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of which its message says how many have it since, or how many did. What there is no time to explain is told by a
    later evaluation, with its cause; each explains one change at least."""
    await replica.fresh(60.0)
    watched = built_in_alert(1, 1)
    assert isinstance(watched.definition, ChangeWatch)
    search = ChangeSearch(replica, watched, watched.definition, ())
    searching = EverythingSearch(search)
    monkeypatch.setattr("evaluation.alerts.everything.BUDGET_S", 60.0)
    found = await replica.read(lambda snapshot: searching.found(snapshot, NOW_US), 100.0)
    assert found is not None
    judged = judge_changes(watched, None, found, search.question(NOW_US), (), NOW_US)
    told = [each.event for each in judged if each.event is not None]
    assert all((event.details or {})["causes"] for event in told)
    monkeypatch.setattr("evaluation.alerts.everything.BUDGET_S", -1e-9)
    in_no_time = await replica.read(lambda snapshot: searching.found(snapshot, NOW_US), 100.0)
    assert in_no_time is not None
    assert len([change for each in in_no_time for change in each.changes if change.causes]) == 1
    events = {(event.details or {})["score"] or (event.details or {})["metric"]: event for event in told[::-1]}
    assert {name: cause_of(event) for name, event in events.items()} == {
        "by_model": ("new_value", "model", "gpt-new"),
        "by_prompt": ("new_value", "prompt_fingerprint", "5f3a"),
        "by_judge": ("new_value", "evaluator", "judge 2"),
        "by_upstream": ("rate", "upstream", "second"),
        "by_language": ("mix", "property.language", "de"),
        "error_rate": ("new_value", "model", "gpt-new"),
        "latency_ms": ("rate", "upstream", "second"),
        "cost_usd": ("mix", "property.language", "de"),
    }
    for name, words in {
        "by_model": "Likely cause: model gpt-new, first seen at ",
        "by_prompt": "Likely cause: prompt fingerprint 5f3a, first seen at ",
        "by_judge": "in 100% of the scores since.",
        "by_upstream": "Likely cause: requests with upstream second changed more than the others.",
        "by_language": "Likely cause: language de went from ",
    }.items():
        assert words in events[name].text
    shares = {name: events[name].details["causes"][0]["share_after"] for name in ("by_model", "by_prompt")}
    assert shares == {"by_model": pytest.approx(0.35, abs=0.06), "by_prompt": pytest.approx(0.4, abs=0.06)}


async def test_who_calls_more_often_is_the_cause_of_more_calls(store: SqliteStore, replica: Replica) -> None:
    """What took a few hours to find: of calls, which may be none, the hours are told, not the values."""
    start = from_us(NOW_US - NOW_US % 3_600_000_000) - timedelta(days=17)  # weekends are known after two weeks
    rows = [
        exchange(f"e{hour}-{number}", started_at_us=to_us(start + hour * HOUR), properties={"customer": customer})
        for hour in range(17 * 24)
        for number, customer in enumerate(["acme", "beta", *(["acme"] * 6 if hour >= 15 * 24 else [])])
    ]
    record(store, *rows)
    await store.alerts.put(rule(name="Volume", definition=ChangeWatch("requests")))
    await Watch(store, replica, lambda: True).look(NOW_US)
    (event,) = await store.alerts.history("a1", 10)
    assert cause_of(event) == ("mix", "property.customer", "acme")
    assert re.search(r"after \d+ hours?\. Likely cause: customer acme went from 50% to 8", event.text)
