"""A value and the state before → the state, its event and whether a message is due."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from evaluation.alerts.judging import judge, moved, severity_of
from evaluation.alerts.messages import DashboardLinks, message_of
from evaluation.alerts.words import metric_words, window_words
from store.evaluation.alerts import AlertEvent, AlertRule, AlertState, Threshold, WindowValue
from store.statistics import shares
from tests.evaluation.alerting import rule, threshold

MINUTE_US = 60_000_000


def mean(value: float | None, margin: float = 0.02, n: int = 200) -> WindowValue:
    if value is None:
        return WindowValue(None, 0, has_interval=True)
    return WindowValue(value, n, value - margin, value + margin, has_interval=True)


def run(of: AlertRule, *found: WindowValue, every_us: int = MINUTE_US) -> tuple[list[AlertState], list[AlertEvent]]:
    """Each state, and the events, of one evaluation a minute."""
    state: AlertState | None = None
    states, events = [], []
    for number, value in enumerate(found):
        state, event = judge(of, state, value, number * every_us)
        states.append(state)
        events += [event] if event else []
    return states, events


def test_a_level_is_crossed_by_the_whole_interval_and_left_by_the_value() -> None:
    """So that a state neither comes from few requests nor goes and comes again."""
    watched = rule(definition=threshold(alert=0.7, warning=0.8))
    values = [
        mean(0.85),
        mean(0.79),
        mean(0.77),
        mean(0.79),
        mean(0.69),
        mean(0.66),
        mean(0.69),
        mean(0.71),
        mean(0.82),
    ]
    states, events = run(watched, *values)
    assert [state.state for state in states] == [
        *("ok", "ok", "warning", "warning", "warning", "alert", "alert", "warning", "ok"),
    ]  # fmt: skip
    assert [(event.previous, event.state) for event in events] == [
        ("ok", "warning"),
        ("warning", "alert"),
        ("alert", "warning"),
        ("warning", "ok"),
    ]
    assert [event.number for event in events] == [1, 2, 3, 4]
    assert events[1].level == 0.7
    assert events[1].text == (
        "The mean of accuracy was 0.66 [95 %: 0.64 to 0.68] in the last hour (n = 200), below the alert level of 0.7."
        " Since 1970-01-01 00:05 UTC."
    )
    assert "no longer below the warning level of 0.8" in events[3].text


@pytest.mark.parametrize(
    ("before", "value", "margin", "expected"),
    [
        ("ok", 0.68, 0.0, "alert"),
        ("ok", 0.69, 0.0, "ok"),  # the interval reaches 0.71
        ("alert", 0.69, 0.0, "alert"),
        ("alert", 0.7, 0.0, "ok"),
        ("alert", 0.74, 0.05, "alert"),
        ("alert", 0.75, 0.05, "ok"),
        ("no_data", 0.69, 0.0, "ok"),
    ],
)
def test_a_margin_keeps_a_state_from_ending_too_soon(before: Any, value: float, margin: float, expected: str) -> None:
    watched = threshold(alert=0.7, recovery_margin=margin)
    assert severity_of(watched, before, mean(value, 0.0199)) == expected


def test_above_is_the_mirror_image_of_below() -> None:
    watched = threshold(metric="latency", quantile=0.95, direction="above", alert=900.0, recovery_margin=100.0)
    found = WindowValue(950.0, 100, 880.0, 1_200.0, has_interval=True)
    assert severity_of(watched, "ok", found) == "ok"
    assert severity_of(watched, "ok", replace(found, low=901.0)) == "alert"
    assert severity_of(watched, "alert", replace(found, value=801.0, low=700.0)) == "alert"
    assert severity_of(watched, "alert", replace(found, value=800.0, low=700.0)) == "ok"
    assert severity_of(watched, "ok", replace(found, low=None)) == "no_data"  # too few values to judge that side by
    assert severity_of(watched, "ok", replace(found, low=901.0, high=None)) == "alert"


def test_totals_are_judged_by_their_value() -> None:
    """They are what happened, and need no minimum of requests."""
    few = threshold(metric="requests", score=None, alert=10.0)
    assert severity_of(few, "ok", WindowValue(0.0, 0)) == "alert"
    assert severity_of(few, "ok", WindowValue(10.0, 10)) == "ok"
    assert severity_of(threshold(metric="cost", score=None, alert=10.0), "ok", WindowValue(None, 0)) == "no_data"


@pytest.mark.parametrize(
    ("no_data", "before", "expected"),
    [
        ("keep", "alert", "alert"),
        ("keep", "ok", "no_data"),
        ("ok", "alert", "no_data"),
        ("ok", "ok", "no_data"),
        ("alert", "ok", "alert"),
    ],
)
def test_without_data_a_rule_does_what_it_says(no_data: Any, before: Any, expected: str) -> None:
    watched = threshold(no_data=no_data)
    assert severity_of(watched, before, mean(None)) == expected
    assert severity_of(watched, before, mean(0.1, n=29)) == expected  # fewer than minimum_n


def test_coming_and_going_without_data_is_no_event_but_the_end_of_an_alert_is() -> None:
    states, events = run(
        rule(definition=threshold(no_data="ok")), mean(0.9), mean(None), mean(0.9), mean(0.5), mean(None)
    )
    assert [state.state for state in states] == ["ok", "no_data", "ok", "alert", "no_data"]
    assert [(event.previous, event.state, event.sent) for event in events] == [
        ("ok", "alert", True),
        ("alert", "no_data", True),
    ]
    assert "is not known: in the last hour there were no requests to judge it by" in events[1].text


def test_a_message_comes_again_only_after_its_interval() -> None:
    bad = [mean(0.5)] * 7
    once = run(rule(), *bad)[1]
    assert [event.previous for event in once] == ["ok"]
    again = run(rule(renotify_s=180), *bad)[1]
    assert [event.at_us // MINUTE_US for event in again] == [0, 3, 6]
    assert [event.previous for event in again] == ["ok", "alert", "alert"]
    assert "Since 1970-01-01 00:00 UTC" in again[-1].text


def test_a_silenced_rule_goes_on_and_tells_what_lasts_when_the_silence_ends() -> None:
    silenced = rule(silenced_until_us=3 * MINUTE_US)
    _, events = run(silenced, mean(0.9), mean(0.5), mean(0.5), mean(0.5), mean(0.9))
    assert [(event.at_us // MINUTE_US, event.previous, event.state, event.sent) for event in events] == [
        (1, "ok", "alert", False),
        (3, "ok", "alert", True),  # no reminder: nobody has heard of it
        (4, "alert", "ok", True),
    ]
    _, over = run(silenced, mean(0.5), mean(0.9), mean(0.9), mean(0.9))  # nobody was told, so nobody is told of its end
    assert [event.sent for event in over] == [False, False]


def test_what_ended_during_a_silence_is_told_when_the_silence_ends() -> None:
    """As the end of what was told before it."""
    state = run(rule(), mean(0.5))[0][-1]
    silenced = rule(silenced_until_us=3 * MINUTE_US)
    state, quiet = judge(silenced, state, mean(0.9), 2 * MINUTE_US)
    assert quiet is not None
    assert (quiet.previous, quiet.state, quiet.sent) == ("alert", "ok", False)
    state, told = judge(silenced, state, mean(0.9), 4 * MINUTE_US)
    assert told is not None
    assert (told.previous, told.state, told.sent, told.level) == ("alert", "ok", True, 0.7)
    assert "no longer below the alert level of 0.7" in told.text
    assert not message_of(silenced, told, DashboardLinks())["reminder"]
    assert judge(silenced, state, mean(0.9), 5 * MINUTE_US).event is None


def test_an_event_has_the_same_id_on_another_node() -> None:
    """Which knows the state before, and finds it a little later."""
    watched = rule()
    before, _ = judge(watched, None, mean(0.9), 0)
    first, second = (judge(watched, before, mean(0.5), at_us).event for at_us in (MINUTE_US, 2 * MINUTE_US))
    assert first is not None
    assert second is not None
    assert first.id == second.id == f"{watched.id}-1"


def test_a_rule_that_is_no_longer_watched_says_why() -> None:
    state = run(rule(), mean(0.5))[0][-1]
    event = moved(rule(), state, "ok", 5 * MINUTE_US, None, "the alert was deleted").event
    assert event is not None
    assert event.text == "The mean of accuracy is no longer watched: the alert was deleted."
    assert (
        moved(rule(), replace(state, state="ok", notified="ok"), "ok", 6, None, "the alert was deleted").event is None
    )


def test_a_message_says_what_since_when_how_much_and_where() -> None:
    watched = rule(webhooks=("w1",), definition=threshold(filter={"request_response_rmt": {"model": {"equals": "m"}}}))
    event = run(watched, mean(0.5))[1][0]
    message = message_of(watched, event, DashboardLinks(usual_url="http://10.0.0.5:8787"))
    page = "/ui/alerts?id=a1&project=1#event-1"
    assert message["url"] == f"https://gnomon.example.com{page}"
    assert (message["value"], message["interval"], message["n"], message["level"]) == (0.5, [0.48, 0.52], 200, 0.7)
    assert (message["alert"], message["state"], message["reminder"]) == ("threshold", "alert", False)
    assert message["filter"] == watched.threshold.filter
    of_nobody = replace(watched, base_url="")
    for links, url in [
        (DashboardLinks("https://logs.example.com", "http://10.0.0.5:8787"), f"https://logs.example.com{page}"),
        (DashboardLinks(usual_url="http://10.0.0.5:8787"), f"http://10.0.0.5:8787{page}"),
        (DashboardLinks(), None),
    ]:
        assert message_of(of_nobody, event, links)["url"] == url


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"metric": "label_share", "score": "tone", "label": "rude"}, "the share of rude in tone"),
        ({"metric": "error_rate"}, "the share of failed requests"),
        ({"metric": "latency", "quantile": 0.5}, "the median of the latency"),
        ({"metric": "time_to_first_token", "quantile": 0.999}, "the 99.9th percentile of the time to the first token"),
        ({"metric": "cost"}, "the cost"),
        ({"metric": "requests"}, "the number of requests"),
    ],
)
def test_every_metric_has_words(changes: dict[str, Any], words: str) -> None:
    assert metric_words(Threshold(**{"window_s": 300, "direction": "above", "alert": 1.0} | changes)) == words


def test_windows_have_words() -> None:
    assert [window_words(size) for size in (300, 3_600, 7_200, 86_400, 172_800, 604_800, 301)] == [
        *("5 minutes", "hour", "2 hours", "day", "2 days", "week", "301 seconds"),
    ]  # fmt: skip


def test_a_value_at_its_level_crosses_it_in_one_window_of_forty() -> None:
    """By simulation: whatever the number of requests. A rule on the mean would fire in every second one."""
    chance = np.random.default_rng(20)
    windows, watched = 20_000, threshold(metric="error_rate", score=None, direction="above", alert=0.3)
    for n in (50, 400):
        counts = chance.binomial(n, 0.3, windows).tolist()
        intervals = shares(counts, [n] * windows)
        found = [
            WindowValue(count / n, n, each.low, each.high, has_interval=True)
            for count, each in zip(counts, intervals, strict=True)
        ]
        fired = sum(severity_of(watched, "ok", each) == "alert" for each in found) / windows
        assert 0.015 < fired < 0.032
        assert sum(count / n > 0.3 for count in counts) / windows > 0.4
