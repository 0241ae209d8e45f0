"""The shapes of answers, as documented in /openapi.json and docs/api.md.

`HeliconeRequest` has the field names of Helicone's API, so that its clients read it; what goes beyond is marked. Units
are in the names or with the field; moments are ISO 8601 in UTC with milliseconds.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from typing_extensions import TypedDict  # pydantic reads no other one before Python 3.12

Iso = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Source = Literal["human", "model", "code", "user"]


class Shape(BaseModel):
    """Part of an answer. A field that it does not know is a mistake of ours, and not left out in silence."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Row(TypedDict):
    """Part of an answer that has very many: checked ten times as fast as a Shape, and as strictly."""


class ErrorAnswer(Shape):
    """What is wrong, in words for a person."""

    data: None = None
    error: str


class Unauthenticated(Shape):
    error: str
    trace: Literal["isAuthenticated.error"]


class WrongField(Shape):
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    message: str
    value: Any = Field(None, description="What was sent; missing where nothing was.")


class Invalid(Shape):
    """Fields that can't be taken."""

    message: Literal["Validation Failed"]
    details: dict[str, WrongField] = Field(description='By their place: "requestBody.scores[3].value".')
