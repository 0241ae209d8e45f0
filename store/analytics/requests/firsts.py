"""When each model, prompt and value of a property first occurred: what may explain that a curve changes there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from store.analytics.query import Snapshot
from store.analytics.requests.selected import selected
from store.analytics.selection import EVERYTHING, Selection
from store.sql import Sql, compose, joined, select_list

VALUES_MOST = 50  # of a key: with more of them, a new one is nothing to speak of


def firsts(snapshot: Snapshot, selection: Selection, columns: Mapping[str, str], limit: int) -> list[dict[str, Any]]:
    """`key`, `value`, `first_at` and the number of requests since, for values of which no request is older than the
    selection; of each key, those that came after another value. The most requests first.

    `columns`: key → column of `request`. A key with more than VALUES_MOST values is left out.
    """
    ever = replace(selection, start=None, filter=EVERYTHING)
    counted = compose(
        """
        SELECT
            {columns}
        {source}
        """,
        columns=select_list({f"c{at}": f"approx_count_distinct(r.{name})" for at, name in enumerate(columns.values())}),
        source=selected(ever),
    )
    (counts,) = snapshot.records(counted)
    few = [key for at, key in enumerate(columns) if 1 < getattr(counts, f"c{at}") <= VALUES_MOST * 1.1]
    if not few:
        return []
    each = joined("\nUNION ALL\n", [_values(replace(selection, start=None), key, columns[key]) for key in few])
    statement = compose(
        """
        SELECT key, value, first_at, requests
        FROM (
            SELECT
                *,
                count(*) OVER (PARTITION BY key) AS key_values,
                min(first_at) OVER (PARTITION BY key) AS key_first_at
            FROM (
                {each}
            ) AS firsts
        ) AS firsts
        WHERE key_values <= {most} AND first_at > key_first_at AND {since}
        ORDER BY requests DESC, first_at, key, value
        LIMIT {limit}
        """,
        each=each,
        most=str(VALUES_MOST),
        limit=str(int(limit)),
        since=EVERYTHING if selection.start is None else Sql("first_at >= ?", (selection.start,)),
    )
    return [row._asdict() for row in snapshot.records(statement)]


def _values(selection: Selection, key: str, column: str) -> Sql:
    return compose(
        """
        SELECT
            {key} AS key,
            r.{column} AS value,
            min(r.started_at) AS first_at,
            count(*) AS requests
        {source}
        GROUP BY r.{column}
        """,
        key=Sql("?", (key,)),
        column=column,
        source=selected(selection, Sql(f"r.{column} IS NOT NULL")),
    )
