"""All settings, in their sections. Each section's model lives in the package that uses it."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, Field

from proxy.settings import PRESETS, ProxySettings, ServerSettings, TimeoutSettings, UpstreamSettings
from store.settings import (
    STRICT,
    AnalyticsSettings,
    KeySettings,
    PriceSettings,
    RetentionSettings,
    ScoreSettings,
    SpoolSettings,
    StoreSettings,
)


class AuthSettings(BaseModel):
    model_config = STRICT

    key: list[KeySettings] = Field(
        [], description="API keys that callers must present. Without any, everybody who can connect has full access."
    )


class Settings(BaseModel):
    model_config = STRICT

    server: ServerSettings = ServerSettings()
    proxy: ProxySettings = ProxySettings()
    timeouts: TimeoutSettings = TimeoutSettings()
    spool: SpoolSettings = SpoolSettings()
    store: StoreSettings = StoreSettings()
    retention: RetentionSettings = RetentionSettings()
    scores: ScoreSettings = ScoreSettings()
    analytics: AnalyticsSettings = AnalyticsSettings()
    upstream: list[UpstreamSettings] = Field(
        [], description="Servers that calls are forwarded to. Without any, all well-known providers can be reached."
    )
    price: list[PriceSettings] = Field([], description="Model prices that override the built-in ones.")
    auth: AuthSettings = AuthSettings()

    @property
    def upstreams(self) -> Sequence[UpstreamSettings]:
        """The upstreams in force; exactly one of them is the default."""
        if not self.upstream:
            return [
                UpstreamSettings(name=name, base_url=url, default=name == "openai") for name, url in PRESETS.items()
            ]
        if len(self.upstream) == 1:
            return [self.upstream[0].model_copy(update={"default": True})]
        return self.upstream
