"""The table expression `ratings`, with a row for each rating that counts. Pure.

request        row of `request`, or session
id             of the score
recorded_at, value, label
author         who rated; of a version of an evaluator, its name and version
version        … the version; NULL: the raters are no versions
is_person
type           of the value
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.analytics.scores.names import KINDS
from store.analytics.scores.rows import score_rows
from store.analytics.scores.selected import IS_PERSON
from store.analytics.selection import Selection
from store.sql import Sql, compose

_COLUMNS = {
    "id": "s.id",
    "recorded_at": "s.recorded_at",
    "author": "s.author",
    "kind": "s.kind",
    "value": "s.value",
    "label": "s.label",
    "is_person": IS_PERSON,
}
_OF_VERSIONS = _COLUMNS | {
    "evaluator": "s.evaluator",
    "evaluator_version": "s.evaluator_version",
    "is_current": "s.superseded_at IS NULL",
}


def ratings_of_authors(selection: Selection, name: str, authors: Sequence[str] | None) -> Sql:
    """`authors`: only theirs; None: of all."""
    return compose(
        """
        SELECT
            *,
            CAST(NULL AS VARCHAR) AS version,
            CASE {cases} END AS type
        FROM (
            {rows}
        )
        {only}
        """,
        cases=_cases(),
        rows=_rows(selection, name, _COLUMNS),
        only="" if authors is None else Sql("WHERE author IN (SELECT unnest(CAST(? AS VARCHAR[])))", (list(authors),)),
    )


def ratings_of_versions(selection: Selection, name: str, evaluator: str) -> Sql:
    """What people say now, and the newest that each version said, also if a later version has scored it again."""
    is_version = Sql("evaluator = ?", (evaluator,))
    return compose(
        """
        SELECT
            request,
            id,
            recorded_at,
            CASE WHEN {is_version} THEN evaluator || '@' || coalesce(evaluator_version, '') ELSE author END AS author,
            kind,
            value,
            label,
            is_person,
            CASE WHEN {is_version} THEN coalesce(evaluator_version, '') END AS version,
            CASE {cases} END AS type
        FROM (
            SELECT
                *,
                row_number() OVER (
                    PARTITION BY request, author, evaluator, evaluator_version
                    ORDER BY id DESC
                ) AS newest_first
            FROM (
                {rows}
            )
            WHERE {is_version} OR (is_person AND is_current)
        )
        WHERE newest_first = 1
        """,
        is_version=is_version,
        cases=_cases(),
        rows=_rows(replace(selection, with_superseded=True), name, _OF_VERSIONS),
    )


def _rows(selection: Selection, name: str, columns: dict[str, str]) -> Sql:
    return score_rows([selection], [name], {column: f"({each})" for column, each in columns.items()})


def _cases() -> str:
    kinds = {score_type: ", ".join(map("'{}'".format, of_type)) for score_type, of_type in KINDS.items()}
    return " ".join(f"WHEN kind IN ({each}) THEN '{score_type}'" for score_type, each in kinds.items())
