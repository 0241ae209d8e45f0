"""Bodies of Helicone's endpoints for scores and ratings."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema

from api.http.base_models import STRICT


def _rating(value: Any) -> Any:
    """Texts as Helicone accepts them."""
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value, value)
    return value


class RatingBody(BaseModel):
    """Thumbs up (true) or down (false)."""

    model_config = STRICT

    rating: Annotated[bool, BeforeValidator(_rating)]


class FeedbackBody(RatingBody):
    """Thumbs up or down for a request, as Helicone's own SDKs send it."""

    request_id: Annotated[str, Field(alias="helicone-id", description="The id of the request.")]


class EvalBody(BaseModel):
    """One score."""

    model_config = STRICT

    name: str
    score: Annotated[Any, WithJsonSchema({"type": ["number", "boolean", "string"]})] = Field(
        description="A number, a boolean or a label."
    )


class ScoresBody(BaseModel):
    """The scores of one request. For /openapi.json only: score_body.py parses the body, and names each wrong score."""

    scores: dict[str, int | bool | str] = Field(description="Score name → value, at most 1,000.")
