"""A span → the call or step as it is reported to the log. Pure."""

from __future__ import annotations

from api.intake.calls import ReportedCall
from api.otlp.batch import Malformed, Record
from store.extract.headers import is_logged
from store.extract.previews import clean
from store.extract.reported.spans.log_records import fitting
from store.ids import is_request_id
from store.intake import SPAN, SPANS_PATH, span_id_of

_ASSOCIATION = "traceloop.association.properties."
_HELICONE = f"{_ASSOCIATION}helicone-"
_HTTP_HEADERS = ("http.request.header.", "http.response.header.")


def reported(span: Record, project: int, key_name: str | None, limit_bytes: int) -> ReportedCall:
    """Raises Malformed when it cannot be stored even without its longest texts."""
    span["attributes"] = {name: value for name, value in span["attributes"].items() if is_storable(name)}
    exchange_id = span_id_of(project, span["trace_id"], span["span_id"])
    headers = _helicone_headers(span["attributes"])
    wanted = next((value for name, value in headers if name.lower() == "helicone-request-id"), None)
    start_us = span["start_time_unix_nano"] // 1_000
    end_us = span.get("end_time_unix_nano", 0) // 1_000
    return ReportedCall(
        exchange_id=exchange_id,
        request_id=wanted if wanted and is_request_id(wanted) else exchange_id,
        project=project,
        key_name=key_name,
        upstream=SPAN,
        path=SPANS_PATH,
        target_url=_server(span["attributes"]),
        started_at_us=start_us,
        request=_body(span, limit_bytes),
        duration_us=end_us - start_us if end_us >= start_us else None,  # 0 in a span that was cut off
        status=_status(span["attributes"]),
        helicone_headers=headers,
    )


def _helicone_headers(attributes: Record) -> list[tuple[str, str]]:
    """Helicone's ids and properties, as association properties of OpenLLMetry. `attributes`: storable ones."""
    return [
        (clean(name.removeprefix(_ASSOCIATION)), clean(str(value)))
        for name, value in attributes.items()
        if name.lower().startswith(_HELICONE) and isinstance(value, str | int | float)
    ]


def is_storable(name: str) -> bool:
    """Not headers that may hold a secret."""
    lower = name.lower()
    if lower.startswith(_HELICONE):
        return is_logged(lower.removeprefix(_ASSOCIATION))
    return not lower.startswith(_HTTP_HEADERS)


def _server(attributes: Record) -> str:
    """Where the call went, as far as the span says."""
    host = attributes.get("server.address") or attributes.get("net.peer.name")
    return f"https://{clean(host)[:253]}" if isinstance(host, str) and "/" not in host else ""


def _status(attributes: Record) -> int | None:
    for name in ("http.response.status_code", "http.status_code"):
        value = attributes.get(name)
        if type(value) is int and 100 <= value <= 599:
            return value
    return None


def _body(span: Record, limit_bytes: int) -> bytes:
    try:
        body = fitting(span, limit_bytes)
    except TypeError:
        raise Malformed("the span holds a value that JSON cannot express") from None
    if body is None:
        raise Malformed(f"the span is larger than proxy.capture_limit_bytes ({limit_bytes}), also without long texts")
    return body
