"""The log of one call: bytes and timestamps, nothing interpreted.

A `CallLog` writes frames to the spool. `NoCallLog` has the same methods and writes nothing: it is for calls that are
relayed to Gnomon's own API.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from itertools import chain
from time import monotonic_ns
from typing import Literal, Protocol

from orjson import Fragment

from proxy.capture import omitted
from proxy.capture.bounded import Budget, Capture
from proxy.capture.messages import MessageCapture
from proxy.errors import ProxyError
from proxy.http1.heads import AnswerHead
from store.spool.frames import ClosingHeader, Kind, OpeningHeader, RequestHeader
from store.spool.writer import SpoolWriter

_NO_HEADERS: dict[str, str] = {}
_MAX_CHUNKS = 2048  # chunk timestamps per answer; when they are full, every second one is dropped
_LOOSE_CHUNKS = 64  # timestamps held as tuples, which take six times the memory of numbers in an array


class Recorder(Protocol):
    """What an exchange reports to its log."""

    connect_attempts: int  # set by the exchange: how often it tried to reach the upstream

    def write_opening(self, request_complete: bool, on_logged: Callable[[], None]) -> None:
        """The exchange calls this once, with all that came of the request so far already reported. The call must not go
        upstream before `on_logged` is called: in the next turn of the loop, or at once if nothing is logged."""

    def saw_request_body(self, piece: bytes) -> None:
        """The exchange calls this for each piece of the request's body that arrives."""

    def saw_request_end(self) -> None:
        """The exchange calls this at the body's end, if the body was incomplete when `write_opening` was called."""

    def saw_answer_head(self, head: AnswerHead) -> None:
        """The exchange calls this once, when the final answer's head has arrived."""

    def saw_answer_body(self, piece: bytes) -> None:
        """The exchange calls this for each piece of the answer's body that arrives."""

    def wants_request(self) -> bool:
        """Whether more of the request's body would be logged."""

    def saw_answer_end(self) -> None:
        """The exchange calls this at the answer's end, if the rest of the request is read before `write_closing`."""

    def saw_tunnel(self) -> None:
        """The exchange calls this when the protocol was switched: from now on the server's messages are logged."""

    def write_closing(self, outcome: str, error: ProxyError | None, on_logged: Callable[[], None]) -> None:
        """The exchange calls this once, at its end. `on_logged` is called when the frame is written, or could not be:
        then the client gets its last bytes."""


LogState = Literal[
    "new",  # no frame was written
    "opening",  # the opening frame waits for the spool writer
    "open",  # the opening frame is written
    "refused",  # the opening frame could not be written: this call is not logged
]


class CallLog:
    """Writes at most three frames: OPENING, REQUEST (if the request was incomplete at the opening), CLOSING.

    A CLOSING is never written without its OPENING: if the call ends while the opening frame waits for the spool writer,
    the closing waits as well; if the opening frame could not be written, there is no closing frame.
    """

    connect_attempts = 1
    _state: LogState = "new"
    _on_opening_logged: Callable[[], None]
    _on_closing_logged: Callable[[], None]
    _deferred_closing: Callable[[], None] | None = None
    _head: AnswerHead | None = None
    _first_byte_us: int | None = None
    _duration_us: int | None = None  # if it is known before the closing
    _stride = 1  # of how many pieces of an answer one gets a timestamp
    _pieces_since = 0  # the last piece with a timestamp

    def __init__(self, opening: OpeningHeader, writer: SpoolWriter, budget: Budget) -> None:
        self._started_ns = monotonic_ns()
        self._opening = opening
        self._writer = writer
        self._request = Capture(budget, opening["request_headers"])
        self._answer: Capture | MessageCapture = Capture(budget, _NO_HEADERS)
        self._budget = budget
        self._omits = opening["request_omitted"] or opening["response_omitted"]
        self._chunks: list[tuple[int, int]] = []  # timestamps, the newest ones
        self._packed: array[int] | None = None  # those before them, two numbers each
        self._request_framed = self._request_complete = False

    def __repr__(self) -> str:
        return f"<CallLog {self._opening['exchange_id']} {self._state}>"

    def write_opening(self, request_complete: bool, on_logged: Callable[[], None]) -> None:
        """Append the OPENING frame. With `request_complete` it holds the request's body; else a REQUEST frame follows.

        `on_logged` is called when the frame is written or could not be, unless the call ended before that.
        """
        header = self._opening
        if request_complete:
            header["request_size_bytes"] = self._request.size_bytes
            if self._request.truncated and not header["request_omitted"]:
                header["request_truncated"] = True
                header["request_gap_offset"] = self._request.gap_offset
        self._request_framed = self._request_complete = request_complete
        self._on_opening_logged = on_logged
        self._state = "opening"
        body = b""
        if request_complete:
            body = self._take_request() if self._omits else self._request.release()
        self._writer.append(Kind.OPENING, header, body, self._on_opening_written)

    def _on_opening_written(self, written: bool) -> None:
        """The spool writer calls this in its turn, after the write that holds the opening frame."""
        self._state = "open" if written else "refused"
        if not written:
            self._writer.counters.add("dropped")
            self._request.stop()  # nothing to hold memory for
            self._answer.stop()
        on_logged, self._on_opening_logged = self._on_opening_logged, _already_called
        if self._request_complete and not self._request_framed:
            self._write_request()
        if self._deferred_closing is None:
            on_logged()
        else:
            write_closing, self._deferred_closing = self._deferred_closing, None
            write_closing()

    def saw_request_body(self, piece: bytes) -> None:
        self._request.add(piece)

    def saw_request_end(self) -> None:
        self._request_complete = True
        self._write_request()

    def saw_answer_head(self, head: AnswerHead) -> None:
        self._head = head
        self._answer.headers = head.headers.logged
        self._first_byte_us = (monotonic_ns() - self._started_ns) // 1000

    def saw_answer_body(self, piece: bytes) -> None:
        answer = self._answer
        answer.add(piece)
        self._pieces_since += 1
        if self._pieces_since >= self._stride:
            self._pieces_since = 0
            self._chunks.append((answer.size_bytes, (monotonic_ns() - self._started_ns) // 1000))
            if len(self._chunks) >= _LOOSE_CHUNKS:
                self._pack_chunks()

    def wants_request(self) -> bool:
        return self._state == "open" and not self._request.is_full

    def saw_answer_end(self) -> None:
        self._duration_us = (monotonic_ns() - self._started_ns) // 1000

    def saw_tunnel(self) -> None:
        assert self._head is not None
        self._request.stop()
        self._answer = MessageCapture(self._budget, self._head)
        if self._state == "refused":
            self._answer.stop()

    def write_closing(self, outcome: str, error: ProxyError | None, on_logged: Callable[[], None]) -> None:
        """Append the CLOSING frame, never without its OPENING: see the class."""
        if self._state == "opening":
            self._deferred_closing = lambda: self.write_closing(outcome, error, on_logged)
            return
        if self._state != "open":
            self._request.free()
            self._answer.free()
            on_logged()
            return
        if not self._request_framed:
            self._write_request()
        self._on_closing_logged = on_logged
        head = self._head
        header: ClosingHeader = {
            "exchange_id": self._opening["exchange_id"],
            "request_id": self._opening["request_id"],
            "outcome": outcome,
            "error": str(error) if error else None,
            "status": head.status if head else error.status if error else None,
            "response_headers": head.headers.logged if head else {},
            "response_size_bytes": self._answer.size_bytes,
            "response_truncated": self._answer.truncated,
            "response_gap_offset": self._answer.gap_offset,
            "duration_us": self._duration_us or (monotonic_ns() - self._started_ns) // 1000,
            "first_byte_us": self._first_byte_us,
            "chunks": self._chunks if self._packed is None else _unpacked(self._packed) + self._chunks,
            "connect_attempts": self.connect_attempts,
            "served_by": self._opening["upstream"] if head else None,
        }
        if self._omits:
            self._read_omitted(header)
        else:
            self._writer.append(Kind.CLOSING, header, self._answer.release(), self._on_closing_written)

    def _pack_chunks(self) -> None:
        packed = self._packed
        if packed is None:
            packed = self._packed = array("q")
        packed.extend(chain.from_iterable(self._chunks))
        self._chunks = []
        if len(packed) >= 2 * _MAX_CHUNKS:
            del packed[::4], packed[::3]  # the first, third, … pair: two numbers each
            self._stride *= 2

    def _read_omitted(self, header: ClosingHeader) -> None:
        """Append the CLOSING frame of a call with an omitted body, when both bodies are read."""
        opening = {
            **self._opening,
            "request_size_bytes": self._request.size_bytes,
            "request_truncated": self._request.truncated or not self._request_complete,
            "request_gap_offset": self._request.gap_offset,
        }
        closing = header.copy()
        answer = self._answer.body()
        if self._opening["response_omitted"]:
            header["response_truncated"] = False
            header["response_gap_offset"] = None
        logged = b"" if self._opening["response_omitted"] else answer

        def on_read(extracted: Fragment | None) -> None:
            self._request.free()
            self._answer.free()
            header["extracted"] = extracted
            self._writer.append(Kind.CLOSING, header, logged, self._on_closing_written)

        omitted.read(opening, closing, (self._request.body(), answer), self._writer.counters, on_read)

    def _on_closing_written(self, written: bool) -> None:
        """The spool writer calls this in its turn, after the write that holds the closing frame; with fsync_ms = 0
        after the sync that follows."""
        if not written:
            self._writer.counters.add("dropped")
        on_logged, self._on_closing_logged = self._on_closing_logged, _already_called
        on_logged()

    def _write_request(self) -> None:
        """Append the REQUEST frame of a body that was incomplete at the opening: all of it, or what came."""
        if self._request_framed or self._state != "open":
            return
        self._request_framed = True
        header: RequestHeader = {
            "exchange_id": self._opening["exchange_id"],
            "request_size_bytes": self._request.size_bytes,
            "request_truncated": self._request.truncated or not self._request_complete,
            "request_gap_offset": self._request.gap_offset,
            "request_complete": self._request_complete,
        }
        if self._opening["request_omitted"]:
            header["request_truncated"] = not self._request_complete
            header["request_gap_offset"] = None
        self._writer.append(Kind.REQUEST, header, self._take_request(), _on_request_written)

    def _take_request(self) -> bytes:
        """The request's body for its frame. A call with an omitted body holds it until the end: see `_read_omitted`."""
        if not self._omits:
            return self._request.release()
        return b"" if self._opening["request_omitted"] else self._request.body()


class NoCallLog:
    """The Recorder of calls that are not logged."""

    connect_attempts = 1

    def write_opening(self, request_complete: bool, on_logged: Callable[[], None]) -> None:
        on_logged()

    def saw_request_body(self, piece: bytes) -> None: ...

    def saw_request_end(self) -> None: ...

    def saw_answer_head(self, head: AnswerHead) -> None: ...

    def saw_answer_body(self, piece: bytes) -> None: ...

    def wants_request(self) -> bool:
        return False

    def saw_answer_end(self) -> None: ...

    def saw_tunnel(self) -> None: ...

    def write_closing(self, outcome: str, error: ProxyError | None, on_logged: Callable[[], None]) -> None:
        on_logged()


def _unpacked(packed: array[int]) -> list[tuple[int, int]]:
    numbers = packed.tolist()
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _on_request_written(written: bool) -> None:
    """Nobody waits for a REQUEST frame."""


def _already_called() -> None:
    """Replaces a callback after its call. What the callback referred to is then freed at once, not by the garbage
    collector."""
