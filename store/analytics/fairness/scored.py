"""The requests that a comparison is about, as table expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from store.analytics.query import Snapshot
from store.analytics.scores.names import series_of_names
from store.analytics.scores.rows import score_rows
from store.analytics.selection import Selection
from store.sql import Sql, compose, select_list

SIDES = ("first", "second")


@dataclass(frozen=True, slots=True)
class ScoredGroups:
    """The requests of two groups that have at least one of the scores."""

    names: tuple[str, ...]
    first: Selection
    second: Selection
    one_score_each: bool  # no request has several of the scores

    @property
    def selections(self) -> tuple[Selection, Selection]:
        return self.first, self.second

    def with_selections(self, first: Selection, second: Selection) -> ScoredGroups:
        return replace(self, first=first, second=second)

    def requests(self, selection: Selection, columns: Mapping[str, str]) -> Sql:
        """`columns` of one of the groups: name → column of `request` or expression on it, in which s is its row. Each
        request has one row."""
        if self.one_score_each:  # rows of `score` repeat these columns
            return score_rows([selection], self.names, dict(columns))
        return compose(
            """
            SELECT
                {columns}
            FROM request AS s
            WHERE s.id IN (
                SELECT request
                FROM (
                    {scores}
                )
            )
            """,
            columns=select_list(columns),
            scores=score_rows([selection], self.names, {"score": "s.id"}),
        )

    def in_both(self) -> Sql:
        """Counts the requests that are in both groups."""
        return compose(
            """
            SELECT count(DISTINCT request)
            FROM (
                {requests}
            )
            """,
            requests=score_rows(self.selections, self.names, {"score": "s.id"}),
        )


def scored_groups(snapshot: Snapshot, names: Sequence[str], first: Selection, second: Selection) -> ScoredGroups:
    series = series_of_names(snapshot, first.project, names)
    return ScoredGroups(tuple(names), first, second, len(series) == 1 and not series[0].several_per_request)
