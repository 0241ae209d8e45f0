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


def conversation(rest: Any, system: Any) -> tuple[str | None, str | None]:
    """SHA-256, in hex, of all of an input and of what is left without the system's part, in one pass over the bytes.

    None as `inputs` has it. The two are equal if the system says nothing.
    """
    if system is None:
        both = inputs(rest)
        return both, both
    try:
        digest = sha256() if rest is None else sha256(orjson.dumps(rest, option=orjson.OPT_SORT_KEYS))
        of_rest = None if rest is None else digest.hexdigest()
        digest.update(b"\n" + orjson.dumps(system, option=orjson.OPT_SORT_KEYS))
    except TypeError:
        return None, None
    return digest.hexdigest(), of_rest


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
