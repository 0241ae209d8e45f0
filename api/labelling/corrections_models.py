"""Bodies and answers of corrected answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from api.http.base_models import STRICT, Answer, Iso, Shape
from api.http.json_values import check_text
from api.scores.scores_models import RequestId, Text

MAX_CORRECTION_CHARACTERS = 100_000


def _text(value: str) -> str:
    check_text(value)
    return value


class CorrectionBody(BaseModel):
    """What the answer of a request should have been."""

    model_config = STRICT

    text: Annotated[str, Field(max_length=MAX_CORRECTION_CHARACTERS), AfterValidator(_text)] = Field(
        description="Empty: take the correction back."
    )
    rater: Text | None = Field(None, description="Who corrects it; null: the name of the API key.")


class CorrectionsBody(BaseModel):
    """The requests whose corrections are wanted."""

    model_config = STRICT

    request_ids: list[RequestId] = Field(max_length=1_000)


class CorrectionRecord(Shape):
    """What the answer of a request should have been, in the words of a person."""

    request_id: str
    rater: str
    text: str
    updated_at: Iso


class CorrectionsAnswer(Answer[list[CorrectionRecord]]):
    """Corrected answers, by request and rater."""
