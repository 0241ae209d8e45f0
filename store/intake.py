"""Calls that reach the log without passing the proxy: their callers report them.

Such a call has one of these words as its upstream. Both contain a space, so they are no upstream's name and no host.
"""

from __future__ import annotations

from hashlib import blake2b

MANUAL_LOG = "manual log"  # by Helicone's log endpoints
SPAN = "otlp span"  # by OpenTelemetry
REPORTED = frozenset({MANUAL_LOG, SPAN})
SPANS_PATH = "/v1/traces"


def span_id_of(project: int, trace_id: str, span_id: str) -> str:
    """The exchange id or step id of a span: the same whenever it is sent, so that it is stored once."""
    return _uuid8(b"span", project, trace_id, span_id)


def log_id_of(project: int, request_id: str, bodies: bytes) -> str:
    """The exchange id of a logged call that has a request id of its caller's: a log that is sent again is stored once,
    another one with that request id is another attempt."""
    return _uuid8(b"log", project, request_id, bodies)


def _uuid8(kind: bytes, project: int, *parts: str | bytes) -> str:
    """A UUID version 8 (RFC 9562 §5.8) with 122 bits of a hash."""
    digest = blake2b(digest_size=16, person=kind)
    digest.update(project.to_bytes(8, "little"))
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little") + data)
    value = digest.hexdigest()
    variant = "89ab"[int(value[16], 16) & 3]
    return f"{value[:8]}-{value[8:12]}-8{value[13:16]}-{variant}{value[17:20]}-{value[20:]}"
