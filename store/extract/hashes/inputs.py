"""Hashes that find repeated requests and inputs: of a whole body as sent, and of the input in it.

BLAKE3, since a large prompt is hashed twice: of 100 kB it takes a fourth of the time of SHA-256.
"""

from __future__ import annotations

import re
from typing import Any

import orjson
from blake3 import blake3

_DIGEST_BYTES = 16  # nobody finds two texts with equal ones, and each call has four
_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))', re.IGNORECASE)


def body(raw: bytes, content_type: str) -> str:
    """Hash of a body as sent, in hex. The boundary of a multipart body is ignored: a retry draws a new one."""
    if "multipart/" in content_type.lower() and (match := _BOUNDARY.search(content_type)):
        boundary = (match[1] or match[2]).encode("utf-8", "replace")
        raw = raw.replace(b"--" + boundary, b"--boundary")
    return blake3(raw).hexdigest(_DIGEST_BYTES)


def conversation(rest: Any, system: Any) -> tuple[str | None, str | None]:
    """Hashes, in hex, of all of an input and of what is left without the system's part, in one pass over the bytes.

    None as `whole` has it. The two are equal if the system says nothing.
    """
    if system is None:
        both = whole(rest)
        return both, both
    try:
        digest = blake3(b"" if rest is None else orjson.dumps(rest, option=orjson.OPT_SORT_KEYS))
        of_rest = None if rest is None else digest.hexdigest(_DIGEST_BYTES)
        digest.update(b"\n" + orjson.dumps(system, option=orjson.OPT_SORT_KEYS))
    except TypeError:
        return None, None
    return digest.hexdigest(_DIGEST_BYTES), of_rest


def whole(value: Any) -> str | None:
    """Hash of a JSON value, in hex, whatever the order of its keys.

    None: there is no input, or it is nested deeper than orjson writes (254 levels).
    """
    if value is None:
        return None
    try:
        return blake3(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest(_DIGEST_BYTES)
    except TypeError:
        return None
