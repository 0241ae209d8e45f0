"""Events and tasks: what the store promises to those who act on calls and scores by themselves.

An event is written in the transaction that stores its call or score, if a consumer of the project listens to its kind.
The feed (evaluation/feed/) asks the consumers and turns events into tasks, in one transaction. A consumer takes the
tasks that are due and settles each: done, again later, or failed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from store.models import ExchangeRow

AlertKind = Literal["alert.fired", "alert.resolved"]
EventKind = Literal["request.logged", "score.added", "alert.fired", "alert.resolved"]
ConsumerKind = Literal["webhook", "evaluator", "shadow"]
TaskState = Literal["waiting", "failed"]

# A call with a property of this name (in any case) is one that an evaluator made, and no event: an evaluator that is
# called for each call, and calls a model through this server, would never end.
EVALUATOR_PROPERTY = "evaluator"
FAILED_MOST = 10_000  # failed tasks of a consumer that are kept; the oldest are deleted


class Consumer(NamedTuple):
    kind: ConsumerKind
    id: str


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """A call has ended, a score was added, or something else happened that `data` says."""

    id: int  # a version of the record: what it is about was stored under this one or an earlier one
    project: int
    kind: EventKind
    subject: str  # exchange_id or score_id, or an id of its own
    exchange: int | None  # the call's row, or that of the scored request; None: there is none
    request_id: str | None
    session_id: str | None  # of the call, or that the score was given to
    created_at_us: int
    data: str | None = None  # JSON; None: the subject's row says it

    @property
    def is_of_call(self) -> bool:
        """Whether it is about a call, a request or a session, so that filters and samples apply to it."""
        return self.data is None


@dataclass(frozen=True, slots=True)
class NewTask:
    consumer: Consumer
    project: int
    kind: EventKind
    subject: str  # exchange_id, score_id, or the session_id for consumers of sessions
    request_id: str | None
    session_id: str | None
    probability: float  # with which it was sampled
    created_at_us: int
    due_at_us: int
    data: str | None = None  # of the event


@dataclass(frozen=True, slots=True)
class Task:
    id: int
    consumer: Consumer
    project: int
    kind: EventKind
    subject: str
    request_id: str | None
    session_id: str | None
    probability: float
    created_at_us: int  # of the event
    due_at_us: int
    attempts: int  # so far
    error: str | None  # of the last attempt
    state: TaskState
    data: str | None = None  # of the event


@dataclass(frozen=True, slots=True)
class Routing:
    """What the feed decided about some events. Takes effect in one transaction.

    A task with the consumer, kind and subject of one that waits replaces its due time; with those of a failed one, it
    is left out.
    """

    tasks: Sequence[NewTask] = ()
    waiting_most: Mapping[Consumer, int] = field(default_factory=dict)  # further tasks are left out, and counted
    counts: Mapping[tuple[Consumer, str], int] = field(default_factory=dict)  # to add, by name
    done: Sequence[int] = ()  # events that are deleted
    filtered: Sequence[int] = ()  # events that wait for consumers with a filter


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a task: done (`again_at_us` and `error` are None), to do again, or failed. One that an event has
    postponed meanwhile is not done."""

    task_id: int
    error: str | None = None
    again_at_us: int | None = None


class Pipeline(Protocol):
    """Every method raises StoreUnavailable when the store cannot be read or written."""

    async def listen(
        self, kinds: Collection[tuple[int, EventKind]], on_event: Callable[[], None], *, only: bool = True
    ) -> None:
        """From now on write events of these (project, kind), and, with `only`, no others. `on_event` is called in
        another thread after each commit that wrote events."""

    async def events(self, *, filtered: bool, limit: int, without: Collection[str] = ()) -> list[FeedEvent]:
        """The oldest events of that stage; `without`: subjects that are left out."""

    async def route(self, routing: Routing) -> None:
        """Insert the tasks, add the counts, delete or move on the events."""

    async def due(
        self, consumer: Consumer, now_us: int, limit: int, without: Collection[int] = ()
    ) -> tuple[list[Task], int | None]:
        """The waiting tasks of a consumer that are due, the longest due first, without those of these ids; and when the
        next one is due after them (None: no other waits)."""

    async def settle(
        self, consumer: Consumer, settled: Sequence[Settled], counts: Mapping[str, int] | None = None
    ) -> None:
        """Delete, postpone or fail tasks, and add to the consumer's counts."""

    async def tasks(
        self,
        consumer: Consumer,
        *,
        state: TaskState | None = None,
        limit: int = 100,
        before: int | None = None,
        of_ids: Sequence[int] | None = None,
    ) -> list[Task]:
        """A consumer's tasks, the newest first; `before`: with smaller ids; `of_ids`: only these."""

    async def retry(
        self,
        consumer: Consumer,
        now_us: int,
        *,
        task_ids: Sequence[int] | None = None,
        from_us: int | None = None,
        to_us: int | None = None,
    ) -> int:
        """Make failed tasks due now, with no attempt behind them: those with these ids, or whose events are from [from,
        to). Returns their number."""

    async def exchanges(self, project: int, exchange_ids: Sequence[str]) -> dict[str, ExchangeRow]:
        """Calls of events by their exchange ids, with their properties; unknown ids are left out."""

    async def counts(self, kind: ConsumerKind) -> dict[str, dict[str, int]]:
        """Consumer id → its counts by name, with the numbers of tasks as `waiting` and `failed_now`."""

    async def forget(self, consumer: Consumer) -> None:
        """Delete the tasks and counts of a consumer that no longer exists."""
