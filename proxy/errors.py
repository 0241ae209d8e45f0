"""The errors that a caller can see: each with its HTTP status, its type and code, and the outcome in the log.

All messages have one form: a sentence that begins with a capital letter, names what failed, then after a colon or
semicolon the cause and what to do, with the setting's name where a setting can help, and no full stop at the end.
"""

from __future__ import annotations

import orjson

# "success": the proxy did its part, whatever the upstream answered; "failed": the answer is an error of the proxy.
SUCCESS = b"Helicone-Status: success\r\n"


class ProxyError(Exception):
    """The message goes to the caller: what failed, why, and what to do. It never holds a secret."""

    status = 500
    type = "proxy_error"
    code = "internal_error"
    outcome = "failed"


class MalformedRequest(ProxyError):
    status, type, code, outcome = 400, "invalid_request_error", "bad_request", "refused"


class MissingKey(ProxyError):
    status, type, code, outcome = 401, "authentication_error", "invalid_gnomon_key", "refused"


class CallNotAllowed(ProxyError):
    """The key lacks the scope `proxy`, or the caller named a target that is not allowed."""

    status, type, code, outcome = 403, "permission_error", "not_allowed", "refused"


class UnknownUpstream(ProxyError):
    status, type, code, outcome = 404, "invalid_request_error", "unknown_upstream", "refused"


class RequestTimeout(ProxyError):
    status, type, code, outcome = 408, "invalid_request_error", "request_timeout", "client_timeout"


class RequestBodyTooLarge(ProxyError):
    status, type, code, outcome = 413, "invalid_request_error", "body_too_large", "refused"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"The request body is too large: the setting proxy.max_body_bytes allows {limit_bytes} bytes")


class HeadTooLarge(ProxyError):
    status, type, code, outcome = 431, "invalid_request_error", "head_too_large", "refused"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"The request head is too large: the setting proxy.max_head_bytes allows {limit_bytes} bytes")


class Overloaded(ProxyError):
    status, type, code, outcome = 503, "server_error", "too_many_connections", "refused"


class Stopping(ProxyError):
    status, type, code, outcome = 503, "server_error", "stopping", "worker_stopped"


class UpstreamUnreachable(ProxyError):
    """DNS, TCP or TLS failed."""

    status, type, code, outcome = 502, "upstream_error", "upstream_unreachable", "upstream_unreachable"


class UpstreamCut(ProxyError):
    """The upstream closed the connection before its answer was complete."""

    unread = False  # it certainly never read the whole request

    status, type, code, outcome = 502, "upstream_error", "upstream_cut", "upstream_cut"


class UpstreamGarbage(ProxyError):
    """The upstream's answer is not valid HTTP."""

    status, type, code, outcome = 502, "upstream_error", "upstream_garbage", "upstream_garbage"


class UpstreamTimeout(ProxyError):
    status, type, code, outcome = 504, "upstream_error", "upstream_timeout", "upstream_timeout"


_REASONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    413: "Content Too Large",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


def error_body(error: ProxyError) -> bytes:
    """The error in OpenAI's shape, which OpenAI's SDKs turn into their own exceptions."""
    return orjson.dumps({"error": {"message": str(error), "type": error.type, "param": None, "code": error.code}})


def error_answer(error: ProxyError, body: bytes, added_headers: bytes, keep_alive: bool, method: bytes = b"") -> bytes:
    """A complete HTTP answer to a request of `method`, with `body` of `error_body`. `added_headers` are the lines meant
    for the upstream's answer, each ending in CRLF; of these, Helicone-Status becomes "failed"."""
    head = (
        f"HTTP/1.1 {error.status} {_REASONS[error.status]}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"Connection: {'keep-alive' if keep_alive else 'close'}\r\nHelicone-Status: failed\r\n"
    )
    return head.encode() + added_headers.replace(SUCCESS, b"") + b"\r\n" + (b"" if method == b"HEAD" else body)
