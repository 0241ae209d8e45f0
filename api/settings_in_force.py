"""GET /healthz/settings: the settings in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from aiohttp import web
from pydantic import Field

from api.answers import Answer, reply
from api.auth import Caller
from api.models import Shape
from api.settings import ShownSetting


class SettingShape(Shape):
    key: str = Field(
        description='"server.port"; tables that stand any number of times are numbered: "upstream.0.name".'
    )
    value: Any = Field(description="Secrets are masked.")
    is_default: bool
    description: str


class SettingsAnswer(Answer[list[SettingShape]]):
    pass


class SettingsInForce:
    def __init__(self, settings: Sequence[ShownSetting]) -> None:
        self._settings = settings

    async def show(self, _request: web.Request, _caller: Caller) -> web.Response:
        return reply(SettingsAnswer(data=[SettingShape(**asdict(one)) for one in self._settings]))
