"""Conditions on rows of `score`, which the statement calls s. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from store.analytics.requests.scored_sessions import with_request
from store.analytics.scores.names import KINDS, ScoreSeries
from store.analytics.selection import EVERYTHING, Selection
from store.sql import Sql, all_true, joined

FLAGS = ("in_first", "in_second")  # columns: whether the row belongs to each of two groups
IS_PERSON = "s.evaluator IS NULL AND s.author <> '' AND coalesce(s.source, 'human') = 'human'"
_NAMES_LISTED = 50  # in a statement's text; more names are passed as one list


def named(names: Sequence[str]) -> Sql:
    if len(names) > _NAMES_LISTED:
        return Sql("s.name IN (SELECT unnest(CAST(? AS VARCHAR[])))", (list(names),))
    return Sql(f"s.name IN ({', '.join('?' * len(names))})", tuple(names))


def of_series(series: ScoreSeries) -> Sql:
    wanted = Sql("s.name = ?", (series.name,))
    if not series.is_only_type:
        kinds = KINDS[series.type]
        wanted += Sql(f" AND s.kind IN ({', '.join('?' * len(kinds))})", kinds)
    if series.authors is not None:
        wanted += f" AND {'' if series.authors == 'people' else 'NOT '}({IS_PERSON})"
    return wanted


def selected(selection: Selection, wanted: Sql, name: str | None = None) -> list[Sql]:
    """The conditions on scores that count, of the selected requests. `name`: of the scores, where a request has at most
    one of that name."""
    conditions = [Sql("s.project = ?", (selection.project,)), wanted, Sql("s.request IS NOT NULL")]
    if selection.with_superseded:
        pass
    elif selection.as_of is None:
        conditions.append(Sql("s.superseded_at IS NULL"))
    else:
        known = "s.recorded_at <= ? AND (s.superseded_at IS NULL OR s.superseded_at > ?)"
        conditions.append(Sql(known, (selection.as_of, selection.as_of)))
    if selection.filter != EVERYTHING:
        conditions.append(_matches(selection, name))
    if selection.start is not None:
        conditions.append(Sql("s.started_at >= ?", (selection.start,)))
    if selection.end is not None:
        conditions.append(Sql("s.started_at < ?", (selection.end,)))
    return conditions


def selected_by_either(
    selections: tuple[Selection, Selection], wanted: Sql, name: str | None = None
) -> tuple[dict[str, Sql | str], list[Sql]]:
    """The expressions of FLAGS, and the conditions on scores that count in at least one of two groups. `name`: as in
    `selected`."""
    first, second = (selected(selection, wanted, name) for selection in selections)
    shared = [condition for condition in first if condition in second]
    own = [all_true([each for each in group if each not in shared] or ["TRUE"]) for group in (first, second)]
    either = "(" + joined(" OR ", ("(" + condition + ")" for condition in own)) + ")"
    # A condition on a value that a row has not is NULL, and so is what DuckDB's count_if makes of nothing else.
    flags: dict[str, Sql | str] = {
        flag: "coalesce(" + condition + ", FALSE)" for flag, condition in zip(FLAGS, own, strict=True)
    }
    return flags, [*shared, *_from_first_to_last(selections), either]


def _from_first_to_last(selections: tuple[Selection, Selection]) -> list[Sql]:
    """The time from the beginning of the one group to the end of the other, which lets DuckDB skip what lies outside;
    it does not see this in alternatives."""
    starts = [selection.start for selection in selections if selection.start is not None]
    ends = [selection.end for selection in selections if selection.end is not None]
    conditions = []
    if len(set(starts)) == len(selections):
        conditions.append(Sql("s.started_at >= ?", (min(starts),)))
    if len(set(ends)) == len(selections):
        conditions.append(Sql("s.started_at < ?", (max(ends),)))
    return conditions


def _matches(selection: Selection, name: str | None) -> Sql:
    if selection.unit == "session":
        return with_request(selection.project, selection.filter)
    return selection.filter if selection.on_scores is None else selection.on_scores(name)
