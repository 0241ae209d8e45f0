"""Bodies and answers of /v1/score-definitions."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)

from api.http.base_models import STRICT, Answer, Iso
from api.scores.items import MAX_COMMENT_CHARACTERS
from api.scores.values import MAX_LABEL_CHARACTERS, MAX_NAME_CHARACTERS
from store.models import Direction, ScoreKind


class DefinitionBody(BaseModel):
    """What the scores of a name must be."""

    model_config = STRICT

    kind: ScoreKind | None = Field(None, description="null: any kind.")
    minimum: float | None = Field(None, description="Smallest value, of numbers only.")
    maximum: float | None = Field(None, description="Largest value, of numbers only.")
    labels: list[Annotated[str, Field(min_length=1, max_length=MAX_LABEL_CHARACTERS)]] = Field(
        [], max_length=1_000, description="Allowed labels; empty: any label."
    )
    direction: Direction | None = Field(None, description="Whether higher or lower values are better.")
    pass_threshold: float | None = Field(None, description="The worst value that passes.")
    description: str | None = Field(None, max_length=MAX_COMMENT_CHARACTERS)
    enforce: bool = Field(False, description="Reject scores that do not match the definition.")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        has_range = self.minimum is not None or self.maximum is not None
        if self.labels and (has_range or self.kind not in (None, "label")):
            raise ValueError("'labels' are allowed for the kind label only, and without a range")
        if (has_range or self.pass_threshold is not None) and self.kind in ("label", "boolean"):
            raise ValueError("a range or 'pass_threshold' is allowed for numbers only")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError("'minimum' must not be above 'maximum'")
        return self


class Definition(DefinitionBody):
    """The definition of a score name."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    name: str = Field(max_length=MAX_NAME_CHARACTERS)
    updated_at: Iso


class DefinitionAnswer(Answer[Definition]):
    """The definition of a score name."""


class DefinitionsAnswer(Answer[list[Definition]]):
    """All definitions of the project."""
