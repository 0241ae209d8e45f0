"""The requests that a judge scored, with what people said of some of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from store.analytics.judging.labels import WEIGHT, label_series
from store.analytics.planning.sizes import check_size
from store.analytics.query import Snapshot
from store.analytics.scores.names import ScoreSeries, series_of_names
from store.analytics.scores.rows import Grouping, request_scores
from store.analytics.selection import NO_PROPERTIES, Selection
from store.sql import Sql, compose, with_tables
from store.statistics.planning import JudgedUnits

JUDGED_MOST = 20_000  # the newest, for which labels are planned

_PAIRED = """
SELECT
    of_judge.request AS request,
    of_judge.value AS judge,
    {judge_weight} AS weight,
    {people} AS people,
    {label_weight} AS label_weight,
    count(*) OVER () AS units
FROM of_judge
{join}
ORDER BY of_judge.started_at DESC, of_judge.request DESC
LIMIT {most}
"""


@dataclass(frozen=True, slots=True)
class JudgedRequests:
    rows: list[int]  # of `request`, as `units` has them
    units: JudgedUnits
    matching: int  # requests with a score of the judge, also those beyond JUDGED_MOST


def judged_requests(snapshot: Snapshot, selection: Selection, name: str, label_name: str) -> JudgedRequests | None:
    """`name`: of the judge's score, `label_name`: of people's. None: no judge gave numbers or booleans here. Raises
    ValuesTooLarge."""
    series = next((each for each in series_of_names(snapshot, selection.project, [name]) if each.type != "label"), None)
    if series is None:
        return None
    judge = replace(series, authors="judges")
    people = label_series(snapshot, selection.project, label_name, judge.type, None)
    rows = snapshot.records(_statement(selection, judge, people))
    if not rows:
        return None
    nan = float("nan")
    units = JudgedUnits(
        np.array([row.judge for row in rows], np.float64),
        np.array([nan if row.people is None else row.people for row in rows], np.float64),
        np.array([row.weight for row in rows], np.float64),
        np.array([row.label_weight for row in rows], np.float64),
        are_shares=judge.type == "boolean" and (people is None or people.type == "boolean"),
    )
    for score, values in ((name, units.judge), (label_name, units.people[~np.isnan(units.people)])):
        check_size(score, values)
    return JudgedRequests([row.request for row in rows], units, int(rows[0].units))


def request_ids(snapshot: Snapshot, rows: Sequence[int]) -> list[str]:
    """In the order of the rows."""
    statement = "SELECT id, request_id FROM request WHERE id IN (SELECT unnest(CAST(? AS BIGINT[])))"
    ids = {row.id: row.request_id for row in snapshot.records(Sql(statement, (list(rows),)))}
    return [ids[row] for row in rows]


def _statement(selection: Selection, judge: ScoreSeries, people: ScoreSeries | None) -> Sql:
    tables = {"of_judge": request_scores(selection, judge, Grouping(NO_PROPERTIES, with_start=True))}
    join = ""
    if people is not None:
        tables["of_people"] = request_scores(selection, people, Grouping(NO_PROPERTIES))
        join = "LEFT JOIN of_people ON of_people.request = of_judge.request"
    select = compose(
        _PAIRED,
        judge_weight=WEIGHT.format("of_judge"),
        people="of_people.value" if people else "CAST(NULL AS DOUBLE)",
        label_weight=WEIGHT.format("of_people") if people else "1e0",
        join=join,
        most=str(JUDGED_MOST),
    )
    return with_tables(tables, select)
