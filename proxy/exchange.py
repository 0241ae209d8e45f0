"""One call in flight: connects the client's side to the upstream's, and reports both to the call's log.

Every way in which a call can end goes through `finish`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

from proxy import stream_usage
from proxy.call_log import Recorder
from proxy.download import BodyTransform, body_transform, ends_by_close, head_for_client
from proxy.errors import (
    ProxyError,
    RequestBodyTooLarge,
    RequestTimeout,
    UpstreamCut,
    UpstreamGarbage,
    UpstreamTimeout,
    error_answer,
    error_body,
)
from proxy.http1.heads import AnswerHead, header_block, helicone_block
from proxy.plan import ForwardPlan
from proxy.settings import ProxySettings, TimeoutSettings
from proxy.sides import ClientSide, UpstreamPool, UpstreamSide
from proxy.upload import Upload

_FOREVER = float("inf")
_READ_ON_S = 1.0  # for the rest of a request that is answered already
# Of calls that end so, the rest of the request is still worth reading for the log: the client is there and sends it.
_READ_ON_OUTCOMES = frozenset({"ok", "upstream_unreachable", "upstream_timeout", "upstream_cut", "upstream_garbage"})
_MAX_HELD_BYTES = 4 << 20  # a larger request body is not held back to request its usage


ExchangeState = Literal[
    "opening",  # its opening frame is being written
    "holding",  # the request must be complete before it may go upstream
    "connecting",  # a connection to the upstream is being opened
    "waiting",  # the request goes up, no answer has begun
    "answering",  # the answer comes down
    "reading_on",  # the client has its answer, the rest of its request is read for the log
    "finished",  # its closing frame is being written, or was
]


@dataclass(slots=True)
class WorkerContext:
    """What all calls of a worker share."""

    pool: UpstreamPool
    proxy: ProxySettings
    timeouts: TimeoutSettings
    exchanges: set[Exchange] = field(default_factory=set)  # in flight
    finished_count: int = 0  # exchanges finished since the worker's start
    draining: bool = False  # the worker leaves: each answer tells its client that the connection closes
    stopping: bool = False  # the program stops: no client connection takes another call, also without that word


class Exchange:
    """A call from its admission to its last byte; the UpstreamListener of its upstream connection."""

    state: ExchangeState = "opening"
    idle_timeout_s = _FOREVER  # how long nothing may happen, counted from the clock's next tick
    deadline: float | None = None  # monotonic, set by the clock; None: something happened since its last tick
    _upstream: UpstreamSide | None = None
    _upload_paused = False
    _tunnelling = False
    _transform: BodyTransform | None = None
    _held_head = b""  # the answer's head for the client, until the first bytes of the body come
    _last_bytes = b""  # for the client, when the closing frame is written
    _answer_cut = False  # the client has part of an answer that will not be completed
    _close_delimited = False
    _ending: tuple[str, ProxyError | None]  # outcome and error, while "reading_on"

    def __init__(
        self,
        client: ClientSide,
        plan: ForwardPlan,
        length: int | None,
        call_log: Recorder,
        context: WorkerContext,
        added_headers: bytes = b"",
    ) -> None:
        """`length`: the Content-Length of the request. `added_headers`: header lines to add to the answer."""
        request = plan.request
        self.method = request.method
        self._client: ClientSide | None = client
        self._request = request
        self._outgoing = plan.outgoing
        self._length = length
        self._target = plan.target
        self._call_log = call_log
        self._context = context
        self._added_headers = added_headers
        self._usage_wanted = plan.usage_wanted
        self._repeatable = plan.repeatable
        self._upload = Upload(chunked=request.chunked)
        self._keep_alive = request.keep_alive
        context.exchanges.add(self)

    def __repr__(self) -> str:
        return f"<Exchange {self.method.decode()} {self._target.name} {self.state}>"

    @property
    def request_complete(self) -> bool:
        return self._upload.complete

    # Requests and callbacks of the client's side

    def start(self, body: bytes, complete: bool) -> None:
        """The client's connection calls this, once, right after the admission. `body`: what arrived with the head;
        `complete`: that is all of it."""
        self._receive_body(body, complete)
        if self.state != "finished":
            self._call_log.write_opening(complete, self._on_opening_logged)

    def on_request_body(self, body: bytes, complete: bool) -> None:
        """The client's connection calls this for each later piece of the body, without its transfer coding."""
        if self.state == "reading_on":
            self._read_rest(body, complete)
            return
        if self.state != "finished":
            self._receive_body(body, complete)
        if self.state == "finished":
            return
        if complete:
            self._call_log.saw_request_end()
        if self.state == "holding" and (complete or not self._usage_wanted):
            self._go_upstream()
        elif self._upstream is not None:
            self._upstream.write(self._upload.next_bytes())
        elif not complete and self.state == "connecting":
            self._pause_upload()

    def on_tunnel_data(self, data: bytes) -> None:
        """The client's connection calls this for what the client sends after a switch of protocols."""
        if self._upstream is not None:
            self._upstream.write(data)
            self._restart_timeout(self._context.timeouts.silence_s)

    def on_client_left(self) -> None:
        """The client's connection calls this when it is closed, in whatever state this exchange is. The call ends as
        `client_closed`; with on_client_close = "drain" and a complete request it runs on, for the log."""
        self._client = None
        if self.state == "finished":
            return
        if self.state == "reading_on":
            self._end_reading()
            return
        if self._context.proxy.on_client_close == "drain" and self._upload.complete:
            self.on_client_full(False)
            return
        self.finish("client_closed")

    def on_client_full(self, full: bool) -> None:
        """The client's connection calls this when its write buffer is full (the client reads more slowly than the
        upstream sends), and when there is room again."""
        if self._upstream is None or self.state == "finished":
            return
        if full:
            self._upstream.pause_reading()
            self._restart_timeout(self._context.timeouts.body_s)
        else:
            self._upstream.resume_reading()
            self._restart_timeout(self._context.timeouts.silence_s)

    # Callback of the call's log

    def _on_opening_logged(self) -> None:
        """The call log calls this in the spool writer's turn: the opening frame is written, or could not be."""
        if self.state == "finished":  # the client left meanwhile
            return
        if self._usage_wanted and not self._upload.complete:
            self.state = "holding"
            return
        self._go_upstream()

    # Callbacks of the upstream's side (UpstreamListener)

    def on_connected(self, upstream: UpstreamSide) -> None:
        """The pool calls this for a new connection; `_go_upstream` for one that was idle."""
        if self.state in ("finished", "reading_on"):  # the call ended meanwhile; another one can use the connection
            upstream.give_back()
            return
        self._upstream = upstream
        self.state = "waiting"
        self._restart_timeout(self._context.timeouts.first_byte_s)
        upstream.send_request(self, self._outgoing.head(self._length) + self._upload.next_bytes())
        self._resume_upload()

    def on_upstream_full(self, full: bool) -> None:
        """The upstream's connection calls this when its write buffer is full, and when there is room again."""
        if full:
            self._pause_upload()
        else:
            self._resume_upload()

    def on_informational_answer(self, head: AnswerHead) -> None:
        """The upstream's connection calls this for each 1xx answer. The proxy has sent 100 itself; others pass to
        clients that know them (RFC 9110 §15.2)."""
        if head.status != 100 and self._client is not None and not self._request.http_1_0:
            self._client.write(b"HTTP/1.1 %b\r\n%b\r\n" % (head.status_line, header_block(head.headers.forwarded)))

    def on_answer_head(self, head: AnswerHead) -> None:
        """The upstream's connection calls this once, when the final answer's head is complete. `on_answer_body` follows
        directly, and with it the head goes to the client: a short answer is one write."""
        self._upload.forbid_rewind()
        self._call_log.saw_answer_head(head)
        switched = head.status == 101
        if switched and not self._request.websocket:
            garbage = UpstreamGarbage(f"Malformed answer from '{self._target.name}': 101 without a request to upgrade")
            self.finish(garbage.outcome, garbage)
            return
        self.state = "answering"
        if switched:
            self._tunnelling = True
            self._call_log.saw_tunnel()
        self._close_delimited = ends_by_close(head, self._request)
        self._transform = body_transform(head, self._request, without_usage=self._usage_wanted)
        if self._close_delimited or self._context.draining or not self._upload.complete:
            self._keep_alive = False  # after an incomplete request, nobody knows where the next one begins
        chunked = head.chunked and not self._request.http_1_0
        added = self._added_headers
        if self._target.origin.unix_path:  # our own API
            added += helicone_block(head.headers)
        self._held_head = head_for_client(head, added, chunked=chunked, keep_alive=self._keep_alive)
        if switched and self._client is not None:
            self._client.start_tunnel()

    def on_answer_body(self, raw: bytes, body: bytes, complete: bool) -> None:
        """The upstream's connection calls this for each read of the answer. The last bytes are held until the closing
        frame is written: who has a complete answer finds its call in the log."""
        if self.state == "finished":
            return
        if body:
            self._call_log.saw_answer_body(body)
        data = raw if self._transform is None else self._transform(raw, body, complete)
        if self._held_head:
            data = self._held_head + data
            self._held_head = b""
        if complete:
            self._upstream = None
            self._last_bytes = data
            self.finish("ok")
            return
        self._restart_timeout(self._context.timeouts.silence_s)
        if data and self._client is not None:
            self._client.write(data)

    def on_upstream_failed(self, error: ProxyError) -> None:
        """The pool calls this when it could not connect, the upstream's connection when it was cut or sent no valid
        HTTP. A call on a reused connection is sent once more, on a fresh one, if not a byte of an answer came and its
        whole body is still held: the upstream probably had closed the connection while it was idle and never saw the
        call. A call of our own API that may not be made twice is sent again only if it certainly was not seen."""
        if self.state == "reading_on":  # it gave up on the connection before
            return
        again = (
            isinstance(error, UpstreamCut)
            and self._upstream is not None
            and self._upstream.reused
            and not self._upstream.answer_started
            and self._call_log.connect_attempts == 1
            and (self._repeatable or error.unread)
            and self._upload.rewind()
        )
        self._upstream = None
        if not again:
            self.finish(error.outcome, error)
            return
        self._call_log.connect_attempts = 2
        self.state = "connecting"
        self._context.pool.connect(self._target.origin, self)

    # The end

    def on_timeout(self) -> None:
        """The worker's clock calls this when nothing happened for `idle_timeout_s`."""
        if self.state == "reading_on":
            self._end_reading()
            return
        timeouts = self._context.timeouts
        name = self._target.name
        if self.state == "answering":
            if self._client is not None and self._upstream is not None and self._upstream.paused:
                message = f"The client read nothing of its answer for {timeouts.body_s:g} s (timeouts.body_s)"
                self.finish("client_timeout", RequestTimeout(message))
            else:
                self._time_out_upstream(
                    f"The upstream '{name}' sent nothing for {timeouts.silence_s:g} s (timeouts.silence_s)"
                )
        elif self._upload.complete or self._upload_paused:
            self._time_out_upstream(
                f"The upstream '{name}' did not answer within {timeouts.first_byte_s:g} s (timeouts.first_byte_s)"
            )
        else:
            message = f"Nothing of the request body arrived for {timeouts.body_s:g} s (timeouts.body_s)"
            self.finish("client_timeout", RequestTimeout(message))

    def finish(self, outcome: str, error: ProxyError | None = None) -> None:
        """The only way out: closes the upstream's connection if it is still in use and has the closing frame written.
        `_on_closing_logged` then sends the client what it still gets. A second call does nothing.

        If the request is still arriving, the client gets its answer at once; the closing frame waits for the rest of
        the request, at most a second: clients send head and body in two packets, and an upstream can fail in between.
        """
        state = self.state
        if state == "finished":
            return
        if state == "reading_on":
            self._end_reading()
            return
        answering = state == "answering" and not self._held_head
        self.state = "finished"
        self._restart_timeout(_FOREVER)
        if self._upstream is not None:
            upstream, self._upstream = self._upstream, None
            upstream.abandon()
        self._answer_cut = answering and outcome != "ok"
        if error is not None and not answering:
            if self._context.draining or not self._upload.complete or error.status == 408:
                self._keep_alive = False
            body = error_body(error)
            if state != "answering":  # else the log has the head of the upstream's answer
                self._call_log.saw_answer_body(body)
            self._last_bytes = error_answer(error, body, self._added_headers, self._keep_alive, self.method)
        if not self._upload.complete and self._can_read_on(outcome):
            self._read_on(outcome, error)
        else:
            self._call_log.write_closing(outcome, error, self._on_closing_logged)

    def _can_read_on(self, outcome: str) -> bool:
        is_readable = self._client is not None and not self._answer_cut and not self._tunnelling
        return is_readable and outcome in _READ_ON_OUTCOMES and self._call_log.wants_request()

    def _read_on(self, outcome: str, error: ProxyError | None) -> None:
        self.state = "reading_on"
        self._ending = (outcome, error)
        self.idle_timeout_s = _READ_ON_S
        self.deadline = monotonic() + _READ_ON_S  # a second in all, not since the last byte
        self._call_log.saw_answer_end()
        last_bytes, self._last_bytes = self._last_bytes, b""
        if self._client is not None:
            self._client.answer_early(last_bytes)

    def _read_rest(self, body: bytes, complete: bool) -> None:
        self._upload.complete = complete
        if body:
            self._call_log.saw_request_body(body)
        if complete:
            self._call_log.saw_request_end()
        if complete or not self._call_log.wants_request():
            self._end_reading()

    def _end_reading(self) -> None:
        self.state = "finished"
        self._restart_timeout(_FOREVER)
        outcome, error = self._ending
        self._call_log.write_closing(outcome, error, self._on_closing_logged)

    def _on_closing_logged(self) -> None:
        """The call log calls this in the spool writer's turn: the closing frame is written, or there is none."""
        self._context.exchanges.discard(self)
        self._context.finished_count += 1
        client, self._client = self._client, None
        if client is None:
            return
        if self._answer_cut:
            client.cut_call(reset=self._close_delimited)
        else:
            client.end_call(self._last_bytes, self._keep_alive)

    # Inside

    def _receive_body(self, body: bytes, complete: bool) -> None:
        timeouts = self._context.timeouts
        upload = self._upload
        upload.complete = complete
        self._restart_timeout(timeouts.first_byte_s if complete else timeouts.body_s)
        if not body:
            return
        upload.add(body)
        self._call_log.saw_request_body(body)
        if upload.size_bytes > self._context.proxy.max_body_bytes:
            self.finish("refused", RequestBodyTooLarge(self._context.proxy.max_body_bytes))
        elif upload.size_bytes > _MAX_HELD_BYTES:
            self._usage_wanted = False

    def _go_upstream(self) -> None:
        if self._usage_wanted:
            self._request_usage()
        self.state = "connecting"
        upstream = self._context.pool.take_idle(self._target.origin)
        if upstream is not None:
            self.on_connected(upstream)
            return
        if not self._upload.complete:
            self._pause_upload()
        self._context.pool.connect(self._target.origin, self)

    def _request_usage(self) -> None:
        body = stream_usage.with_usage_requested(self._upload.whole_body())
        self._usage_wanted = body is not None
        if body is not None:
            self._outgoing = self._outgoing.readable()
            self._length = len(body)
            self._upload.replace(body)

    def _pause_upload(self) -> None:
        if (self._tunnelling or not self._upload.complete) and self._client is not None:
            self._upload_paused = True
            self._client.pause_reading()
            self._restart_timeout(self._context.timeouts.first_byte_s)

    def _resume_upload(self) -> None:
        if self._upload_paused:
            self._upload_paused = False
            self._restart_timeout(self._context.timeouts.body_s)
            if self._client is not None:
                self._client.resume_reading()

    def _restart_timeout(self, seconds: float) -> None:
        self.idle_timeout_s = seconds
        self.deadline = None

    def _time_out_upstream(self, message: str) -> None:
        self.finish("upstream_timeout", UpstreamTimeout(message))
