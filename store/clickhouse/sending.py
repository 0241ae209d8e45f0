"""Overlaps what the servers do with what this process does: some things are sent while the next one is prepared."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def sent(items: Iterable[T], send: Callable[[T], object], at_a_time: int) -> Iterator[T]:
    """Each item once it is sent, in their order: `at_a_time` of them on threads, while the next one is prepared.

    Raises what `send` raises, and starts nothing after that. Whoever leaves early waits for items that are on their
    way; these may be sent without having been returned.
    """
    with ThreadPoolExecutor(at_a_time, "clickhouse-send") as threads:
        on_the_way: deque[tuple[T, Future[object]]] = deque()
        for item in items:
            arrived = [_first(on_the_way)] if len(on_the_way) == at_a_time else []
            on_the_way.append((item, threads.submit(send, item)))
            yield from arrived
        while on_the_way:
            yield _first(on_the_way)


def _first(on_the_way: deque[tuple[T, Future[object]]]) -> T:
    item, sending = on_the_way.popleft()
    sending.result()
    return item
