"""The settings of the api process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from evaluation.evaluators.settings import EvaluationConfig
from evaluation.settings import SmtpSettings, WebhookSettings
from store.settings import (
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


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """One setting in force, with secrets masked."""

    key: str  # "server.port", "upstream.0.name"
    value: Any  # as JSON has it
    is_default: bool
    description: str


@dataclass(frozen=True, slots=True)
class ApiConfig:
    host: str  # where the workers listen; with allowed_hosts, the host names that a browser may use
    port: int
    allowed_hosts: Sequence[str]
    capture_limit_bytes: int  # of a body in the log
    max_head_bytes: int  # the workers' limit: what they pass on is read here
    data_dir: Path
    spool: SpoolSettings
    store: StoreSettings
    retention: RetentionSettings
    scores: ScoreSettings
    prices: Sequence[PriceSettings]
    keys: Sequence[KeySettings]
    analytics: AnalyticsSettings
    sql: SqlSettings
    metrics: MetricsSettings
    webhooks: WebhookSettings
    evaluation: EvaluationConfig = field(default_factory=EvaluationConfig)
    smtp: SmtpSettings = field(default_factory=SmtpSettings)
    shown: Sequence[ShownSetting] = ()  # of all processes
    address: str = ""  # URL at which other nodes reach the workers; empty: made of host and port
    public_url: str = ""  # URL at which people open the dashboard; empty: not known

    @property
    def usual_url(self) -> str:
        """Where the dashboard can be opened, as far as the settings tell without naming it; "": they do not.

        Who listens on this machine alone, and answers to no other name, is called by no other URL.
        """
        if self.address or self.allowed_hosts or not _is_loopback(self.host):
            return self.address
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
