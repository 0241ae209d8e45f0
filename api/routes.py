"""Every route there is. A test walks this table."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from api.auth import Handler
from api.health import Health
from api.requests import Requests
from api.scores import Scores
from store.settings import Scope


class Parts(NamedTuple):
    """What answers."""

    health: Health
    requests: Requests
    scores: Scores


class Route(NamedTuple):
    method: str
    path: str
    handler_of: Callable[[Parts], Handler]
    scope: Scope | None  # what a key must be allowed; None: answers everybody, and tells more to known callers


ROUTES = (
    Route("GET", "/healthz", lambda parts: parts.health.show, None),
    Route("GET", "/v1/request/{request_id}", lambda parts: parts.requests.show, "read"),
    Route("POST", "/v1/request/{request_id}/score", lambda parts: parts.scores.add, "score"),
)
