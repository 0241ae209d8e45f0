"""The likely causes of a change: values that first occurred around it, and values that explain it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from store.analytics.changes.carried import carried_by, carried_of_volume
from store.analytics.changes.hourly import COUNTED
from store.analytics.changes.question import Cause, CauseKind, ChangeQuestion, FoundChange
from store.analytics.explain.explain import (
    ChangeToExplain,
    ExplainedValue,
    Explanation,
    TooManyToExplain,
    explain,
    explain_measure,
)
from store.analytics.explain.rows import EVALUATOR
from store.analytics.query import Record, Snapshot
from store.analytics.requests.firsts import firsts
from store.analytics.requests.properties import names
from store.analytics.requests.selected import selected
from store.analytics.scores.keys import PROPERTY
from store.analytics.scores.rows import score_rows
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql, compose, joined, with_tables

_AROUND = timedelta(hours=2)  # before and after the interval of the change
_COMPARED = timedelta(days=7)  # at most, before and after
_SHARE_LEAST = 0.05  # of the requests after the change that a new value must have
_LISTED = 20
_CAUSES_MOST = 5
_SIGNIFICANT = 0.05
_SHIFTED = 0.1  # by so much a value's share of the requests changes at least,
_CARRIED = 0.2  # … and carries this part of the difference, to be a cause by itself
_MOST = 0.5  # of the difference: a value that carries so much is a likelier cause than a new one that does not
_STEPS = 4  # parts of the difference closer than a quarter are alike: those of new values depend on few others
_COLUMNS = {
    "model": "model_answered",
    "prompt": "prompt_id",
    "prompt_fingerprint": "prompt_fingerprint",
    "upstream": "upstream",
    "path": "path",
}
# Of values that are as likely, as where all of them came at once: a deployment marks itself with a property, too.
_ORDER = ("model", "prompt_fingerprint", "prompt", EVALUATOR, "upstream", "path")

Explained = list[tuple[Explanation, ExplainedValue]]


class _Likely(NamedTuple):
    cause: Cause
    carried: float  # part of the difference; of values that are not explained, their share of the requests since

    @property
    def order(self) -> tuple[bool, int, bool, int, float]:
        is_new = self.cause.kind == "new_value"
        place = _ORDER.index(self.cause.key) if self.cause.key in _ORDER else len(_ORDER)
        share = self.cause.share_after or 0.0
        return self.carried < _MOST, -round(min(1.0, self.carried) * _STEPS), not is_new, place, -share


def likely_causes(
    snapshot: Snapshot, question: ChangeQuestion, change: FoundChange, properties: PropertyKeys
) -> tuple[Cause, ...]:
    """The most likely ones first: what carries most of the difference, a new value before one that was there."""
    before = replace(question.selection, start=max(change.since, change.earliest - _COMPARED), end=change.earliest)
    after = replace(question.selection, start=change.latest, end=min(change.until, change.latest + _COMPARED))
    explained = _explained(snapshot, question, change, (before, after), properties)
    carried = {(value.key, value.value): _carried(change, of, value, (before, after)) for of, value in explained}
    new = [
        _Likely(cause, carried.get((cause.key, cause.value), cause.share_after or 0.0))
        for cause in _new_values(snapshot, question, change, after, properties)
    ]
    known = {(each.cause.key, each.cause.value) for each in new}
    others = [
        _Likely(_cause(kind, value), carried[value.key, value.value])
        for kind, value in _kinds(change, [(value, carried[value.key, value.value]) for _, value in explained])
        if (value.key, value.value) not in known
    ]
    return tuple(each.cause for each in sorted([*new, *others], key=lambda each: each.order))[:_CAUSES_MOST]


def _carried(change: FoundChange, of: Explanation, value: ExplainedValue, sides: tuple[Selection, Selection]) -> float:
    if change.measures_volume:
        return carried_of_volume(value.change, of.n, sides)
    return carried_by(value.change, of.means, change.difference)


def _new_values(
    snapshot: Snapshot, question: ChangeQuestion, change: FoundChange, after: Selection, properties: PropertyKeys
) -> list[Cause]:
    start, last = change.earliest - _AROUND, change.latest + _AROUND
    within = replace(question.selection, start=start, end=after.end)
    columns = _columns(snapshot, question, properties)
    found = firsts(snapshot, within, columns, _LISTED) if columns else []
    found = [each for each in found if each["first_at"] <= last]
    totals = _requests_since(snapshot, within, [each["first_at"] for each in found])
    shares = [(each, each["requests"] / max(total, 1)) for each, total in zip(found, totals, strict=True)]
    if question.score is not None:
        shares += _new_evaluators(snapshot, within, question.score, start, last)
    return [
        Cause("new_value", each["key"], each["value"], each["first_at"], 0.0, share, None, None)
        for each, share in shares
        if share >= _SHARE_LEAST
    ]


def _requests_since(snapshot: Snapshot, within: Selection, since: Sequence[datetime]) -> Sequence[int]:
    """The number of requests from each time on."""
    if not since:
        return ()
    (row,) = snapshot.rows("SELECT " + _counts_since("r.started_at", since) + "\n" + selected(within))
    return row


def _counts_since(column: str, since: Sequence[datetime]) -> Sql:
    return joined(", ", [Sql(f"count(CASE WHEN {column} >= ? THEN 1 END)", (at,)) for at in since])


def _columns(snapshot: Snapshot, question: ChangeQuestion, properties: PropertyKeys) -> Mapping[str, str]:
    columns = dict(_COLUMNS)
    for folded, name in names(snapshot, question.selection.project).items():
        column = properties.column(name)
        if column is not None and folded not in question.hidden:
            columns[PROPERTY + name] = column
    columns.pop(question.group_by or "", None)
    return columns


def _new_evaluators(
    snapshot: Snapshot, within: Selection, score: str, start: datetime, last: datetime
) -> list[tuple[dict[str, object], float]]:
    """Versions of evaluators by the request that each scored first, with their share of the scores since."""
    columns = {"evaluator": "s.evaluator", "version": "s.evaluator_version", "started_at": "s.started_at"}
    rows = score_rows([replace(within, start=None)], [score], columns)
    select = compose(
        """
        SELECT
            evaluator,
            version,
            min(started_at) AS first_at,
            count(*) AS scores
        FROM rated
        WHERE evaluator IS NOT NULL
        GROUP BY evaluator, version
        ORDER BY scores DESC, evaluator, version
        """
    )
    found = snapshot.records(with_tables({"rated": rows}, select))
    new = [row for row in found if start <= row.first_at <= last and len(found) > 1]
    if not new:
        return []
    counts = "SELECT " + _counts_since("started_at", [row.first_at for row in new]) + "\nFROM rated"
    (since,) = snapshot.rows(with_tables({"rated": rows}, counts))
    return [
        ({"key": EVALUATOR, "value": _named(row), "first_at": row.first_at}, row.scores / max(count, 1))
        for row, count in zip(new, since, strict=True)
    ]


def _named(row: Record) -> str:
    return " ".join(part for part in (row.evaluator, row.version) if part)


def _explained(
    snapshot: Snapshot,
    question: ChangeQuestion,
    change: FoundChange,
    sides: tuple[Selection, Selection],
    properties: PropertyKeys,
) -> Explained:
    """The values of all keys, those that carry most beyond their share first."""
    if not all(each.start and each.end and each.start < each.end for each in sides):
        return []
    asked = ChangeToExplain(question.score, question.metric, question.label, *sides)
    try:
        if change.measures_volume:
            found = [explain_measure(snapshot, asked, COUNTED, properties)]
        else:
            found = explain(snapshot, asked, properties)
    except TooManyToExplain:
        return []
    return [
        (explanation, value)
        for explanation in found
        for value in explanation.values
        if not value.others and value.key.removeprefix(PROPERTY).casefold() not in question.hidden
    ]


def _kinds(
    change: FoundChange, values: Iterable[tuple[ExplainedValue, float]]
) -> list[tuple[CauseKind, ExplainedValue]]:
    """Those that are a cause, each by what moved more: its mean, or its share of the requests."""
    found: list[tuple[CauseKind, ExplainedValue]] = []
    for value, carried in values:
        of = value.change
        is_of_mix = change.measures_volume or abs(of.mix.amount) > abs(of.rate.amount)
        if is_of_mix and _is_of_mix(change, value, carried):
            found.append(("mix", value))
        elif not is_of_mix and _is_beyond_its_share(value, change.difference):
            found.append(("rate", value))
    return found


def _is_beyond_its_share(value: ExplainedValue, difference: float) -> bool:
    """Whether it carries more of the difference than if all values had changed alike, for certain."""
    is_certain = value.holm_p is not None and value.holm_p < _SIGNIFICANT
    return is_certain and value.change.excess.amount * difference > 0


def _is_of_mix(change: FoundChange, value: ExplainedValue, carried: float) -> bool:
    """Whether it became more frequent, and that moved the mean; of volume, whether it came or went more than others."""
    before, after = value.change.shares
    if change.measures_volume:
        shift = (after - before) * (1 if change.difference > 0 else -1)
        return shift >= _SHIFTED and carried >= _CARRIED
    moved = after - before >= _SHIFTED and carried >= _CARRIED
    return moved or (after > before and _is_beyond_its_share(value, change.difference))


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
