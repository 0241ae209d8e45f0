"""What the api process is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from store.settings import (
    AnalyticsSettings,
    KeySettings,
    PriceSettings,
    RetentionSettings,
    ScoreSettings,
    SpoolSettings,
    StoreSettings,
)


@dataclass(frozen=True, slots=True)
class ApiConfig:
    host: str  # what the workers listen on; with allowed_hosts, the names a browser may call us by
    port: int
    allowed_hosts: Sequence[str]
    data_dir: Path
    spool: SpoolSettings
    store: StoreSettings
    retention: RetentionSettings
    scores: ScoreSettings
    prices: Sequence[PriceSettings]
    keys: Sequence[KeySettings]
    analytics: AnalyticsSettings
