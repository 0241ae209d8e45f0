"""The score of each candidate's answer beside that of the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from store.analytics.query import Record, Snapshot
from store.analytics.scores.names import ScoreSeries, series_of_names
from store.analytics.scores.rows import Grouping, request_scores
from store.analytics.selection import EVERYTHING, PropertyKeys, Selection
from store.evaluation.replays import ITEM_PROPERTY, ORDERS_AGREE, PREFERENCE
from store.sql import Sql, compose, with_tables

_BY_ITEM = (f"property.{ITEM_PROPERTY}",)


class ReplayPair(NamedTuple):
    item_id: str  # request id of the original call
    candidate_id: str  # request id of the call that repeats it
    session: str | None  # of the original; pairs of one session may depend on each other
    first: float  # the original's score; with a preference, the share of the two comparisons that it won
    second: float  # … the candidate's
    prompt_preview: str | None
    first_answer: str | None  # beginnings of the answers
    second_answer: str | None


def preferences(snapshot: Snapshot, candidates: Selection, properties: PropertyKeys) -> list[ReplayPair]:
    """What the judge said of each pair: 1 for the answer that it preferred in both orders, 1/2 each if in neither."""
    series = _series(snapshot, candidates, PREFERENCE)
    if series is None:
        return []
    tables = {"candidates": request_scores(candidates, series, Grouping(properties, _BY_ITEM))}
    first, second = Sql("(1 - candidates.value) / 2"), Sql("(1 + candidates.value) / 2")
    return _pairs(snapshot, candidates.project, tables, first, second, Sql(""))


def orders_disagree(snapshot: Snapshot, candidates: Selection, properties: PropertyKeys) -> int:
    """Number of pairs of which the judge's preference changed with the order of the answers."""
    series = _series(snapshot, candidates, ORDERS_AGREE)
    if series is None:
        return 0
    tables = {"candidates": request_scores(candidates, series, Grouping(properties))}
    select = Sql("SELECT count(*) AS pairs FROM candidates WHERE candidates.value < 1")
    (row,) = snapshot.records(with_tables(tables, select))
    return int(row.pairs)


def scored_pairs(
    snapshot: Snapshot, candidates: Selection, originals: Selection, name: str, properties: PropertyKeys
) -> tuple[ScoreSeries | None, Sequence[ReplayPair]]:
    """What both sides got under one score name. `originals`: a selection that all originals are in.

    None: nothing has a number or boolean of that name. Of a name that has both, the booleans count.
    """
    series = _series(snapshot, candidates, name)
    if series is None:
        return None, []
    both = replace(originals, filter=EVERYTHING, on_scores=None)
    tables = {
        "candidates": request_scores(candidates, series, Grouping(properties, _BY_ITEM)),
        "originals": request_scores(both, series, Grouping(properties)),
    }
    join = Sql("JOIN originals ON originals.request = first.id")
    first, second = Sql("originals.value"), Sql("candidates.value")
    return series, _pairs(snapshot, candidates.project, tables, first, second, join)


def _series(snapshot: Snapshot, selection: Selection, name: str) -> ScoreSeries | None:
    found = [each for each in series_of_names(snapshot, selection.project, [name]) if each.type != "label"]
    return min(found, key=lambda series: series.type, default=None)


def _pairs(
    snapshot: Snapshot, project: int, tables: dict[str, Sql], first: Sql, second: Sql, join: Sql
) -> list[ReplayPair]:
    """In the order of the items: resampling must not depend on the order in which threads find them."""
    select = compose(
        """
        SELECT
            first.request_id AS item_id,
            second.request_id AS candidate_id,
            first.session_id AS session,
            {first} AS first,
            {second} AS second,
            first.prompt_preview AS prompt_preview,
            first.answer_preview AS first_answer,
            second.answer_preview AS second_answer
        FROM candidates
        JOIN request AS second ON second.id = candidates.request
        JOIN request AS first ON first.request_id = candidates.key_1
        {join}
        WHERE {own}
        ORDER BY first.request_id, second.request_id
        """,
        first=first,
        second=second,
        join=join,
        own=Sql("first.project = ? AND first.is_last", (project,)),
    )
    return [_pair(row) for row in snapshot.records(with_tables(tables, select))]


def _pair(row: Record) -> ReplayPair:
    return ReplayPair(
        row.item_id,
        row.candidate_id,
        row.session,
        float(row.first),
        float(row.second),
        row.prompt_preview,
        row.first_answer,
        row.second_answer,
    )
