"""DOC"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)

from api.http.answer_models import Iso
from api.http.answers import Answer
from api.scores.score_items import MAX_COMMENT_CHARACTERS
from api.scores.score_values import MAX_LABEL_CHARACTERS, MAX_NAME_CHARACTERS
from api.scores.scores_models import STRICT
from store.models import Direction, ScoreKind


class DefinitionBody(BaseModel):
    """What the scores of a name should be."""

    model_config = STRICT

    kind: ScoreKind | None = Field(None, description="null: any")
    minimum: float | None = None
    maximum: float | None = None
    labels: list[Annotated[str, Field(min_length=1, max_length=MAX_LABEL_CHARACTERS)]] = Field(
        [], max_length=1_000, description="Those that may be; empty: any."
    )
    direction: Direction | None = Field(None, description="Which way is better.")
    pass_threshold: float | None = Field(None, description="At least this passes; if lower is better, at most this.")
    description: str | None = Field(None, max_length=MAX_COMMENT_CHARACTERS)
    enforce: bool = Field(False, description="Refuse what does not fit.")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        has_range = self.minimum is not None or self.maximum is not None
        if self.labels and (has_range or self.kind not in (None, "label")):
            raise ValueError("'labels' are for the kind label, without a range")
        if (has_range or self.pass_threshold is not None) and self.kind in ("label", "boolean"):
            raise ValueError("a range or 'pass_threshold' is for numbers")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError("'minimum' is above 'maximum'")
        return self


class Definition(DefinitionBody):
    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    name: str = Field(max_length=MAX_NAME_CHARACTERS)
    updated_at: Iso


class DefinitionAnswer(Answer[Definition]):
    pass


class DefinitionsAnswer(Answer[list[Definition]]):
    pass
