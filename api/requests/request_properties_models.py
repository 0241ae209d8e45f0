"""DOC"""

from __future__ import annotations

from pydantic import (
    BaseModel,
    Field,
)

from api.scores.scores_models import STRICT


class PropertyBody(BaseModel):
    model_config = STRICT

    key: str = Field(min_length=1, max_length=200)
    value: str = Field(max_length=8_000)
