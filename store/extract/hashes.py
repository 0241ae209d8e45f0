"""Hashes that find repeated requests and inputs: of a whole body as sent, and of the input in it."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

import orjson

_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))', re.IGNORECASE)


def body(raw: bytes, content_type: str) -> str:
    """SHA-256 of a body as sent, in hex. The boundary of a multipart body is ignored: a retry draws a new one."""
    if "multipart/" in content_type.lower() and (match := _BOUNDARY.search(content_type)):
        boundary = (match[1] or match[2]).encode("utf-8", "replace")
        raw = raw.replace(b"--" + boundary, b"--boundary")
    return sha256(raw).hexdigest()


def inputs(value: Any) -> str | None:
    """SHA-256 of a JSON value, in hex, whatever the order of its keys.

    None: there is no input, or it is nested deeper than orjson writes (254 levels).
    """
    if value is None:
        return None
    try:
        return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()
    except TypeError:
        return None
