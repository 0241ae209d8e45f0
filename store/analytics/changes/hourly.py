"""What was measured in each hour: number, mean and spread of the values, in one statement for each question."""

from __future__ import annotations

from datetime import UTC
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.analytics.explain.rows import Measured, rows_of
from store.analytics.explain.values import Values, code_of, frequent_values
from store.analytics.measures import Measure
from store.analytics.query import Snapshot
from store.analytics.requests.selected import FixedBuckets
from store.analytics.selection import PropertyKeys, Selection
from store.sql import Sql, compose, with_tables
from store.statistics.changes import HourlySeries, series_of_counts, series_of_numbers, series_of_shares
from store.timestamps import to_us

VALUES_MOST = 10  # of `group_by`
COUNTED = Measure("1e0")  # of every request: what is measured is their number
_HOUR_US = 3_600_000_000
_HOURS = FixedBuckets("hour", UTC)
_KEY = "key_1"
WEIGHT = "1 / CASE WHEN probability > 0 THEN probability ELSE 1e0 END"
HOUR_OF = f"epoch_us({{}}) // {_HOUR_US}"
BUCKET_OF_SCORE = HOUR_OF.format("s.started_at")


Hours = dict[str, NDArray[np.float64]]  # column → an element for each hour


class WatchedValue(NamedTuple):
    value: str | None  # of `group_by`
    is_all: bool
    series: HourlySeries


def is_logarithm(subject: Measured) -> bool:
    """What has no upper bound is compared by its ratio: a call of a minute must not outweigh a thousand of a second."""
    return subject.measure is not None and not subject.measure.is_share


def hourly_series(
    snapshot: Snapshot, subject: Measured, selection: Selection, group_by: str | None, properties: PropertyKeys
) -> list[WatchedValue]:
    """All together first, then the values of `group_by`, the most frequent first. `selection`: of whole hours, with
    an end."""
    keys = (group_by,) if group_by else ()
    rows = rows_of(subject, selection, keys, None, properties, _HOURS.buckets)
    values = frequent_values(snapshot, rows, [_KEY])[0][:VALUES_MOST] if group_by else []
    everything = read_hours(snapshot, _statement(rows, subject, None))
    if not everything["hour"].size:
        return []
    end = int(to_us(selection.end) // _HOUR_US) if selection.end else int(everything["hour"][-1]) + 1
    span = int(everything["hour"][0]), end
    found = [WatchedValue(None, True, series_of_hours(everything, subject, span))]
    if values:
        by_value = read_hours(snapshot, _statement(rows, subject, values))
        for code, value in enumerate(values):
            of_value = {name: column[by_value["code"] == code] for name, column in by_value.items()}
            if of_value["hour"].size:
                found.append(WatchedValue(value, False, series_of_hours(of_value, subject, span)))
    return found


def _statement(rows: Sql, subject: Measured, values: Values | None) -> Sql:
    """Sums are weighted by 1 / the probability with which a request was sampled for scoring."""
    value, known = "CAST(value AS DOUBLE)", "value IS NOT NULL"
    if is_logarithm(subject):
        value, known = f"ln({value})", "value > 0"
    weighted = compose(
        """
        SELECT
            {code} AS code,
            bucket,
            {value} AS measured,
            {weight} AS weight
        FROM hourly_rows
        WHERE {known}
        """,
        code="0" if values is None else code_of(_KEY, values),
        value=value,
        weight=WEIGHT,
        known=known,
    )
    select = compose(
        """
        SELECT
            code,
            bucket AS hour,
            count(*) AS units,
            sum(weight) AS weights,
            sum(weight * weight) AS squared_weights,
            sum(weight * measured) AS total,
            CASE WHEN count(*) > 1 THEN var_samp(measured) ELSE 0e0 END AS variance,
            min(measured) AS lowest,
            max(measured) AS highest
        FROM weighted_rows
        GROUP BY code, bucket
        ORDER BY code, bucket
        """
    )
    return with_tables({"hourly_rows": rows, "weighted_rows": weighted}, select)


def read_hours(snapshot: Snapshot, statement: Sql) -> Hours:
    return {
        name: np.asarray(np.ma.filled(column, np.nan), np.float64)
        for name, column in snapshot.columns(statement).items()
    }


def series_of_hours(of: Hours, subject: Measured, span: tuple[int, int]) -> HourlySeries:
    """`span`: the first hour of all values, and the end."""
    hours = of["hour"].astype(np.int64)
    if subject.measure is COUNTED:
        counts = np.zeros(span[1] - span[0])
        counts[hours - span[0]] = of["units"]
        return series_of_counts(span[0], counts)
    n = of["weights"] ** 2 / of["squared_weights"]  # Kish's number of equally weighted values
    means = of["total"] / of["weights"]
    if subject.is_share:
        return series_of_shares(hours, n, means)
    squares = of["variance"] * np.maximum(n - 1, 0.0)
    return series_of_numbers(hours, n, means, squares, of["lowest"], of["highest"])
