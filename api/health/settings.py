"""GET /healthz/settings: the settings in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from aiohttp import web

from api.health.settings_models import SettingsAnswer, SettingShape
from api.http.auth import Caller
from api.http.replies import model_reply
from api.settings import ShownSetting


class SettingsHandlers:
    def __init__(self, settings: Sequence[ShownSetting]) -> None:
        self._settings = settings

    async def show(self, _request: web.Request, _caller: Caller) -> web.Response:
        return model_reply(SettingsAnswer(data=[SettingShape(**asdict(setting)) for setting in self._settings]))
