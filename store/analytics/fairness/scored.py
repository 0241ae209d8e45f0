"""The requests or sessions that a comparison is about, as table expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from store.analytics.query import Snapshot
from store.analytics.scores.names import series_of_names
from store.analytics.scores.rows import score_rows, score_rows_of_either
from store.analytics.scores.selected import FLAGS
from store.analytics.selection import Selection
from store.sql import Sql, compose, select_list


@dataclass(frozen=True, slots=True)
class ScoredGroups:
    """The requests or sessions of two groups that have at least one of the scores."""

    names: tuple[str, ...]
    first: Selection
    second: Selection
    one_score_each: bool  # no unit has several of the scores

    @property
    def selections(self) -> tuple[Selection, Selection]:
        return self.first, self.second

    def with_selections(self, first: Selection, second: Selection) -> ScoredGroups:
        return replace(self, first=first, second=second)

    def scores(self, selection: Selection) -> Sql:
        """`request` and `started_at` of every score of one of the groups."""
        return score_rows([selection], self.names, {"started_at": "s.started_at"})

    def scores_of_either(self) -> Sql:
        """`request`, `started_at` and FLAGS of every score of at least one of the groups."""
        return score_rows_of_either(self.selections, self.names, {"started_at": "s.started_at"}, ["started_at"])

    def count(self, selection: Selection) -> Sql:
        """Counts the units of one of the groups."""
        counted = "*" if self.one_score_each else "DISTINCT request"
        return compose(
            """
            SELECT count({counted})
            FROM (
                {scores}
            )
            """,
            counted=counted,
            scores=self.scores(selection),
        )

    def units_of_either(self, columns: Mapping[str, str]) -> Sql:
        """One row for each request or session of both groups, with the columns FLAGS. `columns`: name → column of
        `request`; of a session the value that its requests share."""
        expressions = {name: f"s.{column}" for name, column in columns.items()}
        if self.one_score_each:  # rows of `score` repeat these columns
            return score_rows_of_either(self.selections, self.names, expressions, columns.values())
        is_session = self.first.unit == "session"
        read = expressions if is_session else {}
        flags = {flag: f"bool_or({flag})" for flag in FLAGS}
        units = compose(
            """
            SELECT
                request,
                {columns}
            FROM (
                {scores}
            )
            GROUP BY request
            """,
            columns=select_list(flags | {name: f"any_value({name})" for name in read}),
            scores=score_rows_of_either(self.selections, self.names, read, columns.values()),
        )
        if is_session:
            return units
        return compose(
            """
            SELECT
                {columns}
            FROM (
                {units}
            ) AS scored
            JOIN request AS s ON s.id = scored.request
            """,
            columns=select_list({flag: f"scored.{flag}" for flag in FLAGS} | expressions),
            units=units,
        )

    def in_both(self) -> Sql:
        """Counts the units that are in both groups."""
        return compose(
            """
            SELECT count(DISTINCT request)
            FROM (
                {scores}
            )
            """,
            scores=score_rows(self.selections, self.names, {"name": "s.name"}),
        )


def scored_groups(snapshot: Snapshot, names: Sequence[str], first: Selection, second: Selection) -> ScoredGroups:
    series = series_of_names(snapshot, first.project, names)
    return ScoredGroups(tuple(names), first, second, len(series) == 1 and not series[0].several_per_request)
