"""Reads the units that both a judge and people scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.analytics.query import Snapshot
from store.analytics.scores.names import Passing, ScoreSeries, ScoreType, as_pass_rates, series_of_names
from store.analytics.scores.rows import Grouping, Keys, request_scores
from store.analytics.selection import NO_PROPERTIES, Selection
from store.sql import Sql, compose, select_list, with_tables
from store.statistics.judging import LabelledUnits

PAIRS_MOST = 100_000  # the newest
WEIGHT = "coalesce(1 / nullif({}.probability, 0), 1)"  # 1 where no probability was given
GroupKey = tuple[Keys, str]  # keys and the start of the bucket with its offset; "" without buckets


@dataclass(frozen=True)  # without slots: a property is cached
class JudgedLabels:
    """Units with a value of the judge and one of people: arrays of one length, and what the units are grouped by."""

    units: LabelledUnits
    groups: list[GroupKey | None]  # None: the unit is not one of those that the query is about
    have_probabilities: bool  # whether each was labelled with a known one
    cluster_numbers: dict[Any, int]  # what the database calls a cluster → its number in `units`

    @cached_property
    def _places(self) -> dict[GroupKey | None, list[int]]:
        places: dict[GroupKey | None, list[int]] = {}
        for place, group in enumerate(self.groups):
            places.setdefault(group, []).append(place)
        return places

    def of(self, group: GroupKey) -> LabelledUnits:
        chosen = np.zeros(len(self.groups), np.bool_)
        chosen[self._places.get(group, [])] = True
        return self.units.where(chosen)


def label_series(
    snapshot: Snapshot, project: int, name: str, judge: ScoreType, passing: Mapping[str, Passing] | None
) -> ScoreSeries | None:
    """The scores of people: those of the judge's type, else numbers or booleans. None: there are none."""
    found = [each for each in series_of_names(snapshot, project, [name]) if each.type != "label"]
    if passing is not None:
        found = [*as_pass_rates(found, passing), *(each for each in found if each.type == "boolean")]
    of_people = [replace(each, authors="people") for each in found]
    return next((each for each in of_people if each.type == judge), of_people[0] if of_people else None)


def pair_tables(selection: Selection, judge: ScoreSeries, people: ScoreSeries, grouping: Grouping) -> dict[str, Sql]:
    """Common table expressions; `pairs` has the units that both scored, with all columns of the grouping."""
    columns: dict[str, Sql | str] = {name: f"of_judge.{name}" for name in _group_columns(grouping)}
    columns |= {
        "started_at": "of_judge.started_at",
        "cluster": "of_judge.cluster" if grouping.cluster else "of_judge.request",
        "judge": "of_judge.value",
        "people": "of_people.value",
        "has_probability": "of_people.probability IS NOT NULL",
        "weight": f"{WEIGHT.format('of_judge')} * {WEIGHT.format('of_people')}",
    }
    pairs = compose(
        """
        SELECT
            {columns}
        FROM of_judge
        JOIN of_people ON of_people.request = of_judge.request
        """,
        columns=select_list(columns),
    )
    return {
        "of_judge": request_scores(selection, judge, replace(grouping, with_start=True)),
        "of_people": request_scores(selection, people, Grouping(NO_PROPERTIES)),
        "pairs": pairs,
    }


def read_labels(
    snapshot: Snapshot, tables: dict[str, Sql], grouping: Grouping, start: datetime | None, end: datetime | None
) -> JudgedLabels:
    """`start`, `end`: the time that the query is about."""
    select = f"SELECT *\nFROM pairs\nORDER BY started_at DESC, cluster, judge, people\nLIMIT {PAIRS_MOST}"
    rows = snapshot.records(with_tables(tables, Sql(select)))
    numbers: dict[Any, int] = {}
    clusters = [numbers.setdefault(row.cluster, len(numbers)) for row in rows]
    units = LabelledUnits(
        _floats([row.judge for row in rows]),
        _floats([row.people for row in rows]),
        _floats([row.weight for row in rows]),
        np.array(clusters, np.int64),
    )
    groups = [
        group_of(row, grouping)
        if (start is None or row.started_at >= start) and (end is None or row.started_at < end)
        else None
        for row in rows
    ]
    return JudgedLabels(units, groups, all(row.has_probability for row in rows), numbers)


def group_of(row: Any, grouping: Grouping) -> GroupKey:
    keys = tuple(getattr(row, name) for name in grouping.key_columns)
    return keys, grouping.buckets.start(int(row.bucket)).isoformat() if grouping.buckets else ""


def _group_columns(grouping: Grouping) -> list[str]:
    return [*grouping.key_columns, *(["bucket"] if grouping.buckets else [])]


def _floats(values: Sequence[float]) -> NDArray[np.float64]:
    return np.array(values, np.float64)
