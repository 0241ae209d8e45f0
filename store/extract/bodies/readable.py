"""Bodies as a person reads them."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from store.extract.bodies import parsed_bodies
from store.extract.bodies.content_encoding import decode
from store.extract.bodies.parsed_bodies import ParsedResponse
from store.extract.bodies.said import dialect_after, dialect_of, dialect_of_span
from store.extract.budgets import SHOWN, OverBudget
from store.extract.dialects.dialect import Dialect
from store.extract.previews import clean
from store.extract.reported.spans import understand
from store.intake import SPAN
from store.models import Bodies, ExchangeRow


@dataclass(frozen=True, slots=True)
class Readable:
    """Values that can be written as JSON: an object, a list, or text. Bytes that are neither JSON nor text become
    `{"binary": true, "size_bytes": …, "content_type": …}`. None: there is no body.
    """

    request: Any = None
    response: Any = None
    dialect: Dialect | None = None  # whose form they have; None: none that we know


def assemble(facts: ExchangeRow, bodies: Bodies) -> Readable:
    """Both bodies decoded and parsed; a stream as the object that the same call gives without streaming.

    Of a span, the request and the response that it describes, in the form of OpenAI's API.
    A body that was cut is shown as far as it was received, one beyond its budget as text. Never raises.
    """
    request = _decoded(bodies.request, facts.request_headers)
    asked = _asked(facts, bodies.request)
    if facts.upstream == SPAN and isinstance(asked, dict):
        meaning = understand(asked)
        return Readable(meaning.request, meaning.response, dialect_of_span(meaning))
    known = asked if isinstance(asked, dict) else {}
    dialect = dialect_of(facts, known)
    answer = _answer(facts, bodies.response, dialect)
    answered = answer.value if answer.is_stream or answer.complete else None  # not the members of a cut object
    return Readable(
        request=_shown(asked, request, facts.request_headers, facts.request_size_bytes),
        response=_shown(answered, answer.decoded, facts.response_headers, facts.response_size_bytes),
        dialect=dialect_after(facts, known, answer, dialect),
    )


def _answer(facts: ExchangeRow, body: bytes | None, dialect: Dialect | None) -> ParsedResponse:
    try:
        return parsed_bodies.response_value(facts, body, dialect, SHOWN)
    except (OverBudget, RecursionError):
        return ParsedResponse(decoded=_decoded(body, facts.response_headers))


def _asked(facts: ExchangeRow, body: bytes | None) -> Any:
    if facts.request_truncated:
        return None
    try:
        return parsed_bodies.request_value(facts, body, SHOWN)
    except (OverBudget, RecursionError):
        return None


def _decoded(body: bytes | None, headers: Mapping[str, str]) -> bytes:
    """As much as its budget allows."""
    if not body:
        return b""
    return decode(body, headers.get("content-encoding", ""), SHOWN.decoded_limit(len(body))).data


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
