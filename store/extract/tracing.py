"""W3C Trace Context that a caller sends: `traceparent` (https://www.w3.org/TR/trace-context/). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?")


class Trace(NamedTuple):
    """Both in lower-case hex; None: not sent, or not valid."""

    trace_id: str | None
    parent_span_id: str | None


_NO_TRACE = Trace(None, None)


def read(headers: Mapping[str, str]) -> Trace:
    if "traceparent" not in headers:
        return _NO_TRACE
    match = _TRACEPARENT.fullmatch(headers["traceparent"].strip())
    return Trace(match[1], match[2]) if match else _NO_TRACE
