"""Reads the units that both a judge and people scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.analytics.query import Record, Snapshot
from store.analytics.scores.names import Passing, ScoreSeries, ScoreType, as_pass_rates, series_of_names
from store.analytics.scores.rows import Grouping, Keys
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
    is_first: NDArray[np.bool_]  # not the same request again, in another group

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

    @property
    def centre(self) -> float:
        """Near the judge's values."""
        return float(np.mean(self.units.judge)) if len(self.units) else 0.0

    @property
    def all(self) -> LabelledUnits:
        """Of all groups, and of none."""
        return self.units.where(self.is_first)


def label_series(
    snapshot: Snapshot, project: int, name: str, judge: ScoreType, passing: Mapping[str, Passing] | None
) -> ScoreSeries | None:
    """The scores of people: those of the judge's type, else numbers or booleans. None: there are none."""
    found = [each for each in series_of_names(snapshot, project, [name]) if each.type != "label"]
    if passing is not None:
        found = [*as_pass_rates(found, passing), *(each for each in found if each.type == "boolean")]
    of_people = [replace(each, authors="people") for each in found]
    return next((each for each in of_people if each.type == judge), of_people[0] if of_people else None)


def pair_tables(of_judge: Sql, of_people: Sql, grouping: Grouping, shared: Sequence[str] = ()) -> dict[str, Sql]:
    """Common table expressions; `pairs` has the units that both scored, with all columns of the grouping. `shared`:
    columns that the scores of a unit have in common, beside the unit."""
    columns: dict[str, Sql | str] = {name: f"of_judge.{name}" for name in _group_columns(grouping)}
    columns |= {
        "unit": "of_judge.request",
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
        JOIN of_people ON {same}
        """,
        columns=select_list(columns),
        same=" AND ".join(f"of_people.{name} = of_judge.{name}" for name in ("request", *shared)),
    )
    return {"of_judge": of_judge, "of_people": of_people, "pairs": pairs}


def read_labels(snapshot: Snapshot, tables: dict[str, Sql], group: Callable[[Record], GroupKey | None]) -> JudgedLabels:
    """`group`: of a row of `pairs`; None: it is not what the query is about."""
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
    places = {row.unit: place for place, row in reversed(list(enumerate(rows)))}
    is_first = np.zeros(len(rows), np.bool_)
    is_first[list(places.values())] = True
    have_probabilities = all(row.has_probability for row in rows)
    return JudgedLabels(units, [group(row) for row in rows], have_probabilities, numbers, is_first)


def group_of(row: Any, grouping: Grouping) -> GroupKey:
    keys = tuple(getattr(row, name) for name in grouping.key_columns)
    return keys, grouping.buckets.start(int(row.bucket)).isoformat() if grouping.buckets else ""


def _group_columns(grouping: Grouping) -> list[str]:
    return [*grouping.key_columns, *(["bucket"] if grouping.buckets else [])]


def _floats(values: Sequence[float]) -> NDArray[np.float64]:
    return np.array(values, np.float64)
