"""Which requests or sessions a query is about, and where the values of their properties are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Literal, NamedTuple

from store.filter.conditions import all_of
from store.sql import Sql

EVERYTHING = Sql("TRUE")
_READ_ONE_BY_ONE = 16  # as many as have a column of their own in DuckDB; in ClickHouse all have
Unit = Literal["request", "session"]  # what scores are given to, and what a query on scores counts once


@dataclass(frozen=True, slots=True)
class Selection:
    """The requests of a project that started in [start, end) and match the filter.

    Timestamps are UTC without a zone; None: no bound.
    """

    project: int
    filter: Sql = EVERYTHING  # a condition on the row of `request`, which the statement calls r
    # The same condition on the row of `score`, which the statement calls s (scores/filters.py). None: the filter needs
    # columns that `score` does not have, and the request has to be joined.
    on_scores: Callable[[str | None], Sql] | None = None
    start: datetime | None = None
    end: datetime | None = None
    as_of: datetime | None = None  # scores as they were known then; None: as they are now
    # "session": a query on scores is about those of sessions. A session is selected if it started in [start, end) and
    # one of its requests matches the filter.
    unit: Unit = "request"
    with_superseded: bool = False  # also the scores that later ones of their identity replaced


class PropertyKeys(NamedTuple):
    """Looks up properties by name."""

    number: Callable[[str], int | None]  # → `property.key`; None: no request has the property
    column: Callable[[str], str | None]  # → the column of `request` and `score`; None: only `property` has the values

    def columns(self, names: Iterable[str]) -> dict[str, str]:
        """Name → column, of so many that a statement can read them all one by one. Others are joined."""
        known = ((name, self.column(name)) for name in names)
        return dict(islice(((name, column) for name, column in known if column is not None), _READ_ONE_BY_ONE))


NO_PROPERTIES = PropertyKeys(lambda _: None, lambda _: None)


def only_cached(selection: Selection) -> Selection:
    """Only those of the requests that were answered from a cache."""
    return replace(selection, filter=all_of([selection.filter, Sql("r.cache_reference_id IS NOT NULL")]))
