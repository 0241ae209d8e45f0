"""Bodies as a person reads them."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Any

import orjson

from store.extract import paths
from store.extract.bodies import parsed_bodies
from store.extract.previews import clean
from store.models import Bodies, ExchangeRow


@dataclass(frozen=True, slots=True)
class Readable:
    """Values that can be written as JSON: an object, a list, or text. Bytes that are neither JSON nor text become
    `{"binary": true, "size_bytes": …, "content_type": …}`. None: there is no body.
    """

    request: Any = None
    response: Any = None


def assemble(facts: ExchangeRow, bodies: Bodies) -> Readable:
    """Both bodies decoded and parsed; a stream as the object that the same call gives without streaming.

    A body that was cut is shown as far as it was received. Never raises.
    """
    dialect = paths.dialect_of(facts)
    answer = parsed_bodies.response_value(facts, bodies.response, dialect)
    request = parsed_bodies.decoded_request(facts, bodies.request) if bodies.request else b""
    asked = None if facts.request_truncated else parsed_bodies.request_value(facts, bodies.request)
    answered = answer.value if answer.is_stream or answer.complete else None  # not the members of a cut object
    return Readable(
        request=_shown(asked, request, facts.request_headers, facts.request_size_bytes),
        response=_shown(answered, answer.decoded, facts.response_headers, facts.response_size_bytes),
    )


def _shown(value: Any, decoded: bytes, headers: dict[str, str], size_bytes: int | None) -> Any:
    """`size_bytes`: of the whole body on the wire, of which `decoded` may be a part."""
    if value is not None:
        try:
            orjson.dumps(value)
        except TypeError:  # nested deeper than orjson writes: shown as text
            pass
        else:
            return value
    if not decoded:
        return None
    content_type = headers.get("content-type", "")
    text = _text(decoded, content_type.lower())
    if text is None:
        is_encoded = "content-encoding" in headers
        size = len(decoded) if size_bytes is None or is_encoded else size_bytes
        return {"binary": True, "size_bytes": size, "content_type": clean(content_type)}
    return text


def _text(decoded: bytes, content_type: str) -> str | None:
    """None: not text. A character that is divided by the end of a cut body is left out."""
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(decoded)
    except UnicodeDecodeError:
        if not content_type.startswith("text/"):
            return None
        text = decoded.decode("latin-1")
    return None if "\0" in text and not content_type.startswith("text/") else text
