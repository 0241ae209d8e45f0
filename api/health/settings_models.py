"""DOC"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.http.answer_models import Shape
from api.http.answers import Answer


class SettingShape(Shape):
    key: str = Field(
        description='"server.port"; tables that stand any number of times are numbered: "upstream.0.name".'
    )
    value: Any = Field(description="Secrets are masked.")
    is_default: bool
    description: str


class SettingsAnswer(Answer[list[SettingShape]]):
    pass
