"""What the models of bodies and answers are made of: base classes, envelopes, kinds of values.

Units are in the names or descriptions of fields; timestamps are ISO 8601 in UTC with milliseconds.
"""

from __future__ import annotations

from datetime import datetime
from math import isfinite, log10
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

# Before Python 3.12 pydantic accepts only this TypedDict, and depends on typing_extensions itself. Nothing else is as
# fast for answers with 100,000 buckets: 0.14 µs a row, where a pydantic dataclass takes 0.30 and a model 0.62.
from typing_extensions import TypedDict

from api.http.timestamps import iso_8601

Data = TypeVar("Data")

_MAX_EXACT = 2**53  # up to here a double holds every whole number


def rounded(value: float) -> float:
    """To 12 digits: the last digits of a double depend on the order in which threads add, and equal queries on equal
    data should get equal answers. Whole numbers stay exact."""
    return value if value.is_integer() and abs(value) <= _MAX_EXACT else float(f"{value:.12g}")


def rounded_near(value: float | None, spread: float | None) -> float | None:
    """To 12 digits of the spread of such values, where this is more than 12 digits of the value: 1795824000126.33 ± 10
    keeps its decimals. `spread`: a standard deviation, the width of an interval, or another scale of differences."""
    if value is None or (value.is_integer() and abs(value) <= _MAX_EXACT):
        return value
    if not spread or not isfinite(spread):
        return rounded(value)
    ratio = abs(value / spread)
    if ratio >= 1e5:
        return value  # to more than 16 digits
    digits = 12 if ratio < 10 else 12 + int(log10(ratio))
    return float(f"{value:.{digits}g}")


def _as_text(value: object) -> object:
    return iso_8601(value) if isinstance(value, datetime) else value


Iso = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Timestamp = Annotated[Iso, BeforeValidator(_as_text)]  # given as a datetime of the replica
Rounded = Annotated[float, AfterValidator(rounded)]
Source = Literal["human", "model", "code", "user"]


class Shape(BaseModel):
    """Part of an answer. Unknown fields are errors, so that no field gets lost silently."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True, defer_build=True)


class Row(TypedDict):
    """Part of an answer that has very many of them: as strict as a Shape, but a plain dict and therefore faster."""


class Answer(Shape, Generic[Data]):
    """The envelope of answers."""

    data: Data
    error: None = None


class Fresh(Answer[Data], Generic[Data]):
    """An answer that includes everything logged and scored up to `fresh_to`."""

    fresh_to: Iso


class Done(Answer[None]):
    """The change is on disk."""

    data: None = None


class Deleted(Shape):
    """The number of things deleted."""

    deleted: Literal[1] = 1


class DeletedAnswer(Answer[Deleted]):
    """The deletion is on disk."""

    data: Deleted = Deleted()


class ErrorAnswer(Shape):
    """An error, described for a person."""

    data: None = None
    error: str


class Unauthenticated(Shape):
    """The request has no valid API key."""

    error: str
    trace: Literal["isAuthenticated.error"]


class WrongField(Shape):
    """What is wrong with one field."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    message: str
    value: Any = Field(None, description="The value that was sent; absent if there was none.")


class Invalid(Shape):
    """Fields that are missing or have invalid values."""

    message: Literal["Validation Failed"]
    details: dict[str, WrongField] = Field(description='Path of a field, such as "requestBody.scores[3].value".')


# Built when first used: to build all models at the start would take a third of it.
STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, hide_input_in_errors=True, defer_build=True)
