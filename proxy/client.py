"""The client's side: one accepted connection, one exchange at a time."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Literal, NamedTuple, cast

from proxy.admission import Admission
from proxy.errors import (
    HeadTooLarge,
    MalformedRequest,
    ProxyError,
    RequestBodyTooLarge,
    RequestTimeout,
    error_answer,
    error_body,
)
from proxy.exchange import Exchange
from proxy.http1.framing import BadFraming, Framing, NoBody
from proxy.http1.heads import RequestHead, parse_request
from proxy.http1.repeated_head import RepeatedHead, repeated_head
from proxy.plan import ForwardPlan, OwnAnswer

_MAX_WAITING_BYTES = 64 << 10  # of pipelined requests, unparsed, while a call is under way
_WRITE_BUFFER_BYTES = 64 << 10
_LINGER_S = 2.0  # closing at once would lose the answer to a request that was not read (RFC 9112 §9.6)
_RESET = struct.pack("ii", 1, 0)
_FOREVER = float("inf")


ClientState = Literal[
    "head",  # idle, or a request's head is arriving
    "body",  # a request's body is arriving
    "busy",  # the request is complete, its answer is not
    "tunnel",  # the protocol was switched: bytes pass both ways
    "lingering",  # the last answer is written; what still arrives is discarded
    "closing",  # the last bytes are on their way
]


class _PlannedHead(NamedTuple):
    """The head of this connection's previous call, and the plan it led to."""

    head: RepeatedHead
    plan: ForwardPlan


class ClientConnection(asyncio.Protocol):
    """A `ClientSide` and `OpenConnection` over a TCP transport."""

    def __init__(self, admission: Admission) -> None:
        self.state: ClientState = "head"
        self.idle_timeout_s: float = admission.context.timeouts.head_s  # as in Exchange
        self.deadline: float | None = None
        self._admission = admission
        self._transport: asyncio.Transport
        self._exchange: Exchange | None = None
        self._framing: Framing = NoBody()
        self._planned: _PlannedHead | None = None
        self._waiting = b""  # received but not parsed: the beginning of a head, or pipelined requests
        self._paused = False  # we do not read from it
        self._full = False  # the client does not read what we write

    def __repr__(self) -> str:
        return f"<ClientConnection {self.state} {self._exchange}>"

    # Callbacks of the event loop (asyncio.Protocol)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's has its methods but not its base class
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
            self._exchange.on_tunnel_data(data)

    def eof_received(self) -> None:
        """A half-close counts as a close: the transport closes itself, `connection_lost` follows."""

    def connection_lost(self, error: Exception | None) -> None:
        self._admission.connections.discard(self)
        exchange, self._exchange = self._exchange, None
        if exchange is not None:
            exchange.on_client_left()

    def pause_writing(self) -> None:
        self._full = True
        if self._exchange is not None:
            self._exchange.on_client_full(True)

    def resume_writing(self) -> None:
        self._full = False
        if self._exchange is not None:
            self._exchange.on_client_full(False)
        elif self.state == "head":
            self._next_request()

    # Requests of the exchange (ClientSide)

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

    def start_tunnel(self) -> None:
        self.state = "tunnel"
        self.resume_reading()
        waiting, self._waiting = self._waiting, b""
        if waiting and self._exchange is not None:
            self._exchange.on_tunnel_data(waiting)

    def answer_early(self, last_bytes: bytes) -> None:
        if self._transport.is_closing():
            return
        self._transport.write(last_bytes)
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self.resume_reading()

    def end_call(self, last_bytes: bytes, keep_alive: bool) -> None:
        self._exchange = None
        if self._transport.is_closing():
            return
        if last_bytes:
            self._transport.write(last_bytes)
        if keep_alive and not self._admission.context.stopping and self.state == "busy":
            self._next_request()
        else:
            self._close_after_reading()

    def cut_call(self, reset: bool) -> None:
        self._exchange = None
        if reset:
            tcp = self._transport.get_extra_info("socket")
            tcp.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self._transport.abort()
        else:
            self._close()

    # Callback and requests of the worker (OpenConnection)

    def on_timeout(self) -> None:
        unsent = self._transport.get_write_buffer_size() > 0
        if self.state == "head" and self._waiting and not self._full:
            head_s = self._admission.context.timeouts.head_s
            self._refuse(RequestTimeout(f"The request head was incomplete after {head_s:g} s (timeouts.head_s)"))
        elif self.state == "head" or (self.state == "lingering" and unsent):
            self._close()
        else:
            self._transport.abort()

    def close_if_idle(self) -> None:
        if self.state == "head":
            self._close()

    def abort(self) -> None:
        self._transport.abort()

    # Inside

    def _read_head(self, data: bytes) -> None:
        data = data.lstrip(b"\r\n")  # RFC 9112 §2.2
        if data and not self._waiting:  # empty lines alone begin no head, and keep no connection open
            self._restart_timeout(self._admission.context.timeouts.head_s)
        self._waiting = data
        end = data.find(b"\r\n\r\n") + 4
        limit = self._admission.context.proxy.max_head_bytes
        if end < 4:
            self.resume_reading()  # reading was paused if pipelined requests filled the buffer
        if end > limit or (end < 4 and len(data) > limit):
            self._refuse(HeadTooLarge(limit))
        elif end >= 4:
            self._take_call(data[:end], data[end:])
        elif data and not data[:1].isupper():
            self._refuse(MalformedRequest("Malformed request head: not HTTP/1.1; this port speaks http, not https"))

    def _take_call(self, head_data: bytes, rest: bytes) -> None:
        self._waiting = b""
        self._restart_timeout(_FOREVER)  # the exchange has a timeout of its own
        head: RequestHead | None = None
        planned = self._planned
        try:
            if planned is not None and (length := planned.head.length(head_data)) is not None:
                plan = planned.plan
                head = plan.request
                body = self._start_body(head, length, rest)
            else:
                head = parse_request(head_data)
                length = head.length
                body = self._start_body(head, length, rest)
                decision = self._admission.plan(head)
                if isinstance(decision, OwnAnswer):
                    self._answer_here(decision, head)
                    return
                plan = decision
                repeated = repeated_head(head_data)
                self._planned = None if repeated is None else _PlannedHead(repeated, plan)
            self._exchange = exchange = self._admission.admit(self, plan, length)
        except ProxyError as error:
            self._refuse(error, head)
            return
        complete = self._framing.complete
        if not complete and plan.request.expects_continue:
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        exchange.start(body, complete)

    def _start_body(self, head: RequestHead, length: int | None, rest: bytes) -> bytes:
        """The body bytes in `rest`, which came with the head. Raises MalformedRequest, RequestBodyTooLarge."""
        self._framing = framing = head.framing(length)
        try:
            body, used = framing.feed(rest)
        except BadFraming as error:
            raise _malformed_body(error) from error
        self.state = "busy" if framing.complete else "body"
        if used < len(rest):
            self._waiting = rest[used:]
        limit = self._admission.context.proxy.max_body_bytes
        if length is not None and length > limit:
            raise RequestBodyTooLarge(limit)
        return body

    def _read_body(self, data: bytes) -> None:
        exchange = self._exchange
        try:
            body, used = self._framing.feed(data)
        except BadFraming as error:
            if exchange is not None:
                malformed = _malformed_body(error)
                exchange.finish(malformed.outcome, malformed)
            return
        if self._framing.complete:
            self.state = "busy"
            self._waiting = data[used:]
        if exchange is not None and (body or self._framing.complete):
            exchange.on_request_body(body, self._framing.complete)

    def _answer_here(self, answer: OwnAnswer, head: RequestHead) -> None:
        if self._admission.context.draining:
            self.end_call(answer.data.replace(b"\r\n", b"\r\nConnection: close\r\n", 1), keep_alive=False)
        else:
            self.end_call(answer.data, head.keep_alive)

    def _refuse(self, error: ProxyError, head: RequestHead | None = None) -> None:
        """Answer with an error; no exchange was started."""
        keep_alive = head is not None and head.keep_alive and self._framing.complete
        keep_alive = keep_alive and not self._admission.context.draining
        added = self._admission.answer_headers(head) if head else b""
        self.end_call(
            error_answer(error, error_body(error), added, keep_alive, head.method if head else b""), keep_alive
        )

    def _next_request(self) -> None:
        self.state = "head"
        self._restart_timeout(self._admission.context.timeouts.keep_alive_s)
        if len(self._waiting) <= _MAX_WAITING_BYTES:
            self.resume_reading()
        if self._waiting and not self._full:
            # In a later turn: many requests in one packet would otherwise recurse as deeply as they are many.
            asyncio.get_running_loop().call_soon(self._read_waiting)

    def _read_waiting(self) -> None:
        """The event loop calls this in the turn after `_next_request`, if pipelined requests wait."""
        if self.state == "head" and not self._full and not self._transport.is_closing():
            waiting, self._waiting = self._waiting, b""
            if waiting:
                self._read_head(waiting)

    def _close_after_reading(self) -> None:
        """Close; if a request is still arriving, only after the client had time to read its answer."""
        if self.state == "busy" and not self._waiting:
            self._close()
            return
        self.state = "lingering"
        self._waiting = b""
        self._restart_timeout(_LINGER_S)
        self.resume_reading()
        if self._transport.can_write_eof():
            self._transport.write_eof()

    def _close(self) -> None:
        """Close when the client has read what was written, or after `timeouts.body_s`."""
        self.state = "closing"
        self._restart_timeout(self._admission.context.timeouts.body_s)
        self._transport.close()

    def _restart_timeout(self, seconds: float) -> None:
        self.idle_timeout_s = seconds
        self.deadline = None


def _malformed_body(error: BadFraming) -> MalformedRequest:
    return MalformedRequest(f"Malformed request body: {error}")
