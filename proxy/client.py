"""The client's side: one accepted connection, one exchange at a time."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING, Literal, cast

from proxy.errors import HeadTooLarge, MalformedRequest, ProxyError, RequestBodyTooLarge, RequestTimeout, answer_of
from proxy.exchange import Exchange, ForwardPlan, too_large
from proxy.http1.framing import BadFraming, Framing, NoBody
from proxy.http1.heads import UNFAMILIAR, RequestHead, parse_request, repeated_head

if TYPE_CHECKING:
    from proxy.admission import Admission

_MAX_WAITING_BYTES = 64 << 10  # of further requests, unparsed, while one is under way
_WRITE_BUFFER_BYTES = 64 << 10
_LINGER_S = 2.0  # an answer to an unread request would be lost if we closed at once (RFC 9112 §9.6)
_RESET = struct.pack("ii", 1, 0)
_FOREVER = float("inf")


State = Literal[
    "head",  # idle, or a request's head is arriving
    "body",  # a request's body is arriving
    "busy",  # the request is whole, its answer is not
    "tunnel",  # another protocol runs through
    "lingering",  # everything is said; what still comes is not read
    "closing",  # the last bytes are on their way
]


class ClientConnection(asyncio.Protocol):
    def __init__(self, admission: Admission) -> None:
        self.state: State = "head"
        self.idle_timeout_s: float = admission.terms.timeouts.head_s  # as an exchange's
        self.deadline: float | None = None
        self._admission = admission
        self._transport: asyncio.Transport
        self._exchange: Exchange | None = None
        self._framing: Framing = NoBody()
        self._familiar = UNFAMILIAR  # the head of its last call …
        self._plan: ForwardPlan  # … and what that led to
        self._waiting = b""  # not looked at yet, or the beginning of a head
        self._paused = False
        self._full = False  # the client does not read what we write

    def __repr__(self) -> str:
        return f"<ClientConnection {self.state} {self._exchange}>"

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is one in all but name
        self._transport.set_write_buffer_limits(_WRITE_BUFFER_BYTES)
        self._admission.connections.add(self)

    def data_received(self, data: bytes) -> None:
        if self.state == "head" and not self._full:
            self._read_head(self._waiting + data if self._waiting else data)
        elif self.state == "body":
            self._read_body(data)
        elif self.state in ("busy", "head"):
            self._waiting += data
            if len(self._waiting) > _MAX_WAITING_BYTES:
                self.pause_reading()
        elif self.state == "tunnel" and self._exchange is not None:
            self._exchange.tunnelled(data)

    def eof_received(self) -> None:
        """A half-close counts as gone: the transport closes itself."""

    def connection_lost(self, error: Exception | None) -> None:
        self._admission.connections.discard(self)
        exchange, self._exchange = self._exchange, None
        if exchange is not None:
            exchange.client_left()

    def pause_writing(self) -> None:
        self._full = True
        if self._exchange is not None:
            self._exchange.client_full(True)

    def resume_writing(self) -> None:
        self._full = False
        if self._exchange is not None:
            self._exchange.client_full(False)
        elif self.state == "head":
            self._next_request()

    # What the exchange asks of it

    def write(self, data: bytes) -> None:
        self._transport.write(data)

    def pause_reading(self) -> None:
        if not self._paused and not self._transport.is_closing():
            self._paused = True
            self._transport.pause_reading()

    def resume_reading(self) -> None:
        if self._paused and not self._transport.is_closing():
            self._paused = False
            self._transport.resume_reading()

    def tunnel(self) -> None:
        self.state = "tunnel"
        self.resume_reading()
        waiting, self._waiting = self._waiting, b""
        if waiting and self._exchange is not None:
            self._exchange.tunnelled(waiting)

    def ended(self, last: bytes, keep_alive: bool) -> None:
        self._exchange = None
        if self._transport.is_closing():
            return
        if last:
            self._transport.write(last)
        if keep_alive and not self._admission.terms.draining and self.state == "busy":
            self._next_request()
        else:
            self._say_goodbye()

    def broken(self, reset: bool) -> None:
        self._exchange = None
        if reset:
            tcp = self._transport.get_extra_info("socket")
            tcp.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self._transport.abort()
        else:
            self._close()

    # What the worker asks of it

    def timed_out(self) -> None:
        unread = self._transport.get_write_buffer_size() > 0
        if self.state == "head" and self._waiting and not self._full:
            self._refuse(RequestTimeout(f"No whole request head within {self._admission.terms.timeouts.head_s:g} s"))
        elif self.state == "head" or (self.state == "lingering" and unread):
            self._close()
        else:
            self._transport.abort()

    def drain(self) -> None:
        """Close when nothing is under way."""
        if self.state == "head":
            self._close()

    def abort(self) -> None:
        self._transport.abort()

    # Inside

    def _read_head(self, data: bytes) -> None:
        if not self._waiting:
            self._wait(self._admission.terms.timeouts.head_s)
        data = data.lstrip(b"\r\n")  # RFC 9112 §2.2
        self._waiting = data
        end = data.find(b"\r\n\r\n") + 4
        limit = self._admission.terms.proxy.max_head_bytes
        if end < 4:
            self.resume_reading()  # what is to follow may be behind a full buffer
        if end > limit or (end < 4 and len(data) > limit):
            self._refuse(HeadTooLarge(f"A request's head may have {limit} bytes (setting proxy.max_head_bytes)"))
        elif end >= 4:
            self._begin(data[:end], data[end:])
        elif data and not data[:1].isupper():
            self._refuse(MalformedRequest("This is not an HTTP/1.1 request; if it was meant as https://, use http://"))

    def _begin(self, head_data: bytes, rest: bytes) -> None:
        self._waiting = b""
        self._wait(_FOREVER)  # the exchange has its own
        head: RequestHead | None = None
        try:
            length = self._familiar.length(head_data)
            if length is not None:
                plan = self._plan
                head = plan.request
                body = self._framed(head, length, rest)
            else:
                head = parse_request(head_data)
                length = head.length
                body = self._framed(head, length, rest)
                found = self._admission.plan(head)
                if isinstance(found, bytes):
                    self.ended(found, head.keep_alive)
                    return
                plan = self._plan = found
                self._familiar = repeated_head(head_data)
            self._exchange = exchange = self._admission.begin(self, plan, length)
        except ProxyError as error:
            self._refuse(error, head)
            return
        done = self._framing.done
        if not done and plan.request.expects_continue:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        exchange.begin(body, done)

    def _framed(self, head: RequestHead, length: int | None, rest: bytes) -> bytes:
        """What of the body came along. Raises BadRequest, BodyTooLarge."""
        self._framing = framing = head.framing(length)
        try:
            body, used = framing.feed(rest)
        except BadFraming as error:
            raise _badly_framed(error) from error
        self.state = "busy" if framing.done else "body"
        if used < len(rest):
            self._waiting = rest[used:]
        limit = self._admission.terms.proxy.max_body_bytes
        if length is not None and length > limit:
            raise RequestBodyTooLarge(too_large(limit))
        return body

    def _read_body(self, data: bytes) -> None:
        exchange = self._exchange
        try:
            body, used = self._framing.feed(data)
        except BadFraming as error:
            if exchange is not None:
                bad = _badly_framed(error)
                exchange.finish(bad.outcome, bad)
            return
        if self._framing.done:
            self.state = "busy"
            self._waiting = data[used:]
        if exchange is not None and (body or self._framing.done):
            exchange.request_came(body, self._framing.done)

    def _refuse(self, error: ProxyError, head: RequestHead | None = None) -> None:
        keep_alive = head is not None and head.keep_alive and self._framing.done
        self.ended(answer_of(error, b"", keep_alive, head.method if head else b""), keep_alive)

    def _next_request(self) -> None:
        self.state = "head"
        self._wait(self._admission.terms.timeouts.keep_alive_s)
        if len(self._waiting) <= _MAX_WAITING_BYTES:
            self.resume_reading()
        if self._waiting and not self._full:
            # Not at once: a flood of requests in one packet would be a recursion as deep as it is long.
            asyncio.get_running_loop().call_soon(self._look_again)

    def _look_again(self) -> None:
        if self.state == "head" and not self._full and not self._transport.is_closing():
            waiting, self._waiting = self._waiting, b""
            if waiting:
                self._read_head(waiting)

    def _say_goodbye(self) -> None:
        """Close; if a request is still arriving, only after the client had time to read its answer."""
        if self.state == "busy" and not self._waiting:
            self._close()
            return
        self.state = "lingering"
        self._waiting = b""
        self._wait(_LINGER_S)
        self.resume_reading()
        if self._transport.can_write_eof():
            self._transport.write_eof()

    def _close(self) -> None:
        """When the client has read what was written, or has had its time for that."""
        self.state = "closing"
        self._wait(self._admission.terms.timeouts.body_s)
        self._transport.close()

    def _wait(self, seconds: float) -> None:
        self.idle_timeout_s = seconds
        self.deadline = None


def _badly_framed(error: BadFraming) -> MalformedRequest:
    return MalformedRequest(f"The request's body is not framed as its head says: {error}")
