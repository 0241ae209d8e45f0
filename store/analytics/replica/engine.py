"""What a replica needs of a database: one engine for each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from store.analytics.query import Snapshot

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")

INTERRUPT_EVERY_S = 0.05  # repeated until it works: DuckDB forgets an interrupt that comes between two statements

Progress = Callable[[int, int], None]  # changes copied, of how many


class MayBeDamaged(Exception):
    """A query failed in a way that damage of the replica may have caused."""


class QueryRun(Protocol[T_co]):
    """One query, which another thread can interrupt."""

    def run(self) -> T_co:
        """Blocks. Raises QueryTooSlow when it was interrupted, QueryTooLarge, MayBeDamaged, StoreUnavailable, or what
        the work raises."""

    def interrupt(self) -> None:
        """May be called from any thread, several times."""


class Engine(Protocol):
    """Copies the record to a database and asks that.

    `open`, `copy`, `newest`, `read_names` and `close` run on one thread, the others on any.
    """

    version: int  # of the record's newest change that queries see
    is_shared: bool  # other nodes read the copy: changes are copied at once, whether or not somebody asks here
    is_suspect: bool  # may be damaged: the next `copy` checks it, and copies everything again if it is
    query_error: str | None  # why queries fail, as of the last seconds; None: they do not, as far as is known

    def open(self) -> None: ...

    def newest(self) -> int:
        """The version of the record's newest change."""

    def copy(self, progress: Progress, keep_on: Callable[[], bool]) -> None:
        """Copy everything up to the record's newest change, while `keep_on`. Raises StoreUnavailable if the database
        cannot be reached or written now; the message is for a person."""

    def read_names(self) -> None:
        """Learn which properties other nodes have named until now. Raises StoreUnavailable and QueryTooSlow."""

    def close(self) -> None: ...

    def query(self, work: Callable[[Snapshot], T], timeout_s: float) -> QueryRun[T]: ...

    def property_key(self, project: int, name: str) -> int | None: ...

    def property_column(self, project: int, name: str) -> str | None: ...
