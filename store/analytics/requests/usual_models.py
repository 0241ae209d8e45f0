"""Under which model a call is counted that failed before a model answered: the one that usually answers what it asked
for. One model is one row then, with its errors.
"""

from __future__ import annotations

from dataclasses import replace

from store.analytics.requests.selected import selected
from store.analytics.selection import EVERYTHING, Selection
from store.sql import Sql, compose

UNANSWERED = "r.model_override IS NULL AND r.model_answered IS NULL"
JOIN = Sql(f"LEFT JOIN usual_model AS u ON u.asked = r.model_asked AND {UNANSWERED}")
MODEL = "coalesce(r.model_override, r.model_answered, u.answered, r.model_asked)"
# The names that the calls counted under another one asked for
ASKED = "list_sort(list(DISTINCT r.model_asked) FILTER (u.answered IS NOT NULL))"


def usual_models(selection: Selection) -> Sql:
    """The table `usual_model`: asked name → the model that answered it most often in the time of the selection,
    whatever its filter, which may well leave out all that was answered."""
    counts = compose(
        """
        SELECT
            r.model_asked AS asked,
            r.model_answered AS answered,
            count(*) AS answers
        {source}
        GROUP BY 1, 2
        """,
        source=selected(
            replace(selection, filter=EVERYTHING),
            Sql("r.model_override IS NULL AND r.model_asked IS NOT NULL AND r.model_answered IS NOT NULL"),
        ),
    )
    return compose(
        """
        SELECT
            asked,
            arg_max(answered, row(answers, answered)) AS answered
        FROM (
            {counts}
        ) AS counts
        GROUP BY 1
        """,
        counts=counts,
    )
