"""The answer on its way down: its head as the client gets it, and what happens to the bytes of its body."""

from __future__ import annotations

from collections.abc import Callable

from proxy.helicone_headers import joined
from proxy.http1.framing import LAST_CHUNK, chunk
from proxy.http1.heads import AnswerHead, RequestHead
from proxy.stream_usage import UsageRemover

# (bytes as on the wire, the body in them, is it the end) → bytes for the client
BodyTransform = Callable[[bytes, bytes, bool], bytes]


def head_for_client(head: AnswerHead, our_headers: bytes, *, chunked: bool, keep_alive: bool) -> bytes:
    framing = b""
    if head.status == 101:
        framing = b"Connection: upgrade\r\nUpgrade: websocket\r\n"
    else:
        if chunked:
            framing = b"Transfer-Encoding: chunked\r\n"
        if not keep_alive:
            framing += b"Connection: close\r\n"
    return b"HTTP/1.1 %b\r\n%b%b%b\r\n" % (head.status_line, joined(head.headers.crossing), our_headers, framing)


def ends_by_close(head: AnswerHead, request: RequestHead) -> bool:
    """Whether only the connection's end tells the answer's (RFC 9112 §6.3)."""
    return not head.chunked and head.length is None and head.status not in (204, 304) and request.method != b"HEAD"


def body_transform(head: AnswerHead, request: RequestHead, *, without_usage: bool) -> BodyTransform | None:
    """How the answer's bytes become the client's; None: as they are, which is nearly always."""
    chunked = head.chunked and not request.http_1_0
    if without_usage and _is_plain_stream(head) and (head.chunked or head.length is None):
        return _WithoutUsage(chunked=chunked)
    return _unchunked if head.chunked and not chunked else None


def _unchunked(raw: bytes, body: bytes, done: bool) -> bytes:
    """For HTTP/1.0 clients, who know no chunks."""
    return body


class _WithoutUsage:
    """Without the usage event that we asked for; in chunks of our own where the client's answer is in chunks."""

    def __init__(self, *, chunked: bool) -> None:
        self._remover = UsageRemover()
        self._chunked = chunked

    def __call__(self, raw: bytes, body: bytes, done: bool) -> bytes:
        left = self._remover.feed(body, done)
        if not self._chunked:
            return left
        return (chunk(left) if left else b"") + (LAST_CHUNK if done else b"")


def _is_plain_stream(head: AnswerHead) -> bool:
    kept = head.headers.kept
    plain = kept.get("content-encoding", "identity") == "identity"
    return plain and kept.get("content-type", "").lower().startswith("text/event-stream")
