"""The shares of labels, hour by hour, of every score of labels of a project at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from store.analytics.changes.all_series import SeriesKey, hour_of
from store.analytics.changes.hourly import BUCKET_OF_SCORE, VALUES_MOST, WEIGHT, Hours, read_hours, series_of_hours
from store.analytics.query import Snapshot
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import score_rows
from store.analytics.selection import Selection
from store.sql import Sql, compose, joined, with_tables
from store.statistics.changes import HourlySeries
from store.statistics.summaries import Floats

LABELS_MOST = VALUES_MOST  # of a score
ALL_LABELS_MOST = 100  # of all scores together

Labels = tuple[str, ...]

_SINGLE = "SELECT name, label, bucket, 1e0 AS value, probability\nFROM ratings\nWHERE is_label"
_SHARED = """\
SELECT
    request,
    name,
    label,
    any_value(bucket) AS bucket,
    count(*) / sum(count(*)) OVER (PARTITION BY request, name) AS value,
    CASE WHEN count(probability) > 0 THEN max(coalesce(probability, 1e0)) END AS probability
FROM ratings
WHERE is_label
GROUP BY request, name, label"""


def watched_labels(snapshot: Snapshot, selection: Selection, scores: Sequence[ScoreSeries]) -> dict[str, Labels]:
    """By the name of a score of labels: its most frequent labels, of which the shares are watched.

    `scores`: the most frequent first; those beyond ALL_LABELS_MOST are left out. Of two labels, the shares add up to
    one: only the rarer one is watched.
    """
    names = [each.name for each in scores if each.type == "label"]
    if not names:
        return {}
    rows = score_rows([selection], names, {"name": "s.name", "label": "s.label", "is_label": "s.kind = 'label'"})
    counts = "SELECT name, label, count(*) AS ratings\nFROM ratings\nWHERE is_label\nGROUP BY name, label"
    select = compose(
        """
        SELECT
            name,
            label
        FROM counts
        QUALIFY row_number() OVER (PARTITION BY name ORDER BY ratings DESC, label) <= {most}
        ORDER BY name, ratings DESC, label
        """,
        most=str(LABELS_MOST),
    )
    found: dict[str, list[str]] = {}
    for row in snapshot.records(with_tables({"ratings": rows, "counts": Sql(counts)}, select)):
        found.setdefault(row.name, []).append(row.label)
    return dict(_as_many_as_allowed([(name, found[name]) for name in names if name in found]))


def _as_many_as_allowed(found: Sequence[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, Labels]]:
    left = ALL_LABELS_MOST
    for name, labels in found:
        watched = tuple(labels[1:] if len(labels) == 2 else labels)
        left -= len(watched)
        if left < 0:
            break
        yield name, watched


def label_hours(
    snapshot: Snapshot, selection: Selection, scores: Sequence[ScoreSeries], labels: Mapping[str, Labels]
) -> dict[SeriesKey, HourlySeries]:
    """Each has the hours in which its score has any label. `selection`: of whole hours, with start and end. `labels`:
    see `watched_labels`."""
    hours: dict[SeriesKey, HourlySeries] = {}
    watched = [each for each in scores if each.type == "label" and each.name in labels]
    for several in (False, True):
        chosen = [each.name for each in watched if each.several_per_request == several]
        if chosen:
            found = read_hours(snapshot, _statement(selection, chosen, labels, several=several))
            for number, name in enumerate(chosen):
                of_score = {column: values[found["series"] == number] for column, values in found.items()}
                hours |= _shares(of_score, name, labels[name], (hour_of(selection.start), hour_of(selection.end)))
    return hours


def _shares(of: Hours, name: str, labels: Labels, span: tuple[int, int]) -> dict[SeriesKey, HourlySeries]:
    """`of`: a row for each hour and label; other labels have the place 0."""
    hours, at = np.unique(of["hour"], return_inverse=True)
    if not hours.size:
        return {}
    of_all: Hours = {
        "hour": np.asarray(hours, np.float64),
        "weights": _sums(at, of["weights"]),
        "squared_weights": _sums(at, of["squared_weights"]),
    }
    series = {}
    for place, label in enumerate(labels, 1):
        key = SeriesKey(name, "label", None, label)
        total = _sums(at, np.where(of["place"] == place, of["weights"], 0.0))
        series[key] = series_of_hours(of_all | {"total": total}, key.subject, span)
    return series


def _sums(at: NDArray[np.intp], values: Floats) -> Floats:
    return np.asarray(np.bincount(at, values), np.float64)


def _statement(selection: Selection, names: Sequence[str], labels: Mapping[str, Labels], *, several: bool) -> Sql:
    """The shares of all labels of a request add up to one, and so do their weights to that of the request."""
    columns = {
        "name": "s.name",
        "is_label": "s.kind = 'label'",
        "bucket": BUCKET_OF_SCORE,
        "label": "s.label",
        "probability": "s.probability",
    }
    places = joined(" ", [_places(name, labels[name]) for name in names])
    numbers = joined(" ", [Sql(f"WHEN name = ? THEN {number}", (name,)) for number, name in enumerate(names)])
    weighted = compose(
        """
        SELECT
            CASE {numbers} END AS series,
            CASE {places} END AS place,
            bucket,
            value,
            {weight} AS weight
        FROM units
        """,
        numbers=numbers,
        places=places,
        weight=WEIGHT,
    )
    select = compose(
        """
        SELECT
            series,
            place,
            bucket AS hour,
            sum(weight * value) AS weights,
            sum(weight * weight * value) AS squared_weights
        FROM weighted_rows
        GROUP BY series, place, bucket
        ORDER BY series, place, bucket
        """
    )
    rows = score_rows([selection], names, columns)
    return with_tables(
        {"ratings": rows, "units": Sql(_SHARED if several else _SINGLE), "weighted_rows": weighted}, select
    )


def _places(name: str, labels: Labels) -> Sql:
    """Of a label among those that are watched, from 1 on; 0: it is another one."""
    place = "CAST(coalesce(list_position(CAST(? AS VARCHAR[]), label), 0) AS UTINYINT)"
    return Sql(f"WHEN name = ? THEN {place}", (name, list(labels)))
