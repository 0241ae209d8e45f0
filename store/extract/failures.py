"""Whether an answer says that it failed. Pure; never raises.

Providers report failures inside answers of status 200: in the JSON, in an event of a stream, or by a finish reason.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from store.extract.bodies.parsing import Json, mapping, sequence, text
from store.extract.previews import clip, short

_FAILED_FINISH = frozenset({"error", "ERROR", "ERROR_TOXIC"})  # OpenRouter; Cohere
_TYPES = ("type", "status", "code", "__type")  # where the kind of an error stands, the best first


class Failure(NamedTuple):
    """As the provider says it; None: not said."""

    type: str | None
    code: str | None
    message: str | None

    def __str__(self) -> str:
        """`type: message`, with what there is of it."""
        words = [word for word in (self.type or self.code, self.message) if word]
        return ": ".join(dict.fromkeys(words)) or "the answer says that it failed, and not why"


def failure_in(response: Json, finish_reason: str | None, *, is_error_status: bool = False) -> Failure | None:
    """The failure that an answer reports; None: it reports none.

    `is_error_status`: the HTTP status is 400 or above, so whatever the body says is about the failure.
    """
    found = _stated(response["error"], response) if "error" in response else None
    if found is None and (finish_reason in _FAILED_FINISH or "choices" in response):
        found = _in_choices(response, finish_reason)
    if found is None and (response.get("object") == "error" or response.get("type") == "error"):  # vLLM; Anthropic
        found = _of_object(response)
    if found is None and response.get("status") == "failed":  # Responses, whose `error` may be null
        found = Failure("failed", None, None)
    return found or (_of_status(response) if is_error_status else None)


def _stated(error: Any, response: Json) -> Failure | None:
    """By an `error` beside or instead of the answer; null and "" are none."""
    if isinstance(error, list) and error and isinstance(error[0], dict):  # Google's batches
        error = mapping(error[0], "error") or error[0]
    if isinstance(error, dict) and error:
        return _of_object(error)
    if isinstance(error, str) and error:
        return Failure(None, _word(response.get("code")), clip(text(response, "message") or error))
    return None


def _in_choices(response: Json, finish_reason: str | None) -> Failure | None:
    """By an `error` inside of a choice, or by a finish reason that says so."""
    for choice in sequence(response, "choices"):
        if isinstance(choice, dict) and choice.get("error"):
            return _stated(choice["error"], choice)
    return Failure("error", None, None) if finish_reason in _FAILED_FINISH else None


def _of_object(error: Json) -> Failure:
    inner = mapping(mapping(error, "metadata"), "raw") or error
    kind = next((word for key in _TYPES if (word := _word(error.get(key)))), None)
    if kind == "error":
        kind = None
    message = text(error, "message") or text(error, "detail") or text(error, "msg") or text(inner, "message")
    return Failure(kind, _word(error.get("code")), clip(message))


def _of_status(response: Json) -> Failure | None:
    """Errors of other shapes: FastAPI's `detail`, AWS's and others' bare `message`."""
    detail = response.get("detail", response.get("details"))
    if isinstance(detail, list):
        words = [_validation(item) for item in detail[:10] if isinstance(item, dict)]
        return Failure("validation_error", None, clip("; ".join(filter(None, words))))
    message = text(response, "detail") or text(response, "message") or text(response, "Message")
    if isinstance(detail, dict):
        return _of_object(detail)
    kind = _word(response.get("type")) or _word(response.get("__type")) or _word(response.get("code"))
    return Failure(kind, _word(response.get("code")), clip(message)) if message or kind else None


def _validation(item: Json) -> str:
    """`body.messages: field required`"""
    where = item.get("loc")
    path = ".".join(str(step) for step in where[:10]) if isinstance(where, list) else ""
    return ": ".join(filter(None, [path, text(item, "msg") or text(item, "message")]))


def _word(value: Any) -> str | None:
    if type(value) is int:
        return str(value)
    return short(value) if isinstance(value, str) else None
