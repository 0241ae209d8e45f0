"""What we answer when a call can't be relayed: each error a caller can see, with its status and its words."""

from __future__ import annotations

import orjson

# Whatever the upstream answered, as long as we did our part; "failed" stands for our own errors.
SUCCESS = b"Helicone-Status: success\r\n"


class ProxyError(Exception):
    """The message goes to the caller: it says who failed, how, and what to do; it never holds a secret."""

    status = 500
    type = "proxy_error"
    code = "internal_error"
    outcome = "failed"


class MalformedRequest(ProxyError):
    status, type, code, outcome = 400, "invalid_request_error", "bad_request", "refused"


class MissingKey(ProxyError):
    status, type, code, outcome = 401, "authentication_error", "invalid_gnomon_key", "refused"


class ScopeMissing(ProxyError):
    status, type, code, outcome = 403, "permission_error", "not_allowed", "refused"


class UnknownUpstream(ProxyError):
    status, type, code, outcome = 404, "invalid_request_error", "unknown_upstream", "refused"


class RequestTimeout(ProxyError):
    status, type, code, outcome = 408, "invalid_request_error", "request_timeout", "client_timeout"


class RequestBodyTooLarge(ProxyError):
    status, type, code, outcome = 413, "invalid_request_error", "body_too_large", "refused"


class HeadTooLarge(ProxyError):
    status, type, code, outcome = 431, "invalid_request_error", "head_too_large", "refused"


class Overloaded(ProxyError):
    status, type, code, outcome = 503, "server_error", "too_many_connections", "refused"


class Stopping(ProxyError):
    status, type, code, outcome = 503, "server_error", "stopping", "worker_stopped"


class UpstreamUnreachable(ProxyError):
    """DNS, TCP or TLS failed."""

    status, type, code, outcome = 502, "upstream_error", "upstream_unreachable", "upstream_unreachable"


class UpstreamCut(ProxyError):
    """It closed the connection before its answer was whole."""

    status, type, code, outcome = 502, "upstream_error", "upstream_cut", "upstream_cut"


class UpstreamGarbage(ProxyError):
    """What it sent is not HTTP."""

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


def body_of(error: ProxyError) -> bytes:
    """The error in OpenAI's shape, which its SDKs turn into their own exceptions."""
    return orjson.dumps({"error": {"message": str(error), "type": error.type, "param": None, "code": error.code}})


def answer_of(error: ProxyError, more_headers: bytes, keep_alive: bool, method: bytes = b"") -> bytes:
    """A whole HTTP answer to a request of that method; `more_headers` are lines ending in CRLF, meant for an answer of
    the upstream."""
    body = body_of(error)
    head = (
        f"HTTP/1.1 {error.status} {_REASONS[error.status]}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"Connection: {'keep-alive' if keep_alive else 'close'}\r\nHelicone-Status: failed\r\n"
    )
    return head.encode() + more_headers.replace(SUCCESS, b"") + b"\r\n" + (b"" if method == b"HEAD" else body)
