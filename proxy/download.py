"""The answer on its way down: the head that the client gets, and what happens to the bytes of the body."""

from __future__ import annotations

from collections.abc import Callable

from proxy import cors
from proxy.http1.framing import LAST_CHUNK, chunk
from proxy.http1.heads import AnswerHead, RequestHead, header_block
from proxy.stream_usage import UsageRemover

# (bytes as on the wire, the body in them, whether the answer is complete) → bytes for the client
BodyTransform = Callable[[bytes, bytes, bool], bytes]


def head_for_client(head: AnswerHead, added_headers: bytes, *, chunked: bool, keep_alive: bool) -> bytes:
    framing = b""
    if head.status == 101:
        framing = b"Connection: upgrade\r\nUpgrade: websocket\r\n"
    else:
        if chunked:
            framing = b"Transfer-Encoding: chunked\r\n"
        if not keep_alive:
            framing += b"Connection: close\r\n"
    forwarded = head.headers.forwarded
    if head.allows_origin:
        forwarded, added_headers = cors.joined(forwarded, added_headers)
    return b"HTTP/1.1 %b\r\n%b%b%b\r\n" % (
        head.status_line,
        header_block(forwarded),
        added_headers,
        framing,
    )


def ends_by_close(head: AnswerHead, request: RequestHead) -> bool:
    """Whether only the end of the connection marks the end of the answer (RFC 9112 §6.3)."""
    return not head.chunked and head.length is None and head.status not in (204, 304) and request.method != b"HEAD"


def body_transform(head: AnswerHead, request: RequestHead, *, without_usage: bool) -> BodyTransform | None:
    """How the answer's bytes become the client's. None, nearly always: they pass through unmodified."""
    chunked = head.chunked and not request.http_1_0
    if without_usage and _is_plain_stream(head) and (head.chunked or head.length is None):
        return _WithoutUsage(chunked=chunked)
    return _unchunked if head.chunked and not chunked else None


def _unchunked(raw: bytes, body: bytes, complete: bool) -> bytes:
    """For HTTP/1.0 clients, which do not know chunked framing."""
    return body


class _WithoutUsage:
    """Removes the usage event that the proxy requested; frames the rest in new chunks if the client's answer is
    chunked."""

    def __init__(self, *, chunked: bool) -> None:
        self._remover = UsageRemover()
        self._chunked = chunked

    def __call__(self, raw: bytes, body: bytes, complete: bool) -> bytes:
        rest = self._remover.feed(body, complete)
        if not self._chunked:
            return rest
        return (chunk(rest) if rest else b"") + (LAST_CHUNK if complete else b"")


def _is_plain_stream(head: AnswerHead) -> bool:
    logged = head.headers.logged
    plain = logged.get("content-encoding", "identity") == "identity"
    return plain and logged.get("content-type", "").lower().startswith("text/event-stream")
