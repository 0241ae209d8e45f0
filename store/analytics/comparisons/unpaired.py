"""Why nothing pairs: how many inputs two groups have, and which other keys would pair some of them.

One statement reads the scores of both groups and counts all keys at once. Only properties without a column of their own
need another one, which joins `property`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from store.analytics.each_key import EachKey
from store.analytics.query import Snapshot
from store.analytics.requests.scored_sessions import shared_properties
from store.analytics.scores.keys import PROPERTY, pair_keys
from store.analytics.scores.names import ScoreSeries
from store.analytics.scores.rows import Grouping, scored_keys_of_either
from store.analytics.selection import NO_PROPERTIES, PropertyKeys, Selection
from store.sql import Sql, compose, with_tables

_CHOICES_MOST = 10


class UnpairedInputs(NamedTuple):
    """Two groups in which nothing pairs."""

    first: int  # different inputs
    second: int
    other_choices: list[tuple[str, int]]  # (key of `Grouping`, pairs), most pairs first


class _CommonKeys(NamedTuple):
    first: int  # different values
    second: int
    pairs: int


_NO_KEYS = _CommonKeys(0, 0, 0)
_Counts = dict[tuple[int, str], _CommonKeys]  # by the place of the series, and by key


def unpaired_inputs(
    snapshot: Snapshot,
    selections: tuple[Selection, Selection],
    pair_by: str,
    all_series: Sequence[ScoreSeries],
    properties: PropertyKeys,
) -> list[UnpairedInputs]:
    """For each series: how many inputs each group has by `pair_by`, and how many pairs by other keys."""
    named = snapshot.records(
        Sql("SELECT key, name\nFROM property_key\nWHERE project = ?\nORDER BY key", (selections[0].project,))
    )
    columns = properties.columns(sorted(row.name for row in named))
    joined_properties = {int(row.key): row.name for row in named if row.name not in columns}
    choices = pair_keys(selections[0].unit)
    by_column = [PROPERTY + row.name for row in named if int(row.key) not in joined_properties]
    counts = _count_keys(snapshot, selections, [*choices, *by_column], all_series, properties)
    if joined_properties:
        counts |= _count_properties(snapshot, selections, joined_properties, all_series)
    spelled = {key.casefold(): key for _, key in counts}
    chosen = spelled.get(pair_by.casefold(), pair_by)
    return [_inputs(number, chosen, counts) for number, _ in enumerate(all_series)]


def _inputs(number: int, pair_by: str, counts: _Counts) -> UnpairedInputs:
    pairs = [(key, each.pairs) for (of_series, key), each in counts.items() if of_series == number and each.pairs]
    first, second, _ = counts.get((number, pair_by), _NO_KEYS)
    return UnpairedInputs(first, second, sorted(pairs, key=lambda choice: (-choice[1], choice[0]))[:_CHOICES_MOST])


def _count_keys(
    snapshot: Snapshot,
    selections: tuple[Selection, Selection],
    keys: Sequence[str],
    all_series: Sequence[ScoreSeries],
    properties: PropertyKeys,
) -> _Counts:
    of_key = dict(zip(Grouping(properties, tuple(keys)).key_columns, keys, strict=True))
    counts: _Counts = {}
    for part in EachKey.parts([*of_key]):
        counts |= _count_part(snapshot, selections, [of_key[column] for column in part.columns], all_series, properties)
    return counts


def _count_part(
    snapshot: Snapshot,
    selections: tuple[Selection, Selection],
    keys: Sequence[str],
    all_series: Sequence[ScoreSeries],
    properties: PropertyKeys,
) -> _Counts:
    grouping = Grouping(properties, tuple(keys), mixed=None)
    each_key = EachKey(grouping.key_columns)
    values = compose(
        """
        SELECT
            series,
            {key} AS key,
            {value} AS value,
            bool_or(in_first) AS in_first,
            bool_or(in_second) AS in_second
        FROM scored
        GROUP BY GROUPING SETS ({sets})
        """,
        key=each_key.key,
        value=each_key.value,
        sets=each_key.sets("series"),
    )
    rows = _count(snapshot, scored_keys_of_either(selections, all_series, grouping), values)
    return {(series, keys[each_key.number(key)]): counts for series, key, counts in rows}


def _count_properties(
    snapshot: Snapshot,
    selections: tuple[Selection, Selection],
    names: Mapping[int, str],
    all_series: Sequence[ScoreSeries],
) -> _Counts:
    """`names`: by number of the property."""
    values = compose(
        """
        SELECT
            scored.series,
            p.key,
            p.value,
            bool_or(scored.in_first) AS in_first,
            bool_or(scored.in_second) AS in_second
        FROM scored
        JOIN {properties} AS p ON p.request = scored.request
        WHERE p.key IN (SELECT unnest({keys}))
        GROUP BY scored.series, p.key, p.value
        """,
        properties=shared_properties(selections[0].project) if selections[0].unit == "session" else "property",
        keys=Sql("CAST(? AS BIGINT[])", (list(names),)),
    )
    rows = _count(snapshot, scored_keys_of_either(selections, all_series, Grouping(NO_PROPERTIES)), values)
    return {(series, PROPERTY + names[key]): counts for series, key, counts in rows}


def _count(snapshot: Snapshot, scored: Sql, values: Sql) -> list[tuple[int, int, _CommonKeys]]:
    """Series, number of the key, and its counts. `values`: the different ones in the table `scored`, and the groups in
    which they occur."""
    select = compose(
        """
        SELECT
            series,
            key,
            count_if(in_first) AS first,
            count_if(in_second) AS second,
            count_if(in_first AND in_second) AS pairs
        FROM key_values
        WHERE value IS NOT NULL AND series IS NOT NULL
        GROUP BY series, key
        """
    )
    rows = snapshot.records(with_tables({"scored": scored, "key_values": values}, select))
    return [
        (int(row.series), int(row.key), _CommonKeys(int(row.first), int(row.second), int(row.pairs))) for row in rows
    ]
