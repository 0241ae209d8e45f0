"""Which place a method and path go to. Pure; one table.

Paths are compared as they were sent: nothing is decoded or normalised on the way, so what the table says of a path is
what its receiver sees.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

Place = Literal[
    "live",  # the worker itself
    "api",  # the api process
    "default",  # the default upstream
    "named",  # an upstream by name
]


class Route(NamedTuple):
    place: Place
    upstream: str  # the name asked for; "" unless NAMED
    path: str  # what the upstream gets after its base URL, query included
    sent: str  # the whole target, as it came


# Ours with everything below them
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
# Ours by exact method and path
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
_MAX_REMEMBERED = 100  # characters of a path


def route(method: str, target: str) -> Route:
    # Most calls of an application have one of a few paths; those with a query or an id in them are worked out anew.
    return _few_routes(method, target) if len(target) <= _MAX_REMEMBERED else _route(method, target)


@lru_cache(1024)
def _few_routes(method: str, target: str) -> Route:
    return _route(method, target)


def _route(method: str, target: str) -> Route:
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
    """POST /v1/evals/{id}: Helicone's, unless the id is one of OpenAI's evals."""
    if len(parts) != 4 or parts[1:3] != ["v1", "evals"] or method != "POST":
        return False
    return bool(parts[3]) and not parts[3].startswith("eval_")


# What an upstream may not be called: its prefix would hide, or be hidden by, a path of ours.
RESERVED = frozenset({tree.split("/")[1] for tree in _API_TREES} | {"metrics", "openapi.json", "custom", "oai"})
