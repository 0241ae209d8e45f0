"""The two sides of an exchange, as Protocols: what it asks of each, and what the upstream's side reports to it.

One rule for names holds in all of `proxy/`: an imperative (`write`, `end_call`) is a request to another object, and
`on_…` is a callback whose docstring says who calls it and when.
"""

from __future__ import annotations

from typing import Protocol

from proxy.errors import ProxyError
from proxy.http1.heads import AnswerHead
from proxy.upstream.targets import Origin


class ClientSide(Protocol):
    """What an exchange asks of its client's connection."""

    def write(self, data: bytes) -> None:
        """Send bytes of the answer."""

    def pause_reading(self) -> None:
        """Stop reading the request's body: the upstream does not take more of it."""

    def resume_reading(self) -> None:
        """Go on reading after `pause_reading`."""

    def start_tunnel(self) -> None:
        """From now on, pass what the client sends to `Exchange.on_tunnel_data`: the protocol was switched."""

    def answer_early(self, last_bytes: bytes) -> None:
        """Send the answer's last bytes, and nothing after them. The request's body is still arriving: go on passing it
        to the exchange until `end_call`, which then has no bytes."""

    def end_call(self, last_bytes: bytes, keep_alive: bool) -> None:
        """Send the answer's last bytes. The call is over; with `keep_alive` the connection takes another one."""

    def cut_call(self, reset: bool) -> None:
        """Break the connection, so that the client sees that its answer is incomplete. `reset`: with a TCP reset, since
        an orderly close would look like the answer's regular end."""


class OpenConnection(ClientSide, Protocol):
    """What the worker asks of a client's connection, with a call or without one."""

    idle_timeout_s: float  # how long nothing may happen, counted from the clock's next tick
    deadline: float | None  # monotonic, set by the clock; None: something happened since its last tick

    def on_timeout(self) -> None:
        """The worker's clock calls this when nothing happened for `idle_timeout_s`."""

    def close_if_idle(self) -> None:
        """The worker calls this when it stops. A connection with a call closes when the call ends."""

    def abort(self) -> None:
        """The worker calls this at the end of its shutdown: close without sending what is buffered."""


class UpstreamSide(Protocol):
    """What an exchange asks of its connection to the upstream."""

    reused: bool  # it carried another call before
    answer_started: bool  # at least one byte came since the request was sent
    paused: bool  # `pause_reading` is in force

    def send_request(self, listener: UpstreamListener, data: bytes) -> None:
        """Send the head and the first bytes of a request; from now on report to `listener`."""

    def write(self, data: bytes) -> None:
        """Send more of the request's body, or of a tunnel."""

    def pause_reading(self) -> None:
        """Stop reading the answer: the client does not take more of it."""

    def resume_reading(self) -> None:
        """Go on reading after `pause_reading`."""

    def abandon(self) -> None:
        """Close the connection and report nothing more: the exchange is over."""

    def give_back(self) -> None:
        """Return the connection to its pool, unused."""


class UpstreamListener(Protocol):
    """What a connection to an upstream, and the pool that opens it, report to the exchange they work for."""

    method: bytes

    @property
    def request_complete(self) -> bool:
        """Whether the request's last byte was received. Until then the connection must not be used again."""

    def on_connected(self, upstream: UpstreamSide) -> None:
        """The pool calls this, once, when the connection that `connect` asked for is open."""

    def on_informational_answer(self, head: AnswerHead) -> None:
        """The connection calls this for each 1xx answer before the final one."""

    def on_answer_head(self, head: AnswerHead) -> None:
        """The connection calls this, once, when the final answer's head is complete."""

    def on_answer_body(self, raw: bytes, body: bytes, complete: bool) -> None:
        """The connection calls this for each read, the first time directly after `on_answer_head`, with empty bytes if
        nothing of the body has come. `raw`: bytes of this answer as on the wire; `body`: without the transfer coding;
        `complete`: these are the last ones, and the connection has returned itself to the pool or closed."""

    def on_upstream_failed(self, error: ProxyError) -> None:
        """The pool calls this if it could not connect, the connection if it was cut or sent no valid HTTP. Nothing is
        reported after it."""

    def on_upstream_full(self, full: bool) -> None:
        """The connection calls this when its write buffer is full, and when there is room again."""


class UpstreamPool(Protocol):
    """Where an exchange gets connections from."""

    def take_idle(self, origin: Origin) -> UpstreamSide | None:
        """An idle connection to `origin`; None: there is none."""

    def connect(self, origin: Origin, listener: UpstreamListener) -> None:
        """Open a connection. `listener` gets `on_connected` or `on_upstream_failed` in a later turn of the loop."""
