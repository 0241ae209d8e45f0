"""Calls that web pages make from a browser: https://fetch.spec.whatwg.org/#http-cors-protocol. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from proxy.http1.heads import OWS, RequestHead

_ALLOW_ORIGIN = b"Access-Control-Allow-Origin:"
# Browsers join this with the upstream's own line: it is a list.
_EXPOSED = b"Access-Control-Expose-Headers: Helicone-Id, Helicone-Status, Helicone-Warning\r\n"
_MAX_AGE_S = 7200  # no browser remembers longer, except Firefox (a day)


class Cors:
    """Knows the origins of the setting proxy.allowed_origins."""

    def __init__(self, allowed: Sequence[str]) -> None:
        self._allowed = {origin.encode("latin-1", "replace").lower() for origin in allowed}
        self._any = b"*" in self._allowed

    def answer_headers(self, head: RequestHead) -> bytes:
        """Header lines for the answer to this request; empty unless it comes from a page of an allowed origin."""
        allow_origin = self._allow_origin(head)
        return allow_origin + _EXPOSED if allow_origin else b""

    def preflight_answer(self, head: RequestHead) -> bytes | None:
        """The answer to a browser that asks whether a page may make a call. None: this is no such question, or its
        origin is not allowed."""
        allow_origin = self._allow_origin(head)
        if head.method != b"OPTIONS" or not allow_origin:
            return None
        method = _value(head, b"access-control-request-method")
        if not method:
            return None
        headers = _value(head, b"access-control-request-headers")
        return (
            b"HTTP/1.1 204 No Content\r\n"
            + allow_origin
            + b"Access-Control-Allow-Methods: %b\r\n" % method
            # named one by one: * does not stand for Authorization
            + (b"Access-Control-Allow-Headers: %b\r\n" % headers if headers else b"")
            + b"Access-Control-Max-Age: %d\r\n\r\n" % _MAX_AGE_S
        )

    def _allow_origin(self, head: RequestHead) -> bytes:
        if not head.origin or not self._allowed:
            return b""
        if self._any:  # literally: no page gets an answer to a call with its user's cookies then
            return _ALLOW_ORIGIN + b" *\r\n"
        if head.origin.lower() in self._allowed:
            return b"%b %b\r\nVary: Origin\r\n" % (_ALLOW_ORIGIN, head.origin)
        return b""


def joined(forwarded: list[bytes], added_headers: bytes) -> tuple[list[bytes], bytes]:
    """(forwarded, added) header lines for an answer whose upstream allows an origin itself: our word replaces the
    upstream's, as there may be one only; without a word of ours, the page can read our headers too."""
    if _ALLOW_ORIGIN not in added_headers:
        return forwarded, added_headers + _EXPOSED
    name = _ALLOW_ORIGIN.lower()
    return [line for line in forwarded if not line.lower().startswith(name)], added_headers


def _value(head: RequestHead, name: bytes) -> bytes:
    for line in head.headers.forwarded:
        sent, _, value = line.partition(b":")
        if sent.lower() == name:
            return value.strip(OWS)
    return b""
