"""What SQL of callers sees: views of one project's rows, made anew for each question on a connection of its own.

requests       one row per Request: its last attempt, with tokens and cost summed over all attempts
scores         the current scores
score_history  all scores that there have ever been, but deleted ones; `superseded_at` is NULL for current ones
properties     one row per Request and property

`requests.id = scores.request = properties.request` joins them fastest; `request_id` does as well.
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
    """What makes them; seen by this connection only, gone with its transaction."""
    of_project = f"project = {int(project)}"
    scores = f"FROM score WHERE {of_project}"
    selects = {
        "requests": f"SELECT {', '.join(REQUESTS)} FROM request WHERE {of_project} AND is_last",
        "scores": f"SELECT {', '.join(SCORES)} {scores} AND superseded_at IS NULL",
        "score_history": f"SELECT {', '.join(SCORE_HISTORY)} {scores}",
        "properties": (
            "SELECT p.request, r.request_id, k.name, p.value FROM property p "
            "JOIN property_key k ON k.key = p.key AND k.project = p.project "
            f"JOIN request r ON r.id = p.request WHERE p.{of_project} AND r.{of_project} AND r.is_last"
        ),
    }
    return [f"CREATE TEMP VIEW {name} AS {select}" for name, select in selects.items()]
