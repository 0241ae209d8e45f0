"""The body of POST /ui/sign-in."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class KeyBody(BaseModel):
    """An API key."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)

    key: str = Field(min_length=1, max_length=1000)
