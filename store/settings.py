"""Settings of what we keep."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Scope = Literal["proxy", "read", "score"]

STRICT = ConfigDict(extra="forbid", frozen=True)


class SpoolSettings(BaseModel):
    model_config = STRICT

    fsync_ms: int = Field(50, ge=0, le=60_000, description="Group fsync of logged calls; 0 = before an answer ends.")
    segment_bytes: int = Field(64 << 20, ge=1 << 10, description="A segment file is closed beyond this size.")
    max_bytes: int = Field(10 << 30, ge=1 << 10, description="Beyond this, calls go on unlogged (counted, shown).")
    quarantine_days: float = Field(7, gt=0, description="Damaged frames set aside are deleted after this time.")


class StoreSettings(BaseModel):
    model_config = STRICT

    url: str = Field("sqlite", pattern="^sqlite$", description="Where records live: sqlite, in server.data_dir.")


class RetentionSettings(BaseModel):
    model_config = STRICT

    days: float = Field(0, ge=0, description="Delete calls and their scores after this many days; 0 = keep.")
    bodies_days: float = Field(0, ge=0, description="Delete only the bodies after this many days; 0 = keep.")


class ScoreSettings(BaseModel):
    model_config = STRICT

    waiting_max: int = Field(1_000_000, ge=0, description="Scores that may wait for a request not logged yet.")
    waiting_days: float = Field(30, gt=0, description="How long a score waits for its request before it is dropped.")


class AnalyticsSettings(BaseModel):
    """The replica that answers lists, filters and aggregates."""

    model_config = STRICT

    memory_limit_mb: int = Field(512, ge=64, description="Questions that need more use the disk.")
    threads: int = Field(2, ge=1, le=256, description="Processor cores that one question may use.")


class MetricsSettings(BaseModel):
    """Monitoring by Prometheus."""

    model_config = STRICT

    public: bool = Field(False, description="Answer GET /metrics without a key.")


class PriceSettings(BaseModel):
    """What a model costs, in USD per million tokens; overrides the built-in prices."""

    model_config = STRICT

    model: str = Field(description="Model name; a trailing * matches any ending.")
    input_usd: float = Field(ge=0, description="Per million prompt tokens.")
    output_usd: float = Field(ge=0, description="Per million completion tokens.")
    cache_read_usd: float | None = Field(None, ge=0, description="Per million cached prompt tokens; default input_usd.")
    cache_write_usd: float | None = Field(None, ge=0, description="Per million cache-write tokens; default input_usd.")


class KeySettings(BaseModel):
    """A key of ours: callers show it, we keep its hash."""

    model_config = STRICT

    name: str = Field(min_length=1, max_length=100, description="Shown with the calls that came with this key.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the key, in hex; gnomon keys new prints it.")
    project: int = Field(1, ge=1, description="Calls and scores of different projects never meet.")
    scopes: frozenset[Scope] = Field(
        frozenset({"proxy", "read", "score"}), description="What it may do: make calls, read, write scores."
    )


class DataDir:
    """The files of one installation."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.spool = root / "spool"
        self.quarantine = root / "spool" / "quarantine"
        self.database = root / "gnomon.db"
        self.bodies = root / "bodies.db"
        self.analytics = root / "analytics.duckdb"
