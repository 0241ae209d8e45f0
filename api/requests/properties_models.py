"""Body of PUT /v1/request/{request_id}/property."""

from __future__ import annotations

from pydantic import (
    BaseModel,
    Field,
)

from api.http.base_models import STRICT


class PropertyBody(BaseModel):
    """Name and value of a property."""

    model_config = STRICT

    key: str = Field(min_length=1, max_length=200)
    value: str = Field(max_length=8_000)
