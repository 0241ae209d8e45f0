"""One operation of the API: what a row of the table in operations.py says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

from api.http.auth import Handler
from api.http.errors import ErrorReply
from store.settings import Scope

Runs = Literal[
    "anywhere",  # on every node: it asks the replica, or is about the node itself, or finds the nodes it needs
    "home",  # on the node that has the request, session or score of the id in the path or query
    "owner",  # on the one node that changes what exists once
]
Schema = Mapping[str, Any]  # of OpenAPI
NONE: Mapping[Any, Any] = MappingProxyType({})

TEXT: Schema = {"type": "string", "minLength": 1}
FLAG: Schema = {"type": "boolean"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
STATE: Schema = {"type": "string", "enum": ["waiting", "failed"]}


class Lazy(NamedTuple):
    """A class by its name. Its module is imported when the class is needed: a run uses few operations of all."""

    module: str
    name: str

    def load(self) -> Any:
        return getattr(import_module(self.module), self.name)


class LazyModule:
    """A module that gives its classes by their names, as `models.Answer`."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Lazy:
        return Lazy(self._name, name)


class Make(Protocol):
    """Gives the one object of a class of handlers; server.py composes them."""

    def __call__(self, handlers: Lazy, /) -> Any: ...


class ErrorStyle(NamedTuple):
    """Error answers of endpoints that have a protocol of their own."""

    reply: ErrorReply
    content: Mapping[str, Schema]  # content type → schema


class Operation(NamedTuple):
    method: str
    path: str
    scope: Scope | None  # that a key must have; None: open to everybody, known callers may see more
    id: str  # never changes: clients are generated from it
    handler: Callable[[Make], Handler]
    summary: str  # a sentence that stands alone, beginning with a verb
    body: Lazy | None = None  # a model
    answer: Lazy | None = None  # a model; None: not JSON
    status: int = 200
    errors: tuple[int, ...] = ()  # statuses that not every operation of its kind has
    query: Mapping[str, Schema] = NONE  # parameters in the query string
    keyed: bool = False  # takes effect once for each Idempotency-Key: the proxy may send it again
    other_bodies: Mapping[str, Schema] = NONE  # content type → schema, beside JSON
    error_style: ErrorStyle | None = None  # how errors are answered; None: as everywhere
    other_answers: Mapping[int, Mapping[str, Schema]] = NONE  # status → content type → schema, beside `answer`
    runs: Runs = "anywhere"  # of an installation's nodes

    def error_statuses(self) -> set[int]:
        """Every status with which this operation answers errors, but 500."""
        statuses = {403, 421, *self.errors}
        if self.path.startswith("/v1/"):
            statuses.add(503)
        if self.scope:
            statuses.add(401)
        if self.body:
            statuses |= {400, 413, 415, 422}
        if self.query or "{" in self.path:
            statuses.add(422)
        return statuses
