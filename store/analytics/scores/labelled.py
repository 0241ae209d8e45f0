"""Which names of scores both judges and people used, so that a mean of the judges can be corrected."""

from __future__ import annotations

from store.analytics.query import Snapshot
from store.analytics.scores.selected import IS_PERSON, named
from store.sql import Sql, all_true, compose


def labelled_names(snapshot: Snapshot, project: int) -> set[str]:
    """The names with current numbers or booleans of people and of judges. Rows of scores are read only of names with
    several authors; an author who is both a person and a judge is not noticed."""
    names = _of_several_authors(snapshot, project)
    if not names:
        return set()
    select = compose(
        """
        SELECT name
        FROM score AS s
        WHERE {wanted}
        GROUP BY name
        HAVING bool_or({is_person}) AND bool_or(NOT ({is_person}))
        """,
        wanted=all_true(
            [
                Sql("s.project = ?", (project,)),
                named(names),
                Sql("s.kind <> 'label'"),
                Sql("s.superseded_at IS NULL"),
            ]
        ),
        is_person=IS_PERSON,
    )
    return {row.name for row in snapshot.records(select)}


def _of_several_authors(snapshot: Snapshot, project: int) -> list[str]:
    rows = snapshot.records(
        Sql(
            """\
SELECT name
FROM score_name
WHERE project = ? AND kind <> 'label'
GROUP BY name
HAVING count(author) < count(*) OR min(author) <> max(author)
ORDER BY name""",
            (project,),
        )
    )
    return [row.name for row in rows]
