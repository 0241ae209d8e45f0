"""Events and listeners → tasks and counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from evaluation.feed.listener import Listener
from store.evaluation.pipeline import Consumer, FeedEvent, NewTask, Routing
from store.filter import Node

FilterKey = tuple[int, Node]  # project and filter
_ALL: frozenset[int] = frozenset({-1})  # stands for all events


def decide(
    events: Sequence[FeedEvent],
    listeners: Sequence[Listener],
    matching: Mapping[FilterKey, frozenset[int] | None],
    position_of: Callable[[str], float],
) -> tuple[list[NewTask], Mapping[tuple[Consumer, str], int]]:
    """Each listener's tasks in the order of their events, and what to add to its counts `seen`, `matched`, `sampled`.

    `matching`: the ids of the events that match each filter (None: it took too long; counted as `filter_failed`);
    `position_of`: see sampling.py.
    """
    counts: Counter[tuple[Consumer, str]] = Counter()
    tasks: list[NewTask] = []
    for listener in listeners:
        matched = matching.get((listener.project, listener.filter), frozenset()) if listener.is_filtered else _ALL
        for event in events:
            subject = listener.subject_of(event)
            if subject is None or not listener.listens_to(event):
                continue
            counts[listener.consumer, "seen"] += 1
            if not event.is_of_call:
                counts[listener.consumer, "matched"] += 1
                counts[listener.consumer, "sampled"] += 1
                tasks.append(_task(event, listener, subject))
            elif matched is None:
                counts[listener.consumer, "filter_failed"] += 1
            elif matched is _ALL or event.id in matched:
                counts[listener.consumer, "matched"] += 1
                if position_of(listener.sampled_by(event)) < listener.sample_rate:
                    counts[listener.consumer, "sampled"] += 1
                    tasks.append(_task(event, listener, subject))
    return tasks, counts


def routing_of(
    events: Sequence[FeedEvent],
    tasks: Sequence[NewTask],
    counts: Mapping[tuple[Consumer, str], int],
    listeners: Mapping[Consumer, Listener],
    *,
    filtered: bool,
) -> Routing:
    """What to store of a decision. `listeners`: those that still exist. Events stay for those of them that have a
    filter, unless these were asked now (`filtered`)."""
    remaining = [] if filtered else [listener for listener in listeners.values() if listener.is_filtered]
    waiting = [event.id for event in events if any(listener.listens_to(event) for listener in remaining)]
    return Routing(
        [task for task in tasks if task.consumer in listeners],
        {consumer: listener.waiting_most for consumer, listener in listeners.items()},
        {key: value for key, value in counts.items() if key[0] in listeners},
        [event.id for event in events if event.id not in waiting],
        waiting,
    )


def _task(event: FeedEvent, listener: Listener, subject: str) -> NewTask:
    return NewTask(
        listener.consumer,
        event.project,
        event.kind,
        subject,
        event.request_id if listener.target == "event" else None,
        event.session_id,
        listener.sample_rate,
        event.created_at_us,
        event.created_at_us + listener.quiet_us,
        event.data,
    )
