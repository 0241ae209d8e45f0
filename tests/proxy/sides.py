"""The neighbours of an exchange, as small fakes of its Protocols: they note what they are asked, in order.

call = Call(upload=b"hello")
call.start()
call.log.opening_written()
assert call.state == "waiting"
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from proxy.errors import ProxyError
from proxy.exchange import Exchange, WorkerContext
from proxy.http1.heads import AnswerHead, header_block, parse_answer, parse_request
from proxy.plan import ForwardPlan
from proxy.settings import ProxySettings, TimeoutSettings
from proxy.sides import UpstreamListener
from proxy.upload import outgoing
from proxy.upstream.targets import Origin, target_at

ORIGIN = Origin(False, "up.example", 80)


class FakeClient:
    """A ClientSide."""

    def __init__(self) -> None:
        self.written = b""
        self.asked: list[str] = []
        self.ended: tuple[bytes, bool] | None = None  # last bytes, keep_alive
        self.cut: bool | None = None  # reset

    def write(self, data: bytes) -> None:
        assert data, "nothing is written without need"
        self.written += data

    def pause_reading(self) -> None:
        self.asked.append("pause")

    def resume_reading(self) -> None:
        self.asked.append("resume")

    def start_tunnel(self) -> None:
        self.asked.append("tunnel")

    def answer_early(self, last_bytes: bytes) -> None:
        assert self.is_waiting, "a call is answered once"
        self.asked.append("answer early")
        self.written += last_bytes

    def end_call(self, last_bytes: bytes, keep_alive: bool) -> None:
        assert self.is_waiting, "a call ends once"
        self.ended = (last_bytes, keep_alive)

    def cut_call(self, reset: bool) -> None:
        assert self.is_waiting, "a call ends once"
        self.cut = reset

    @property
    def is_waiting(self) -> bool:
        """Neither ended nor cut."""
        return self.ended is None and self.cut is None


class FakeUpstream:
    """An UpstreamSide."""

    def __init__(self, *, reused: bool = False) -> None:
        self.reused = reused
        self.answer_started = False
        self.paused = False
        self.sent = b""
        self.abandoned = False
        self.given_back = False

    def send_request(self, listener: UpstreamListener, data: bytes) -> None:
        self.sent += data

    def write(self, data: bytes) -> None:
        self.sent += data

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False

    def abandon(self) -> None:
        self.abandoned = True

    def give_back(self) -> None:
        self.given_back = True


class FakePool:
    """An UpstreamPool with at most one idle connection, which dials when the test says so."""

    def __init__(self, idle: FakeUpstream | None) -> None:
        self.idle = idle
        self.dialling: list[UpstreamListener] = []

    def take_idle(self, origin: Origin) -> FakeUpstream | None:
        assert origin == ORIGIN
        idle, self.idle = self.idle, None
        return idle

    def connect(self, origin: Origin, listener: UpstreamListener) -> None:
        assert origin == ORIGIN
        self.dialling.append(listener)


class FakeLog:
    """A Recorder whose frames are written when the test says so."""

    connect_attempts = 1

    def __init__(self) -> None:
        self.saw: list[Any] = []
        self.closed: tuple[str, str] | None = None  # outcome, the error's message
        self.wants_more = False  # of the request's body, after the answer
        self._on_opening_logged: Callable[[], None] | None = None
        self._on_closing_logged: Callable[[], None] | None = None

    def write_opening(self, request_complete: bool, on_logged: Callable[[], None]) -> None:
        self.saw.append(("opening", request_complete))
        self._on_opening_logged = on_logged

    def saw_request_body(self, piece: bytes) -> None:
        self.saw.append(("request", piece))

    def saw_request_end(self) -> None:
        self.saw.append("request end")

    def saw_answer_head(self, head: AnswerHead) -> None:
        self.saw.append(("head", head.status))

    def saw_answer_body(self, piece: bytes) -> None:
        self.saw.append(("answer", piece))

    def wants_request(self) -> bool:
        return self.wants_more

    def saw_answer_end(self) -> None:
        self.saw.append("answer end")

    def saw_tunnel(self) -> None:
        self.saw.append("tunnel")

    def write_closing(self, outcome: str, error: ProxyError | None, on_logged: Callable[[], None]) -> None:
        assert self.closed is None, "a call is closed once"
        self.closed = (outcome, str(error) if error else "")
        self._on_closing_logged = on_logged

    def opening_written(self) -> None:
        """The spool writer's turn after `write_opening`."""
        assert self._on_opening_logged
        self._on_opening_logged()

    def closing_written(self) -> None:
        """The spool writer's turn after `write_closing`."""
        assert self._on_closing_logged
        self._on_closing_logged()

    @property
    def outcome(self) -> str | None:
        return self.closed[0] if self.closed else None


class Call:
    """An exchange between the fakes. `upstream` is the idle connection of the pool; None: it has to dial."""

    def __init__(
        self,
        *lines: str,
        method: str = "POST",
        version: str = "1.1",
        upload: bytes = b"",
        length: int | None = None,
        upstream: FakeUpstream | None = None,
        usage_wanted: bool = False,
        proxy: dict[str, Any] | None = None,
    ) -> None:
        """`length`: the Content-Length, if it is not that of `upload`, the part of the body that came with the head."""
        self.upload = upload
        is_chunked = any(line.lower().startswith("transfer-encoding") for line in lines)
        self.length = None if is_chunked or method == "GET" else len(upload) if length is None else length
        sized = [] if self.length is None else [f"Content-Length: {self.length}"]
        text = "\r\n".join([f"{method} /v1/x HTTP/{version}", "Host: here", *lines, *sized, "", ""])
        head = parse_request(text.encode())
        target = target_at("fake", ORIGIN)
        request = outgoing(
            head.method, b"/v1/x", target.host, header_block(head.headers.forwarded), chunked=head.chunked
        )
        plan = ForwardPlan(head, target, request, None, None, usage_wanted)
        self.client = FakeClient()
        self.log = FakeLog()
        self.pool = FakePool(upstream)
        self.context = WorkerContext(self.pool, ProxySettings(**(proxy or {})), TimeoutSettings())
        self.exchange = Exchange(self.client, plan, self.length, self.log, self.context, b"Helicone-Id: 1\r\n")
        self._framing = head.framing(self.length)

    @property
    def state(self) -> str:
        """As repr shows it."""
        words = repr(self.exchange).strip("<>").split()
        assert words[:3] == ["Exchange", self.exchange.method.decode(), "fake"]
        return words[3]

    @property
    def is_complete(self) -> bool:
        """Whether the whole body came with the head."""
        return self.length is None or self.length == len(self.upload)

    def start(self) -> None:
        self.exchange.start(self.upload, self.is_complete)

    def connect(self) -> FakeUpstream:
        """Let the pool's dialling succeed."""
        upstream = FakeUpstream()
        self.pool.dialling.pop().on_connected(upstream)
        return upstream

    def answer_head(self, *lines: str, status: str = "200 OK") -> None:
        head = "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""])
        self.exchange.on_answer_head(parse_answer(head.encode()))

    def reach(self, state: str) -> FakeUpstream | None:
        """Drive a call with a complete request to that state; the upstream connection, if it has one by then."""
        if state == "opening":
            self.start()
            return None
        if state == "holding":
            assert not self.is_complete
            self.start()
            self.log.opening_written()
            return None
        self.start()
        self.log.opening_written()
        if state == "connecting":
            return None
        upstream = self.connect()
        if state == "answering":
            self.answer_head("Transfer-Encoding: chunked")
            self.exchange.on_answer_body(b"2\r\nok\r\n", b"ok", False)
        if state == "finished":
            self.exchange.finish("ok")
        return upstream
