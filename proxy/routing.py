"""Routing: which receiver a method and path go to. Pure; one table.

Paths are compared as they were sent. Nothing is decoded or normalised, therefore the receiver sees exactly the path
that the table was asked about.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

RouteKind = Literal[
    "live",  # the worker itself answers
    "api",  # the api process
    "default",  # the default upstream
    "named",  # an upstream by its name
]


class Route(NamedTuple):
    kind: RouteKind
    upstream: str  # the upstream's name in the path; "" unless kind is "named"
    path: str  # what follows the upstream's base URL, query included
    sent: str  # the whole request target, as sent


# Paths of the API with everything below them. Some have no handler yet (404): they are reserved, so that no upstream
# ever answers there.
_API_TREES = (
    "/v1/evaluators",
    "/v1/metrics",
    "/v1/property",
    "/v1/request",
    "/v1/score-definitions",
    "/v1/scores",
    "/v1/session",
    "/v1/sql",
    "/v1/trace",
    "/v1/user",
    "/v1/webhooks",
    "/docs",
    "/healthz",
    "/ui",
)
# Paths of the API by exact method and path
_API_EXACT = frozenset(
    (
        ("GET", "/"),
        ("HEAD", "/"),
        ("GET", "/metrics"),
        ("GET", "/openapi.json"),
        ("GET", "/v1/evals/scores"),
        ("POST", "/v1/evals/query"),
        ("POST", "/v1/evals/score-distributions/query"),
        ("POST", "/v1/dashboard/scores/query"),
        ("POST", "/v1/traces"),
        ("POST", "/custom/v1/log"),
        ("POST", "/oai/v1/log"),
        ("POST", "/anthropic/v1/log"),
    )
)
_API_TREE_NAMES = frozenset(_API_TREES)
LIVE_PATH = "/healthz/live"
_MAX_CACHED_PATH = 100  # characters


def find_route(method: str, target: str) -> Route:
    """`target`: the path and query as sent."""
    # Most calls of an application have one of a few paths. Long ones hold a query or an id and rarely come again.
    return _cached_route(method, target) if len(target) <= _MAX_CACHED_PATH else _find_route(method, target)


@lru_cache(1024)
def _cached_route(method: str, target: str) -> Route:
    return _find_route(method, target)


def _find_route(method: str, target: str) -> Route:
    path = target.partition("?")[0]
    if path == LIVE_PATH:
        return Route("live", "", target, target)
    if is_api(method, path):
        return Route("api", "", target, target)
    first = path[1:].partition("/")[0]
    if first == "v1":
        return Route("default", "", target, target)
    rest = target[1 + len(first) :]
    return Route("named", first, rest if rest.startswith("/") else f"/{rest}", target)


def is_api(method: str, path: str) -> bool:
    parts = path.split("/", 4)
    if "/".join(parts[:3]) in _API_TREE_NAMES or "/".join(parts[:2]) in _API_TREE_NAMES:
        return True
    return (method, path) in _API_EXACT or _is_own_eval(method, parts)


def _is_own_eval(method: str, parts: list[str]) -> bool:
    """POST /v1/evals/{id} is Helicone's, unless the id is that of an OpenAI eval."""
    if len(parts) != 4 or parts[1:3] != ["v1", "evals"] or method != "POST":
        return False
    return bool(parts[3]) and not parts[3].startswith("eval_")


# Names that an upstream must not have: its prefix would hide a path of the API, or be hidden by it.
RESERVED = frozenset({tree.split("/")[1] for tree in _API_TREES} | {"metrics", "openapi.json", "custom", "oai"})
