"""DOC"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from store.filter.conditions import all_of
from store.sql import Sql

EVERYTHING = Sql("TRUE")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which requests (`filter` is on the row of `request` called r; start included, end not; UTC without a zone), and
    scores as they were known when (None: now). `on_scores`: the same filter on the row of `score` called s
    (see score_filters.py), None where that does not have all that the filter asks of the request."""

    project: int
    filter: Sql = EVERYTHING
    on_scores: Callable[[str | None], Sql] | None = None
    start: datetime | None = None
    end: datetime | None = None
    as_of: datetime | None = None


class PropertyKeys(NamedTuple):
    """By the property's name. `number`: None: no request has it. `column`: of `score`; None: it has none of its own."""

    number: Callable[[str], int | None]
    column: Callable[[str], str | None]


NO_PROPERTIES = PropertyKeys(lambda _: None, lambda _: None)


def only_cached(selection: Selection) -> Selection:
    """Only those of the requests that were answered from a cache."""
    return replace(selection, filter=all_of([selection.filter, Sql("r.cache_reference_id IS NOT NULL")]))
