"""A rule that watches for changes: what has changed since it was made, once each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from evaluation.alerts.judging import Judged, definition_of, is_silenced
from evaluation.alerts.open_alerts import SHOWN_FOR
from store.analytics import Replica
from store.analytics.changes.finding import DEFAULT_RANGE, find_changes
from store.analytics.changes.question import VOLUME, Cause, ChangeQuestion, FoundChange, WatchedSeries
from store.analytics.changes.sentences import sentence
from store.analytics.query import Snapshot
from store.analytics.scores.filters import on_scores
from store.analytics.selection import PropertyKeys, Selection
from store.evaluation.alerts import AlertEvent, AlertMetric, AlertRule, AlertSeverity, AlertState, ChangeWatch
from store.filter import ALL, Scope, compile_filter, parse
from store.timestamps import from_us, to_us

_METRICS: dict[AlertMetric, str] = {
    "error_rate": "error_rate",
    "latency": "latency_ms",
    "time_to_first_token": "time_to_first_token_ms",
    "cost": "cost_usd",
    "requests": VOLUME,
}


class ChangeSearch:
    """Of one rule. Raises BadFilter where a stored filter cannot be read."""

    def __init__(self, replica: Replica, rule: AlertRule, watched: ChangeWatch, hidden: Collection[str]) -> None:
        self.watched = watched
        self._hidden = hidden
        self.keys = PropertyKeys(
            partial(replica.property_key, rule.project), partial(replica.property_column, rule.project)
        )
        node = parse(watched.filter)
        self.selection = Selection(rule.project)
        if node != ALL:
            scope = Scope(rule.project, self.keys.number, alias="r", column_of=self.keys.column)
            self.selection = Selection(rule.project, compile_filter(node, scope), on_scores(node, scope))

    def question(self, now_us: int) -> ChangeQuestion:
        watched, now = self.watched, from_us(now_us)
        return ChangeQuestion(
            replace(self.selection, start=now - DEFAULT_RANGE),
            now,
            watched.score,
            _METRICS.get(watched.metric),
            watched.label,
            watched.group_by,
            watched.false_alarms_per_quarter,
            hidden=self._hidden,
        )

    def found(self, snapshot: Snapshot, now_us: int) -> list[WatchedSeries]:
        """Blocks. Raises LabelNeeded and TooManyToWatch."""
        return find_changes(snapshot, self.question(now_us), self.keys)


def judge_changes(
    rule: AlertRule,
    before: AlertState | None,
    found: Sequence[WatchedSeries],
    question: ChangeQuestion,
    known: Sequence[AlertEvent],
    now_us: int,
) -> Iterator[Judged]:
    """An event for each change that is not among the `known` ones, and the state at the end. What was found before the
    rule was made is in its history, and nobody is told. Pure."""
    state = before or AlertState(rule.id, rule.project, "ok", now_us)
    state = replace(state, evaluated_at_us=now_us, n=_n(found), error=None)
    told = told_of(rule, known)
    for series, change in due_changes(found, told):
        state, event = _fired(rule, state, question, series, change, now_us)
        told.append(event.details or {})
        yield Judged(state, event)
    severity: AlertSeverity = "alert" if _is_recent(told, now_us) else _without_alert(found)
    yield Judged(state if severity == state.state else replace(state, state=severity, since_us=now_us), None)


def told_of(rule: AlertRule, known: Sequence[AlertEvent]) -> list[dict[str, Any]]:
    """The details of the events that are about what the rule watches now."""
    watched = _watched(definition_of(rule))
    return [each.details for each in known if each.details is not None and _watched(each.definition) == watched]


def due_changes(
    found: Iterable[WatchedSeries], told: Sequence[dict[str, Any]]
) -> list[tuple[WatchedSeries, FoundChange]]:
    """Those to be told now, in the order in which they were found: of labels of one score, of which one gains what
    others lose, the one that was found first, or the largest one. Pure."""
    known = list(told)
    due = []
    all_found = [(series, change) for series in found for change in series.changes]
    for series, change in sorted(all_found, key=lambda each: (each[1].found_at, -abs(each[1].difference))):
        if _is_clear(change) and not _is_told(series, change, known):
            known.append(_details(series, change))
            due.append((series, change))
    return due


def _n(found: Sequence[WatchedSeries]) -> int:
    """The values that were judged; of everything, the requests."""
    judged = [each for each in found if each.is_all]
    return sum(each.values for each in [each for each in judged if each.metric == VOLUME] or judged)


def _fired(
    rule: AlertRule,
    state: AlertState,
    question: ChangeQuestion,
    series: WatchedSeries,
    change: FoundChange,
    now_us: int,
) -> tuple[AlertState, AlertEvent]:
    assert isinstance(rule.definition, ChangeWatch)
    is_news = to_us(change.found_at) >= max(rule.created_at_us, rule.definition.since_us)
    sends = is_news and not is_silenced(rule, now_us)
    after = replace(
        state,
        state="alert",
        since_us=now_us,
        number=state.number + 1,
        value=None if rule.definition.metric == "everything" else change.after,
        notified="alert" if sends else state.notified,
        notified_at_us=now_us if sends else state.notified_at_us,
    )
    about = replace(question, score=series.score, metric=series.metric, label=series.label)
    as_share = series.type in ("boolean", "label") or series.metric == "error_rate"
    value = None if series.is_all else series.value or "(none)"
    event = AlertEvent(
        rule.id,
        after.number,
        rule.project,
        now_us if is_news else to_us(change.found_at),
        "alert",
        "ok",
        sent=sends,
        text=sentence(about, change, value, as_share=as_share),
        value=change.after,
        low=None,
        high=None,
        n=change.values_until_found,
        level=None,
        definition=definition_of(rule),
        details=_details(series, change),
    )
    return after, event


def _watched(definition: dict[str, Any]) -> list[Any]:
    """What the changes are about: a rule that was changed may have watched something else before."""
    return [definition.get(name) for name in ("metric", "score", "label", "filter")]


def _details(series: WatchedSeries, change: FoundChange) -> dict[str, Any]:
    return {
        "score": series.score,
        "metric": series.metric,
        "type": series.type,
        "label": series.label,
        "value": series.value,
        "is_all": series.is_all,
        "at": _iso(change.at),
        "earliest": _iso(change.earliest),
        "latest": _iso(change.latest),
        "found_at": _iso(change.found_at),
        "before": change.before,
        "after": change.after,
        "difference": change.difference,
        "ratio": change.ratio,
        "low": change.low,
        "high": change.high,
        "causes": [_cause(each) for each in change.causes],
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "kind": cause.kind,
        "key": cause.key,
        "value": cause.value,
        "share_before": cause.share_before,
        "share_after": cause.share_after,
    }


def _is_clear(change: FoundChange) -> bool:
    """Not while no change at all is within its interval, as it may be after few values or a false alarm."""
    same = 0.0 if change.ratio is None else 1.0
    return not change.low <= same <= change.high


def _is_told(series: WatchedSeries, change: FoundChange, told: Iterable[dict[str, Any]]) -> bool:
    """As `is_same_change`: late scores move an hour, but make no second change of it."""
    return any(
        (each["type"], each["value"], each["is_all"]) == (series.type, series.value, series.is_all)
        # Events of older versions do not have these: their rules had one score or metric.
        and each.get("score", series.score) == series.score
        and each.get("metric", series.metric) == series.metric
        and (each.get("label", series.label) != series.label or (each["difference"] > 0) == (change.difference > 0))
        and _time(each["earliest"]) <= change.latest
        and change.earliest <= _time(each["latest"])
        for each in told
    )


def _is_recent(told: Iterable[dict[str, Any]], now_us: int) -> bool:
    return any(from_us(now_us) - _time(each["found_at"]) < SHOWN_FOR for each in told)


def _without_alert(found: Sequence[WatchedSeries]) -> AlertSeverity:
    """Where nothing could be judged yet, there is no data."""
    return "ok" if any(each.reason is None for each in found) else "no_data"


def _iso(timestamp: datetime) -> str:
    return timestamp.isoformat()


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
