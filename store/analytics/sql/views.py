"""The views that SQL of callers can read: the rows of one project. They are created for each query, on its connection.

requests       one row per request: its last attempt, with tokens and cost summed over all attempts
scores         the current scores
score_history  all scores, current and superseded; `superseded_at` is NULL for current ones; deleted scores are gone
properties     one row per request and property

`requests.id = scores.request = properties.request` joins them fastest; `request_id` works as well.
"""

from __future__ import annotations

from store.analytics.replica.schema import REQUEST_COLUMNS, SCORE_COLUMNS

_REQUEST_LEFT_OUT = ("project", "is_last", "conflict")
_SCORE_LEFT_OUT = ("id", "project")

REQUESTS = tuple(name for name in REQUEST_COLUMNS if name not in _REQUEST_LEFT_OUT)
SCORE_HISTORY = tuple(name for name in SCORE_COLUMNS if name not in _SCORE_LEFT_OUT)
SCORES = tuple(name for name in SCORE_HISTORY if name != "superseded_at")
PROPERTIES = ("request", "request_id", "name", "value")

VIEWS = {"requests": REQUESTS, "scores": SCORES, "score_history": SCORE_HISTORY, "properties": PROPERTIES}


def statements(project: int) -> list[str]:
    """The statements that create them, for this connection only; they are gone after its transaction."""
    of_project = f"project = {int(project)}"
    scores = f"FROM score WHERE {of_project}"
    selects = {
        "requests": f"SELECT {', '.join(REQUESTS)} FROM request WHERE {of_project} AND is_last",
        "scores": f"SELECT {', '.join(SCORES)} {scores} AND superseded_at IS NULL",
        "score_history": f"SELECT {', '.join(SCORE_HISTORY)} {scores}",
        "properties": f"""\
SELECT p.request, r.request_id, k.name, p.value
FROM property AS p
JOIN property_key AS k ON k.key = p.key AND k.project = p.project
JOIN request AS r ON r.id = p.request
WHERE p.{of_project} AND r.{of_project} AND r.is_last""",
    }
    return [f"CREATE TEMP VIEW {name} AS {select}" for name, select in selects.items()]
