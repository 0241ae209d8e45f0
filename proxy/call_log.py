"""What is noted of a call: bytes and moments, no meaning.

A `CallLog` writes to the spool; `NoCallLog` has the same verbs and writes nothing, for what is relayed to our own API.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic_ns
from typing import Literal, Protocol

from proxy.errors import ProxyError
from proxy.http1.heads import AnswerHead
from store.spool.counters import Counters
from store.spool.frames import ClosingHeader, Kind, OpeningHeader, RequestHeader
from store.spool.writer import SpoolWriter

_MAX_CHUNKS = 2048  # moments kept of one answer; beyond it every second one goes


class Budget:
    """What one worker may hold in memory for the log, over all its calls."""

    __slots__ = ("_counters", "_total_bytes", "each_bytes", "left_bytes")

    def __init__(self, total_bytes: int, each_bytes: int, counters: Counters) -> None:
        self.each_bytes = each_bytes
        self.left_bytes = total_bytes
        self._total_bytes = total_bytes
        self._counters = counters

    @property
    def held_bytes(self) -> int:
        return self._total_bytes - self.left_bytes

    def truncated(self) -> None:
        self._counters.add("truncated")


class Capture:
    """A bounded copy of a body; `size_bytes` counts on when the copy does not."""

    __slots__ = ("_budget", "_held", "_pieces", "omitted", "size_bytes", "truncated")

    def __init__(self, budget: Budget, *, omitted: bool) -> None:
        self.omitted = omitted
        self.truncated = False
        self.size_bytes = 0
        self._budget = budget
        self._held = 0
        self._pieces: list[bytes] = []

    def add(self, piece: bytes) -> None:
        count = len(piece)
        self.size_bytes += count
        if self.omitted or self.truncated:
            return
        budget = self._budget
        held = self._held + count
        if held > budget.each_bytes or count > budget.left_bytes:
            self.truncated = True
            budget.truncated()
            piece = piece[: max(min(budget.each_bytes - self._held, budget.left_bytes), 0)]
            count = len(piece)
            held = self._held + count
        self._held = held
        budget.left_bytes -= count
        self._pieces.append(piece)

    def take(self) -> bytes:
        """The copy, which is given up."""
        self._budget.left_bytes += self._held
        self._held = 0
        pieces, self._pieces = self._pieces, []
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)


class Recorder(Protocol):
    """The verbs of a call's log."""

    connect_attempts: int

    def open(self, request_complete: bool, then: Callable[[], None]) -> None:
        """The call goes upstream when `then` is called, not before."""

    def saw_request(self, piece: bytes) -> None: ...

    def saw_request_end(self) -> None: ...

    def saw_answer_head(self, head: AnswerHead) -> None: ...

    def saw_answer(self, body: bytes) -> None: ...

    def saw_tunnel(self) -> None:
        """From here on it is another protocol: counted, not kept."""

    def close(self, outcome: str, error: ProxyError | None, then: Callable[[], None]) -> None:
        """The call has ended; `then` releases its last bytes."""


Log = Literal[
    "not begun",  # no frame yet
    "opening",  # the opening frame is on its way to the disk
    "begun",  # it is written
    "refused",  # the opening frame could not be written: this call is not logged
]


class CallLog:
    connect_attempts = 1
    _log: Log = "not begun"
    _go_on: Callable[[], None]
    _release: Callable[[], None]
    _at_end: Callable[[], None] | None = None
    _head: AnswerHead | None = None
    _first_byte_us: int | None = None
    _stride = 1  # every so many pieces of an answer a moment is kept
    _ticks = 0

    def __init__(self, opening: OpeningHeader, writer: SpoolWriter, budget: Budget) -> None:
        self._started_ns = monotonic_ns()
        self._opening = opening
        self._writer = writer
        self._request = Capture(budget, omitted=opening["request_omitted"])
        self._answer = Capture(budget, omitted=opening["response_omitted"])
        self._chunks: list[tuple[int, int]] = []
        self._request_framed = self._request_whole = False

    def open(self, request_complete: bool, then: Callable[[], None]) -> None:
        header = self._opening
        if request_complete:
            header["request_size_bytes"] = self._request.size_bytes
            header["request_truncated"] = self._request.truncated
        self._request_framed = self._request_whole = request_complete
        self._go_on = then
        self._log = "opening"
        body = self._request.take() if request_complete else b""
        self._writer.append(Kind.OPENING, header, body, self._opened)

    def _opened(self, written: bool) -> None:
        self._log = "begun" if written else "refused"
        if not written:
            self._writer.counters.add("dropped")
            self._request.omitted = self._answer.omitted = True  # nothing to hold memory for
        go_on, self._go_on = self._go_on, _done
        if self._request_whole and not self._request_framed:
            self._frame_request()
        if self._at_end is None:
            go_on()
        else:
            at_end, self._at_end = self._at_end, None
            at_end()

    def saw_request(self, piece: bytes) -> None:
        self._request.add(piece)

    def saw_request_end(self) -> None:
        self._request_whole = True
        self._frame_request()

    def saw_answer_head(self, head: AnswerHead) -> None:
        self._head = head
        self._first_byte_us = (monotonic_ns() - self._started_ns) // 1000

    def saw_answer(self, body: bytes) -> None:
        answer = self._answer
        answer.add(body)
        self._ticks += 1
        if self._ticks >= self._stride:
            self._ticks = 0
            self._chunks.append((answer.size_bytes, (monotonic_ns() - self._started_ns) // 1000))
            if len(self._chunks) >= _MAX_CHUNKS:
                self._chunks = self._chunks[1::2]
                self._stride *= 2

    def saw_tunnel(self) -> None:
        self._answer.omitted = self._request.omitted = True

    def close(self, outcome: str, error: ProxyError | None, then: Callable[[], None]) -> None:
        if self._log == "opening":  # an end may not be written whose beginning is not
            self._at_end = lambda: self.close(outcome, error, then)
            return
        body = self._answer.take()
        if self._log != "begun":
            self._request.take()
            then()
            return
        if not self._request_framed:
            self._frame_request()
        self._release = then
        head = self._head
        header: ClosingHeader = {
            "exchange_id": self._opening["exchange_id"],
            "request_id": self._opening["request_id"],
            "outcome": outcome,
            "error": str(error) if error else None,
            "status": head.status if head else error.status if error else None,
            "response_headers": head.headers.kept if head else {},
            "response_size_bytes": self._answer.size_bytes,
            "response_truncated": self._answer.truncated,
            "duration_us": (monotonic_ns() - self._started_ns) // 1000,
            "first_byte_us": self._first_byte_us,
            "chunks": self._chunks,
            "connect_attempts": self.connect_attempts,
            "served_by": self._opening["upstream"] if head else None,
        }
        self._writer.append(Kind.CLOSING, header, body, self._closed)

    def _closed(self, written: bool) -> None:
        if not written:
            self._writer.counters.add("dropped")
        release, self._release = self._release, _done
        release()

    def _frame_request(self) -> None:
        """The body of a request that was still arriving when the call was opened: all of it, or what came."""
        if self._request_framed or self._log != "begun":
            return
        self._request_framed = True
        header: RequestHeader = {
            "exchange_id": self._opening["exchange_id"],
            "request_size_bytes": self._request.size_bytes,
            "request_truncated": self._request.truncated or not self._request_whole,
            "request_complete": self._request_whole,
        }
        self._writer.append(Kind.REQUEST, header, self._request.take(), _nothing)


class NoCallLog:
    connect_attempts = 1

    def open(self, request_complete: bool, then: Callable[[], None]) -> None:
        then()

    def saw_request(self, piece: bytes) -> None: ...

    def saw_request_end(self) -> None: ...

    def saw_answer_head(self, head: AnswerHead) -> None: ...

    def saw_answer(self, body: bytes) -> None: ...

    def saw_tunnel(self) -> None: ...

    def close(self, outcome: str, error: ProxyError | None, then: Callable[[], None]) -> None:
        then()


def _nothing(written: bool) -> None: ...


def _done() -> None:
    """In the place of a callback that was called: what it held is free at once, without the garbage collector."""
