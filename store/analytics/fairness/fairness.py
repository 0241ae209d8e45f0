"""Whether two groups can be compared fairly: what differs between them beside the scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from store import statistics
from store.analytics.comparisons.comparison import Compared, compare
from store.analytics.comparisons.differences import ScoreComparison
from store.analytics.fairness.counts import KeyCounts, SharedValues, count_values, units_in_both
from store.analytics.fairness.keys import mix_keys
from store.analytics.fairness.mix import Mix, mix
from store.analytics.fairness.periods import Periods, periods_of, restricted_to_overlap
from store.analytics.fairness.scored import ScoredGroups, scored_groups
from store.analytics.query import Snapshot
from store.analytics.selection import PropertyKeys, Unit
from store.statistics import SplitTest

MISMATCH_P = 0.001  # of the sample ratio (Fabijan et al., 2019)
_NOTHING = KeyCounts([], SharedValues(0, 0, 0, 0, 0), (0, 0), (0, 0))
RatioUnit = Literal["request", "session", "user"]
_UNIT_OF_CLUSTER: dict[str, RatioUnit] = {"session": "session", "user": "user"}
_UNITS = {"session": "session_id", "user": "user_id"}


@dataclass(frozen=True, slots=True)
class FairnessQuery:
    defined_by: tuple[str, ...]  # keys.py
    cluster: str | None  # "session" and "user" are units of the sample ratio
    expected_split: tuple[float, float] | None
    within_overlap: bool  # the groups are restricted to the time they share
    is_wanted: bool = True
    exclude_each_other: bool = False  # no request is in both groups (keys.py); False: that is not known

    def ratio_unit(self, unit_of_scores: Unit) -> RatioUnit:
        """What the sample ratio counts."""
        return _UNIT_OF_CLUSTER.get(self.cluster or "", unit_of_scores)


@dataclass(frozen=True, slots=True)
class SampleRatio:
    unit: RatioUnit
    observed: tuple[int, int]
    test: SplitTest

    @property
    def mismatch(self) -> bool:
        return self.test.p_value is not None and self.test.p_value < MISMATCH_P


@dataclass(frozen=True, slots=True)
class Fairness:
    unit: Unit
    periods: Periods  # of the groups before they were restricted to their overlap
    units: tuple[int, int]  # of each group, compared
    mix: Mix
    sample_ratio: SampleRatio | None  # None: no split is expected
    units_in_both: int
    sessions: SharedValues | None  # None: they are the units
    users: SharedValues


def compare_fairly(
    snapshot: Snapshot, comparison: ScoreComparison, query: FairnessQuery, properties: PropertyKeys
) -> tuple[Compared, Fairness | None]:
    """The comparison, of the groups' common time where the query asks for it. Blocks; raises ValuesTooLarge."""
    if not (query.is_wanted or query.within_overlap):
        return compare(snapshot, comparison, properties), None
    groups = scored_groups(snapshot, comparison.names, comparison.first, comparison.second)
    periods = None
    if query.within_overlap:
        groups, periods = restricted_to_overlap(snapshot, groups)
        comparison = replace(comparison, first=groups.first, second=groups.second)
    fairness = _fairness(snapshot, query, groups, periods, properties) if query.is_wanted else None
    return compare(snapshot, comparison, properties), fairness


def _fairness(
    snapshot: Snapshot,
    query: FairnessQuery,
    groups: ScoredGroups,
    periods: Periods | None,
    properties: PropertyKeys,
) -> Fairness:
    """`groups`: as they are compared. `periods`: of the groups before they were restricted; None: they were not."""
    defined_by = frozenset(key.casefold() for key in query.defined_by)
    keys = mix_keys(snapshot, groups.first.project, properties, defined_by)
    unit = groups.first.unit
    shared = [column for other, column in _UNITS.items() if other != unit]
    counts = count_values(snapshot, groups, list(dict.fromkeys([*shared, *(key.column for key in keys)])))
    units = counts.get(_UNITS["user"], _NOTHING).units
    return Fairness(
        unit,
        periods or periods_of(snapshot, groups, units),
        units,
        mix(keys, counts, units),
        _sample_ratio(query, unit, counts, units),
        0 if unit == "request" and query.exclude_each_other else units_in_both(snapshot, groups),
        None if unit == "session" else counts.get(_UNITS["session"], _NOTHING).shared,
        counts.get(_UNITS["user"], _NOTHING).shared,
    )


def _sample_ratio(
    query: FairnessQuery, unit_of_scores: Unit, counts: dict[str, KeyCounts], units: tuple[int, int]
) -> SampleRatio | None:
    if query.expected_split is None:
        return None
    unit = query.ratio_unit(unit_of_scores)
    if unit == unit_of_scores:
        return SampleRatio(unit, units, statistics.split_test(units, query.expected_split))
    of_unit = counts.get(_UNITS[unit], _NOTHING)
    # As in clusters: a request without a session is one of its own.
    observed = (of_unit.shared.first + of_unit.without[0], of_unit.shared.second + of_unit.without[1])
    return SampleRatio(unit, observed, statistics.split_test(observed, query.expected_split))
