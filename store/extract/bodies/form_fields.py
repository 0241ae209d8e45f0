"""The fields of a multipart form. Pure; never raises; files are described, not read."""

from __future__ import annotations

import re

from store.extract.bodies.parsing import Json

_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,200})"|([^\s;]{1,200}))', re.IGNORECASE)
_NAME = re.compile(rb'\bname="([^"\r\n]{1,200})"')
_FILE = re.compile(rb'\bfilename\*?="?([^"\r\n;]{0,200})', re.IGNORECASE)
_MAX_FIELDS = 100
_MAX_VALUE_BYTES = 100_000
_MAX_HEAD_BYTES = 4_000


def form_fields(body: bytes, content_type: str) -> Json:
    """Name → value, as in RFC 7578; `name[]` repeated becomes a list, a file `{"filename", "size_bytes"}`."""
    match = _BOUNDARY.search(content_type)
    if not match:
        return {}
    mark = b"--" + (match[1] or match[2]).encode("latin-1", "replace")
    fields: Json = {}
    start = body.find(mark)
    for _ in range(_MAX_FIELDS):
        if start < 0:
            break
        start += len(mark)
        end = body.find(b"\r\n" + mark, start)
        head_end = body.find(b"\r\n\r\n", start, start + _MAX_HEAD_BYTES)
        if head_end < 0:
            break
        head = body[start:head_end]
        name = _NAME.search(head)
        value_end = end if end >= 0 else len(body)
        size = max(0, value_end - head_end - 4)
        if name and (file := _FILE.search(head)):
            described = {"filename": file[1].decode("utf-8", "replace"), "size_bytes": size}
            _set(fields, name[1].decode("utf-8", "replace"), described)
        elif name and size <= _MAX_VALUE_BYTES:
            _set(fields, name[1].decode("utf-8", "replace"), body[head_end + 4 : value_end].decode("utf-8", "replace"))
        start = end + 2 if end >= 0 else -1
    return fields


def _set(fields: Json, name: str, value: str | Json) -> None:
    if name.endswith("[]"):
        values = fields.setdefault(name[:-2], [])
        if isinstance(values, list):  # not a field of the same name without brackets
            values.append(value)
    elif name == "stream":
        fields[name] = value == "true"
    else:
        fields[name] = value
