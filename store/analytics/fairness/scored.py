"""The requests or sessions that a comparison is about, as table expressions."""

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

    def units(self, selection: Selection, columns: Mapping[str, str], *, hashed: bool = False) -> Sql:
        """One row for each request or session of one of the groups. `columns`: name → column of `request`; of a session
        the value that its requests share. `hashed`: the hashes of the values."""
        form = "hash(s.{})" if hashed else "s.{}"
        expressions = {name: form.format(column) for name, column in columns.items()}
        if self.one_score_each:  # rows of `score` repeat these columns
            return score_rows([selection], self.names, expressions, reads=columns.values())
        if selection.unit == "session":
            return compose(
                """
                SELECT
                    {columns}
                FROM (
                    {scores}
                )
                GROUP BY request
                """,
                columns=select_list({name: f"any_value({name})" for name in columns}),
                scores=score_rows([selection], self.names, expressions, reads=columns.values()),
            )
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
            columns=select_list(expressions),
            scores=score_rows([selection], self.names, {"score": "s.id"}),
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
