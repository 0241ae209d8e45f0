"""The answer of GET /healthz/settings."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.http.base_models import Answer, Shape


class SettingShape(Shape):
    """One setting."""

    key: str = Field(description='Dotted key, such as "server.port"; repeated tables are numbered: "upstream.0.name".')
    value: Any = Field(description="The value in force; secrets are masked.")
    is_default: bool
    description: str


class SettingsAnswer(Answer[list[SettingShape]]):
    """All settings in force."""
