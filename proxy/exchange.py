"""One call in flight: ties the client's side to the upstream's, and tells the record what it sees.

Every way a call can end goes through `finish`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

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
    answer_of,
)
from proxy.helicone_headers import joined
from proxy.http1.heads import AnswerHead, RequestHead
from proxy.settings import ProxySettings, TimeoutSettings
from proxy.targets import Target
from proxy.upload import Outgoing, Upload
from proxy.upstream import Pool, UpstreamConnection
from store.spool.frames import OpeningHeader

_FOREVER = float("inf")
_MAX_HELD_BYTES = 4 << 20  # a larger body is not held back to ask for its usage


State = Literal[
    "opening",  # its opening frame is being written
    "holding",  # its request must be whole before it may go on
    "connecting",  # a connection is being opened
    "waiting",  # the request goes up, the answer has not begun
    "answering",  # the answer comes down
    "ended",  # its closing frame is being written, or was
]


class ClientSide(Protocol):
    """What an exchange asks of the connection it came by."""

    def write(self, data: bytes) -> None: ...

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...

    def tunnel(self) -> None:
        """What comes from now on is another protocol."""

    def ended(self, last: bytes, keep_alive: bool) -> None:
        """The call is over, and these are its last bytes."""

    def broken(self, reset: bool) -> None:
        """The answer was cut, and the client must see it; `reset`: a plain close would look like its end."""


@dataclass(slots=True)
class WorkerContext:
    """What every call of a worker has in common."""

    pool: Pool
    proxy: ProxySettings
    timeouts: TimeoutSettings
    exchanges: set[Exchange] = field(default_factory=set)  # in flight
    ended: int = 0  # exchanges since the start
    draining: bool = False  # the worker stops: no connection is kept


class ForwardPlan(NamedTuple):
    """What is settled for all calls with the same head: only their bodies, ids and moments differ."""

    request: RequestHead
    target: Target
    outgoing: Outgoing
    opening: OpeningHeader | None  # None: it goes to our own API, which is not logged
    asked_id: bytes | None  # Helicone-Request-Id
    usage_wanted: bool  # of a stream, by `stream_usage`


class Exchange:
    state: State = "opening"
    idle_timeout_s = _FOREVER  # how long it may be silent, from the clock's next look on
    deadline: float | None = None  # set by the clock; None: something happened since it looked
    _upstream: UpstreamConnection | None = None
    _upload_paused = False
    _tunnelling = False
    _outlet: BodyTransform | None = None
    _pending = b""  # the answer's head, until its first bytes come
    _last = b""
    _cut = False
    _close_delimited = False

    def __init__(
        self,
        client: ClientSide,
        plan: ForwardPlan,
        length: int | None,
        record: Recorder,
        terms: WorkerContext,
        our_headers: bytes = b"",
    ) -> None:
        """`length`: the body's, by its Content-Length. `our_headers` are added to the answer's."""
        request = plan.request
        self.method = request.method
        self._client: ClientSide | None = client
        self._request = request
        self._outgoing = plan.outgoing
        self._length = length
        self._target = plan.target
        self._record = record
        self._terms = terms
        self._our_headers = our_headers
        self._usage_wanted = plan.usage_wanted
        self._upload = Upload(chunked=request.chunked)
        self._keep_alive = request.keep_alive
        terms.exchanges.add(self)

    def __repr__(self) -> str:
        return f"<Exchange {self.method.decode()} {self._target.name} {self.state}>"

    @property
    def request_done(self) -> bool:
        return self._upload.done

    # The client's side

    def begin(self, body: bytes, done: bool) -> None:
        """With what of the body came along with the head."""
        self._take_in(body, done)
        if self.state != "ended":
            self._record.open(done, self._opened)

    def request_came(self, body: bytes, done: bool) -> None:
        """More of the request's body, its transfer coding taken off."""
        if self.state != "ended":
            self._take_in(body, done)
        if self.state == "ended":
            return
        if done:
            self._record.saw_request_end()
        if self.state == "holding" and (done or not self._usage_wanted):
            self._go_upstream()
        elif self._upstream is not None:
            self._upstream.write(self._upload.take())
        elif not done and self.state == "connecting":
            self._pause_upload()

    def tunnelled(self, data: bytes) -> None:
        """From the client, after a switch of protocols."""
        if self._upstream is not None:
            self._upstream.write(data)
            self._wait(self._terms.timeouts.silence_s)

    def client_left(self) -> None:
        self._client = None
        if self.state == "ended":
            return
        if self._terms.proxy.on_client_close == "drain" and self._upload.done:
            self.client_full(False)
            return
        self.finish("client_closed")

    def client_full(self, full: bool) -> None:
        """The client does not read as fast as the upstream sends, or does again."""
        if self._upstream is None or self.state == "ended":
            return
        if full:
            self._upstream.pause_reading()
            self._wait(self._terms.timeouts.body_s)
        else:
            self._upstream.resume_reading()
            self._wait(self._terms.timeouts.silence_s)

    # The upstream's side

    def connected(self, upstream: UpstreamConnection) -> None:
        if self.state == "ended":  # the client left meanwhile; the connection will do for somebody else
            self._terms.pool.put(upstream)
            return
        self._upstream = upstream
        self.state = "waiting"
        self._wait(self._terms.timeouts.first_byte_s)
        upstream.start(self, self._outgoing.head(self._length) + self._upload.take())
        self._resume_upload()

    def upstream_full(self, full: bool) -> None:
        if full:
            self._pause_upload()
        else:
            self._resume_upload()

    def informed(self, head: AnswerHead) -> None:
        """100 was said by us already; others are passed on to those who know them (RFC 9110 §15.2)."""
        if head.status != 100 and self._client is not None and not self._request.http_1_0:
            self._client.write(b"HTTP/1.1 %b\r\n%b\r\n" % (head.status_line, joined(head.headers.crossing)))

    def answer_began(self, head: AnswerHead) -> None:
        self._upload.answered()
        self._record.saw_answer_head(head)
        switched = head.status == 101
        if switched and not self._request.websocket:
            self.finish("upstream_garbage", UpstreamGarbage(f"The upstream '{self._target.name}' switched protocols"))
            return
        self.state = "answering"
        if switched:
            self._tunnelling = True
            self._record.saw_tunnel()
        self._close_delimited = ends_by_close(head, self._request)
        self._outlet = body_transform(head, self._request, without_usage=self._usage_wanted)
        if self._close_delimited or self._terms.draining or not self._upload.done:
            self._keep_alive = False  # of an unread request nobody knows where the next one would begin
        chunked = head.chunked and not self._request.http_1_0
        self._pending = head_for_client(head, self._our_headers, chunked=chunked, keep_alive=self._keep_alive)
        if switched and self._client is not None:
            self._client.tunnel()

    def answer_came(self, raw: bytes, body: bytes, done: bool) -> None:
        if self.state == "ended":
            return
        if body:
            self._record.saw_answer(body)
        data = raw if self._outlet is None else self._outlet(raw, body, done)
        if self._pending:
            data = self._pending + data
            self._pending = b""
        if done:
            self._upstream = None
            self._last = data
            self.finish("ok")
            return
        self._wait(self._terms.timeouts.silence_s)
        if data and self._client is not None:
            self._client.write(data)

    def upstream_failed(self, error: ProxyError) -> None:
        again = (
            isinstance(error, UpstreamCut)
            and self._upstream is not None
            and self._upstream.reused
            and not self._upstream.answered
            and self._record.connect_attempts == 1
            and self._upload.rewind()
        )
        self._upstream = None
        if not again:
            self.finish(error.outcome, error)
            return
        # It had closed while idle and never saw this call.
        self._record.connect_attempts = 2
        self.state = "connecting"
        self._terms.pool.connect(self._target.origin, self)

    # The end

    def timed_out(self) -> None:
        timeouts = self._terms.timeouts
        name = self._target.name
        if self.state == "answering":
            if self._client is not None and self._upstream is not None and self._upstream.paused:
                self.finish("client_timeout", RequestTimeout(f"The client read nothing for {timeouts.body_s:g} s"))
            else:
                self._time_out_upstream(f"The upstream '{name}' sent nothing for {timeouts.silence_s:g} s")
        elif self._upload.done or self._upload_paused:
            self._time_out_upstream(f"The upstream '{name}' did not begin to answer within {timeouts.first_byte_s:g} s")
        else:
            self.finish("client_timeout", RequestTimeout(f"Nothing of the request's body for {timeouts.body_s:g} s"))

    def finish(self, outcome: str, error: ProxyError | None = None) -> None:
        """The one way out. What the client still gets is sent when the closing frame is written."""
        if self.state == "ended":
            return
        answered = self.state == "answering" and not self._pending
        self.state = "ended"
        self._wait(_FOREVER)
        if self._upstream is not None:
            upstream, self._upstream = self._upstream, None
            upstream.abandon()
        self._cut = answered and outcome != "ok"
        if error is not None and not answered:
            self._keep_alive = self._keep_alive and self._upload.done and error.status != 408
            self._last = answer_of(error, self._our_headers, self._keep_alive, self.method)
        self._record.close(outcome, error, self._release)

    def _release(self) -> None:
        self._terms.exchanges.discard(self)
        self._terms.ended += 1
        client, self._client = self._client, None
        if client is None:
            return
        if self._cut:
            client.broken(reset=self._close_delimited)
        else:
            client.ended(self._last, self._keep_alive)

    # Inside

    def _take_in(self, body: bytes, done: bool) -> None:
        timeouts = self._terms.timeouts
        upload = self._upload
        upload.done = done
        self._wait(timeouts.first_byte_s if done else timeouts.body_s)
        if not body:
            return
        upload.add(body)
        self._record.saw_request(body)
        if upload.size_bytes > self._terms.proxy.max_body_bytes:
            self.finish("refused", RequestBodyTooLarge(too_large(self._terms.proxy.max_body_bytes)))
        elif upload.size_bytes > _MAX_HELD_BYTES:
            self._usage_wanted = False

    def _opened(self) -> None:
        if self.state == "ended":  # the client left meanwhile
            return
        if self._usage_wanted and not self._upload.done:
            self.state = "holding"
            return
        self._go_upstream()

    def _go_upstream(self) -> None:
        if self._usage_wanted:
            self._ask_for_usage()
        self.state = "connecting"
        upstream = self._terms.pool.take(self._target.origin)
        if upstream is not None:
            self.connected(upstream)
            return
        if not self._upload.done:
            self._pause_upload()
        self._terms.pool.connect(self._target.origin, self)

    def _ask_for_usage(self) -> None:
        asking = stream_usage.ask(self._upload.whole())
        self._usage_wanted = asking is not None
        if asking is not None:
            self._outgoing = self._outgoing.readable()
            self._length = len(asking)
            self._upload.replace(asking)

    def _pause_upload(self) -> None:
        if (self._tunnelling or not self._upload.done) and self._client is not None:
            self._upload_paused = True
            self._client.pause_reading()
            self._wait(self._terms.timeouts.first_byte_s)

    def _resume_upload(self) -> None:
        if self._upload_paused:
            self._upload_paused = False
            self._wait(self._terms.timeouts.body_s)
            if self._client is not None:
                self._client.resume_reading()

    def _wait(self, seconds: float) -> None:
        self.idle_timeout_s = seconds
        self.deadline = None

    def _time_out_upstream(self, message: str) -> None:
        self.finish("upstream_timeout", UpstreamTimeout(message))


def too_large(limit: int) -> str:
    return f"The request's body is larger than the {limit} bytes that the setting proxy.max_body_bytes allows"
