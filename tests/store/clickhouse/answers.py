"""What is asked of an engine: every query of store/analytics, and of the feed's filters."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from store.analytics.scores.filters import on_scores
from store.analytics.selection import PropertyKeys, Selection
from store.filter import Scope, compile_filter, parse
from tests.store.clickhouse.answers_record import HOURS, START

END = START + timedelta(hours=HOURS)
MIDDLE = START + timedelta(hours=HOURS / 2)
ZONES = {name: ZoneInfo(name) for name in ("Europe/Berlin", "Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kolkata")}


class Engine(Protocol):
    """What a `Replica` promises to queries."""

    async def read(self, work: Callable[[Any], Any], timeout_s: float = 30.0) -> Any: ...
    def property_key(self, project: int, name: str) -> int | None: ...
    def property_column(self, project: int, name: str) -> str | None: ...
    async def holds(self, version: int) -> None: ...


Question = Callable[[Any], Awaitable[Any]]


def keys_of(engine: Engine, project: int = 1) -> PropertyKeys:
    return PropertyKeys(partial(engine.property_key, project), partial(engine.property_column, project))


def selection(engine: Engine, tree: Any = "all", project: int = 1, **changes: Any) -> Selection:
    keys = keys_of(engine, project)
    scope = Scope(project, keys.number, alias="r", column_of=keys.column, as_of=changes.get("as_of"))
    return Selection(project, compile_filter(parse(tree), scope), on_scores(parse(tree), scope), **changes)


def of(work: Callable[..., Any], *arguments: Any, tree: Any = "all", **changes: Any) -> Question:
    """A function of a snapshot, a selection and these arguments."""
    return lambda engine: engine.read(lambda snapshot: work(snapshot, selection(engine, tree, **changes), *arguments))


def at(work: Callable[..., Any], *arguments: Any) -> Question:
    """A function of a snapshot and these arguments."""
    return lambda engine: engine.read(lambda snapshot: work(snapshot, *arguments))
