"""The most frequent values of each key in both groups together: the others count as one."""

from __future__ import annotations

from collections.abc import Sequence

from store.analytics.each_key import EachKey
from store.analytics.query import Snapshot
from store.sql import Sql, compose, with_tables

VALUES_MOST = 20  # of a key
UNITS_LEAST = 10  # in both groups together; a rarer value is one of the others

Values = list[str | None]  # None: the requests or sessions have none


def count_rows(snapshot: Snapshot, rows: Sql) -> int:
    ((count,),) = snapshot.rows(with_tables({"either": rows}, Sql("SELECT count(*)\nFROM either")))
    return int(count)


def frequent_values(snapshot: Snapshot, rows: Sql, columns: Sequence[str]) -> list[Values]:
    """Of each of the columns of keys, most frequent first. `rows`: of both groups."""
    return [values for part in EachKey.parts(columns) for values in _frequent_values(snapshot, rows, part)]


def _frequent_values(snapshot: Snapshot, rows: Sql, each_key: EachKey) -> list[Values]:
    counts = compose(
        """
        SELECT
            {key} AS key,
            {value} AS value,
            count(*) AS units
        FROM either
        GROUP BY GROUPING SETS ({sets})
        HAVING count(*) >= {least}
        """,
        key=each_key.key,
        value=each_key.value,
        sets=each_key.sets(),
        least=str(UNITS_LEAST),
    )
    select = compose(
        """
        SELECT
            key,
            value
        FROM counts
        QUALIFY row_number() OVER (PARTITION BY key ORDER BY units DESC, value) <= {most}
        ORDER BY key, units DESC, value
        """,
        most=str(VALUES_MOST),
    )
    found: list[Values] = [[] for _ in each_key.columns]
    for row in snapshot.records(with_tables({"either": rows, "counts": counts}, select)):
        found[each_key.number(int(row.key))].append(row.value)
    return found


def code_of(column: str, values: Values) -> Sql:
    """The place of the column's value in `values`, or their number for any other value."""
    known = [value for value in values if value is not None]
    places = [at for at, value in enumerate(values) if value is not None]
    others = len(values)
    none = values.index(None) if None in values else others
    return Sql(
        f"CAST(CASE WHEN {column} IS NULL THEN {none} ELSE coalesce(list_extract(CAST(? AS INTEGER[]), "
        f"list_position(CAST(? AS VARCHAR[]), {column})), {others}) END AS UTINYINT)",
        (places, known),
    )
