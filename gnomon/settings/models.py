"""All settings, in their sections. Each section's model lives in the package that uses it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, Field

from evaluation.evaluators.definition import SettingsEvaluator
from evaluation.evaluators.settings import EvaluationSettings, JudgeKeySettings
from evaluation.settings import SmtpSettings, WebhookSettings
from evaluation.shadows.settings import ShadowSettings
from proxy.settings import PRESETS, ProxySettings, TimeoutSettings, UpstreamSettings
from store.settings import (
    STRICT,
    AnalyticsSettings,
    KeySettings,
    MetricsSettings,
    PriceSettings,
    RetentionSettings,
    ScoreSettings,
    SpoolSettings,
    SqlSettings,
    StoreSettings,
)


class ServerSettings(BaseModel):
    model_config = STRICT

    host: str = Field(
        "127.0.0.1",
        description="Address to listen on. Other than loopback, it requires [[auth.key]] or allow_anonymous = true.",
    )
    port: int = Field(8787, ge=0, le=65535, description="Port to listen on; 0 takes any free port.")
    workers: int = Field(1, ge=1, le=64, description="Number of proxy processes that share the port.")
    data_dir: Path = Field(Path("gnomon-data"), description="Directory for the databases and the spool.")
    drain_s: float = Field(
        30,
        ge=0,
        description="Seconds that running calls have to finish when the server stops. After a reload, a replaced worker"
        " leaves after twice that at the latest.",
    )
    allow_anonymous: bool = Field(
        False, description="Listen beyond loopback without API keys; everybody who can connect then has full access."
    )
    allowed_hosts: list[str] = Field(
        [],
        description="Host names under which the API and the dashboard may be called, besides loopback and server.host.",
    )
    public_url: str = Field(
        "",
        pattern=r"^(https?://[^\s/?#@]+)?$",
        description='URL at which people open the dashboard, for links in messages of alerts: "https://gnomon.example.com";'
        " without it, a message links to where its alert was created, or to server.address.",
    )
    address: str = Field(
        "",
        pattern=r"^(https?://[^\s/?#@]+)?$",
        description="URL at which other nodes on this ClickHouse reach this one; by default, made of server.host (or of"
        " the machine's name if that is every address) and the port.",
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
    sql: SqlSettings = SqlSettings()
    metrics: MetricsSettings = MetricsSettings()
    webhooks: WebhookSettings = WebhookSettings()
    smtp: SmtpSettings = SmtpSettings()
    upstream: list[UpstreamSettings] = Field(
        [], description="Servers that calls are forwarded to. Without any, all well-known providers can be reached."
    )
    evaluation: EvaluationSettings = EvaluationSettings()
    price: list[PriceSettings] = Field([], description="Model prices that override the built-in ones.")
    judge_key: list[JudgeKeySettings] = Field([], description="Keys with which judges call upstreams.")
    evaluator: list[SettingsEvaluator] = Field(
        [], description="Evaluators: they score calls by a model, a Python function or checks; see docs/evaluation.md."
    )
    shadow: list[ShadowSettings] = Field(
        [], description="Shadow traffic: a share of the calls that a candidate gets, too; see docs/replay.md."
    )
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
