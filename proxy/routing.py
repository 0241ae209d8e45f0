"""Routing: which receiver a method and path go to. Pure; one table, made from the paths of our own API.

Paths are compared as they were sent. Nothing is decoded or normalised, therefore the receiver sees exactly the path
that the table was asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class OwnPaths:
    """The paths of our own API, which the api process answers."""

    trees: Sequence[str]  # with everything below them, by any method
    exact: Sequence[tuple[str, str]]  # method and path
    keyed: Sequence[tuple[str, str]]  # those that take effect once for each Idempotency-Key


# Answered 404 by the api process on purpose: what comes later, so that no caller learns to reach a provider by these
# paths, and Helicone's endpoints that Gnomon lacks, whose callers send a Helicone key and no provider's.
_RESERVED_TREES = (
    "/v1/alert",
    "/v1/alerts",
    "/v1/dataset",
    "/v1/experiment",
    "/v1/experiments",
    "/v1/helicone-dataset",
    "/v1/integration",
    "/v1/prompt",
    "/v1/prompt-2025",
    "/v1/webhooks",
)
_IDEMPOTENT = frozenset(("GET", "HEAD", "OPTIONS", "PUT", "DELETE"))  # RFC 9110 §9.2.2
_KEY_LINE = b"\r\nidempotency-key:"
LIVE_PATH = "/healthz/live"
_MAX_CACHED_PATH = 100  # characters


class Router:
    """Knows the paths of our own API. One per worker."""

    def __init__(self, own: OwnPaths) -> None:
        self._trees = frozenset((*own.trees, *_RESERVED_TREES))
        self._exact = frozenset(own.exact)
        self._keyed = frozenset(own.keyed)
        self._cached_route = lru_cache(1024)(self._find_route)

    def find_route(self, method: str, target: str) -> Route:
        """`target`: the path and query as sent."""
        # Most calls of an application have one of a few paths. Long ones hold a query or an id and rarely come again.
        if len(target) <= _MAX_CACHED_PATH:
            return self._cached_route(method, target)
        return self._find_route(method, target)

    def is_api(self, method: str, path: str) -> bool:
        parts = path.split("/", 4)
        if "/".join(parts[:3]) in self._trees or "/".join(parts[:2]) in self._trees:
            return True
        return (method, path) in self._exact or _is_own_eval(method, parts)

    def is_repeatable(self, method: str, target: str, lines: bytes) -> bool:
        """Whether a call of our own API may be made twice. `lines`: its header lines."""
        if method in _IDEMPOTENT:
            return True
        return (method, target.partition("?")[0]) in self._keyed and _KEY_LINE in b"\r\n" + lines.lower()

    def _find_route(self, method: str, target: str) -> Route:
        path = target.partition("?")[0]
        if path == LIVE_PATH:
            return Route("live", "", target, target)
        if self.is_api(method, path):
            return Route("api", "", target, target)
        first = path[1:].partition("/")[0]
        if first == "v1":
            return Route("default", "", target, target)
        rest = target[1 + len(first) :]
        return Route("named", first, rest if rest.startswith("/") else f"/{rest}", target)


def _is_own_eval(method: str, parts: list[str]) -> bool:
    """POST /v1/evals/{id}: Helicone's, unless the id is one of OpenAI's evals."""
    if len(parts) != 4 or parts[1:3] != ["v1", "evals"] or method != "POST":
        return False
    return bool(parts[3]) and not parts[3].startswith("eval_")


def reserved_names(own: OwnPaths) -> set[str]:
    """What an upstream must not be called: its prefix would hide, or be hidden by, a path of ours.

    "anthropic" may be: only POST /anthropic/v1/log is taken from it, which is no path of that provider.
    """
    paths = [*own.trees, *_RESERVED_TREES, *(path for _, path in own.exact)]
    return {path.split("/")[1] for path in paths} - {"", "anthropic"}
