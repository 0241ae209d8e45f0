"""`Listener`: what a consumer wants to hear of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import orjson

from store.evaluation.pipeline import Consumer, EventKind, FeedEvent
from store.filter import ALL, Node

RECEIVERS = "receivers"  # in the data of an event: the ids of the consumers that it is for; absent: all that listen
WAITING_MOST = 100_000  # tasks of a consumer; about 20 MB in the database


@dataclass(frozen=True, slots=True)
class Listener:
    consumer: Consumer
    project: int
    kinds: frozenset[EventKind]
    on_tasks: Callable[[], None]  # called on the event loop when there are new tasks
    filter: Node = ALL  # on the call, on the scored request, or on any request of the scored session; not on others
    sample_rate: float = 1.0  # the part that is taken, in [0, 1]
    target: Literal["event", "session"] = "event"  # "session": one task for each session; each event postpones it
    quiet_us: int = 0  # a task is due so long after its event
    waiting_most: int = WAITING_MOST  # further tasks are dropped and counted

    @property
    def is_filtered(self) -> bool:
        return self.filter != ALL

    def listens_to(self, event: FeedEvent) -> bool:
        if event.project != self.project or event.kind not in self.kinds:
            return False
        receivers = None if event.data is None else orjson.loads(event.data).get(RECEIVERS)
        return receivers is None or self.consumer.id in receivers

    def subject_of(self, event: FeedEvent) -> str | None:
        """What a task is about; None: the event is about no session."""
        return event.subject if self.target == "event" else event.session_id

    def sampled_by(self, event: FeedEvent) -> str:
        """The id that decides whether it is in the sample: calls and their scores are sampled by the request."""
        if self.target == "session":
            return event.session_id or event.subject
        return event.request_id or event.session_id or event.subject
