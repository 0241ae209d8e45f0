"""The likely causes of a change: values that first occurred around it, and values that explain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from store.analytics.changes.question import Cause, CauseKind, ChangeQuestion, FoundChange
from store.analytics.explain.explain import ChangeToExplain, ExplainedValue, TooManyToExplain, explain
from store.analytics.explain.rows import EVALUATOR
from store.analytics.query import Snapshot
from store.analytics.requests.firsts import firsts
from store.analytics.requests.properties import names
from store.analytics.requests.selected import selected
from store.analytics.scores.keys import PROPERTY
from store.analytics.scores.rows import score_rows
from store.analytics.selection import PropertyKeys, Selection
from store.sql import compose, with_tables

_AROUND = timedelta(hours=2)  # before and after the interval of the change
_COMPARED = timedelta(days=7)  # at most, before and after
_SHARE_LEAST = 0.05  # of the requests after the change that a new value must have
_LISTED = 20
_CAUSES_MOST = 5
_SIGNIFICANT = 0.05
_SHIFTED = 0.1  # by so much a value's share of the requests changes at least,
_CARRIED = 0.2  # … and carries this part of the difference, to be a cause by itself
_COLUMNS = {
    "model": "model_answered",
    "prompt": "prompt_id",
    "prompt_fingerprint": "prompt_fingerprint",
    "upstream": "upstream",
    "path": "path",
}


def likely_causes(
    snapshot: Snapshot, question: ChangeQuestion, change: FoundChange, properties: PropertyKeys
) -> tuple[Cause, ...]:
    """The most likely ones first: new values, the most frequent first, then those that carry most of the difference."""
    before = replace(question.selection, start=max(change.since, change.earliest - _COMPARED), end=change.earliest)
    after = replace(question.selection, start=change.latest, end=min(change.until, change.latest + _COMPARED))
    causes = _new_values(snapshot, question, change, after, properties)
    known = {(cause.key, cause.value) for cause in causes}
    explained = _explained(snapshot, question, change, (before, after), properties)
    return tuple([*causes, *(each for each in explained if (each.key, each.value) not in known)][:_CAUSES_MOST])


def _new_values(
    snapshot: Snapshot, question: ChangeQuestion, change: FoundChange, after: Selection, properties: PropertyKeys
) -> list[Cause]:
    start, last = change.earliest - _AROUND, change.latest + _AROUND
    within = replace(question.selection, start=start, end=after.end)
    columns = _columns(snapshot, question, properties)
    found = firsts(snapshot, within, columns, _LISTED) if columns else []
    if question.score is not None:
        found = [*_new_evaluators(snapshot, within, question.score, start), *found]
    ((total,),) = snapshot.rows("SELECT count(*)\n" + selected(after))
    causes = [
        Cause("new_value", each["key"], each["value"], each["first_at"], 0.0, share, None, None)
        for each in found
        if each["first_at"] <= last and (share := min(1.0, each["requests"] / max(total, 1))) >= _SHARE_LEAST
    ]
    return sorted(causes, key=lambda cause: -(cause.share_after or 0.0))


def _columns(snapshot: Snapshot, question: ChangeQuestion, properties: PropertyKeys) -> Mapping[str, str]:
    columns = dict(_COLUMNS)
    for folded, name in names(snapshot, question.selection.project).items():
        column = properties.column(name)
        if column is not None and folded not in question.hidden:
            columns[PROPERTY + name] = column
    columns.pop(question.group_by or "", None)
    return columns


def _new_evaluators(snapshot: Snapshot, within: Selection, score: str, start: datetime) -> list[dict[str, object]]:
    """Versions of evaluators by the request that each scored first."""
    columns = {"evaluator": "s.evaluator", "version": "s.evaluator_version", "started_at": "s.started_at"}
    rows = score_rows([replace(within, start=None)], [score], columns)
    select = compose(
        """
        SELECT
            evaluator,
            version,
            min(started_at) AS first_at,
            count(*) AS requests
        FROM rated
        WHERE evaluator IS NOT NULL
        GROUP BY evaluator, version
        ORDER BY requests DESC, evaluator, version
        """
    )
    found = snapshot.records(with_tables({"rated": rows}, select))
    return [
        {
            "key": EVALUATOR,
            "value": " ".join(part for part in (row.evaluator, row.version) if part),
            "first_at": row.first_at,
            "requests": row.requests,
        }
        for row in found
        if row.first_at >= start and len(found) > 1
    ]


def _explained(
    snapshot: Snapshot,
    question: ChangeQuestion,
    change: FoundChange,
    sides: tuple[Selection, Selection],
    properties: PropertyKeys,
) -> list[Cause]:
    if change.measures_volume or not all(each.start and each.end and each.start < each.end for each in sides):
        return []
    asked = ChangeToExplain(question.score, question.metric, question.label, *sides)
    try:
        found = explain(snapshot, asked, properties)
    except TooManyToExplain:
        return []
    values = [
        value
        for explanation in found
        for value in explanation.values
        if not value.others and value.key.removeprefix(PROPERTY).casefold() not in question.hidden
    ]
    own = [_cause("rate", value) for value in values if _is_of_rate(value, change.difference)]
    return own + [_cause("mix", value) for value in values if _is_of_mix(value, change.difference)]


def _is_of_rate(value: ExplainedValue, difference: float) -> bool:
    """Whether its own mean changed more than that of the others."""
    is_certain = value.holm_p is not None and value.holm_p < _SIGNIFICANT
    return is_certain and value.change.excess.amount * difference > 0


def _is_of_mix(value: ExplainedValue, difference: float) -> bool:
    """Whether it became more frequent, or less, and that moved the mean."""
    before, after = value.change.shares
    carried = value.change.mix.amount / difference if difference else 0.0
    return after - before >= _SHIFTED and carried >= _CARRIED


def _cause(kind: CauseKind, value: ExplainedValue) -> Cause:
    change = value.change
    return Cause(
        kind,
        value.key,
        value.value,
        None,
        change.shares[0],
        change.shares[1],
        change.contribution.amount,
        value.holm_p,
    )
