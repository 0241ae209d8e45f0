"""The body of Helicone's log endpoints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

_LENIENT = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False, defer_build=True)
_LAST_SECOND = 4_102_444_800  # 2100-01-01; a larger number of digits is in milliseconds, as Helicone reads it
_US = 1_000_000
_MS_US = 1_000
_CANCELLED = -3  # what Helicone's clients log when the stream was cancelled
_MAX_US = _LAST_SECOND * _US


def _timestamp_us(value: Any) -> int:
    """`{"seconds", "milliseconds"}`, ISO 8601, or digits: seconds, else milliseconds. Unix microseconds."""
    if isinstance(value, dict):
        at_us = _number(value.get("seconds")) * _US + _number(value.get("milliseconds", 0)) * _MS_US
    elif isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 20:
        number = int(value)
        at_us = number * (_US if number < _LAST_SECOND else _MS_US)
    elif isinstance(value, str):
        try:
            timestamp = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("must be ISO 8601, or the digits of a Unix time") from None
        at_us = (timestamp if timestamp.tzinfo else timestamp.replace(tzinfo=UTC)).timestamp() * _US
    else:
        raise ValueError('must be {"seconds": …, "milliseconds": …}, ISO 8601, or the digits of a Unix time')
    if not 0 <= at_us <= _MAX_US:
        raise ValueError("must be a time from 1970 to 2100")
    return round(at_us)


def _number(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
        return value
    raise ValueError('must have numbers as "seconds" and "milliseconds"')


def _status(value: Any) -> int:
    if isinstance(value, int) and (100 <= value <= 599 or value == _CANCELLED):
        return value
    raise ValueError(f"must be an HTTP status, or {_CANCELLED} for a cancelled call")


_TIME_SCHEMA = {
    "anyOf": [
        {
            "type": "object",
            "properties": {"seconds": {"type": "number"}, "milliseconds": {"type": "number"}},
            "required": ["seconds"],
        },
        {"type": "string"},
    ]
}
TimestampUs = Annotated[int, PlainValidator(_timestamp_us), WithJsonSchema(_TIME_SCHEMA)]
Status = Annotated[int, PlainValidator(_status), WithJsonSchema({"type": "integer", "examples": [200]})]


class ProviderRequest(BaseModel):
    """The request that the caller made."""

    model_config = _LENIENT

    url: str = Field(max_length=10_000, description="Where it went; a word such as custom-model-nopath if nowhere.")
    # not named `json`, which is a method of the base class
    body: dict[str, Any] = Field(
        alias="json", description="Body of the request. With _type tool, vector_db or data, a step of a session."
    )
    meta: dict[str, Any] = Field(
        default_factory=dict, description="Helicone-* headers; those of the HTTP request win over them."
    )


class ProviderResponse(BaseModel):
    """The response that the caller got."""

    model_config = _LENIENT

    body: Any = Field(None, alias="json", description="Body of the response, if it was JSON.")
    text: str | None = Field(None, alias="textBody", description="Body of the response, if it was a stream or text.")
    status: Status
    headers: dict[str, Any] = Field(default_factory=dict, description="Headers of the response; most are not stored.")
    cost: float | None = Field(None, ge=0, le=1e6, description="In USD, where the caller knows it.")

    @property
    def cancelled(self) -> bool:
        return self.status == _CANCELLED


class Timing(BaseModel):
    """When the call ran."""

    model_config = _LENIENT

    started_at_us: TimestampUs = Field(alias="startTime", description="Seconds and milliseconds, or a text.")
    ended_at_us: TimestampUs = Field(alias="endTime", description="Seconds and milliseconds, or a text.")
    first_token_ms: float | None = Field(
        None, alias="timeToFirstToken", ge=0, le=1e9, description="Milliseconds from the start to the first token."
    )


class ManualLog(BaseModel):
    """A call that did not pass the proxy, as Helicone's clients log it."""

    model_config = _LENIENT

    request: ProviderRequest = Field(alias="providerRequest")
    response: ProviderResponse = Field(alias="providerResponse")
    timing: Timing | None = Field(None, description="null: the call began and ended when the log arrived.")
    provider: str | None = Field(
        None, max_length=100, description="Name of the provider, such as OPENAI, ANTHROPIC or GOOGLE."
    )
