"""Settings of the store and the spool, and the files of a data directory."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Scope = Literal["proxy", "read", "score"]

# Built within the model of the process that uses them, so a worker builds no others
STRICT = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class SpoolSettings(BaseModel):
    """The files to which proxy workers log calls, until these are stored."""

    model_config = STRICT

    fsync_ms: int = Field(
        50, ge=0, le=60_000, description="Interval of fsync for logged calls; 0: fsync before each answer ends."
    )
    segment_bytes: int = Field(
        64 << 20, ge=1 << 10, description="A new segment file is started when the current one is larger than this."
    )
    max_bytes: int = Field(
        10 << 30,
        ge=1 << 10,
        description="While the spool is larger than this, calls are relayed but not logged; /healthz counts them.",
    )
    quarantine_days: float = Field(
        7, gt=0, description="Damaged pieces of the spool are kept in spool/quarantine/ for this many days."
    )


class StoreSettings(BaseModel):
    """Where calls and scores are stored."""

    model_config = STRICT

    url: str = Field(
        "sqlite",
        repr=False,  # it may have the password
        description="sqlite stores everything in server.data_dir. clickhouse://user@host:8123/database also copies it"
        " to a ClickHouse server, from which all nodes of Gnomon answer queries; clickhouses:// uses TLS.",
    )
    password: str = Field("", repr=False, description="Password of the ClickHouse user, unless store.url has it.")
    password_file: Path | None = Field(None, description="File with the password of the ClickHouse user.")
    sql_user: str = Field(
        "", description="ClickHouse user for the SQL that callers send to /v1/sql: gnomon_sql of the file of grants."
    )
    sql_password: str = Field("", description="Password of store.sql_user.")
    sql_password_file: Path | None = Field(None, description="File with the password of store.sql_user.")
    cluster: str | None = Field(
        None,
        pattern="^[A-Za-z0-9_.-]+$",
        description="Cluster of system.clusters over whose shards rows are spread; needed for more than one server.",
    )
    replicated: bool = Field(
        False, description="Create replicated tables, on all servers of store.cluster; requires ClickHouse Keeper."
    )

    @property
    def is_clickhouse(self) -> bool:
        return self.url != "sqlite"


class RetentionSettings(BaseModel):
    """When old calls are deleted."""

    model_config = STRICT

    days: float = Field(0, ge=0, description="Delete calls and their scores after this many days; 0: never.")
    bodies_days: float = Field(
        0, ge=0, description="Delete request and response bodies after this many days; 0: together with their calls."
    )


class ScoreSettings(BaseModel):
    """Scores that arrive before their request is logged."""

    model_config = STRICT

    waiting_max: int = Field(
        1_000_000, ge=0, description="Maximum number of scores waiting for requests that are not logged yet."
    )
    waiting_days: float = Field(
        30, gt=0, description="A score whose request is not logged within this many days is deleted."
    )


class AnalyticsSettings(BaseModel):
    """The DuckDB replica, which answers lists, filters and aggregates."""

    model_config = STRICT

    memory_limit_mb: int = Field(
        512,
        ge=64,
        description="Maximum memory of DuckDB. It has half the size of its file, 64 MB at least, and never more than a"
        " quarter of the memory of the machine or its container; queries that need more use temporary files.",
    )
    threads: int = Field(2, ge=1, le=256, description="Maximum number of CPU cores used by one query.")


class SqlSettings(BaseModel):
    """SQL of callers (POST /v1/sql): each statement runs in a process of its own, which has these limits."""

    model_config = STRICT

    time_limit_s: float = Field(10, gt=0, le=3_600, description="Time that a statement may take.")
    cpu_limit_s: int = Field(20, ge=1, le=86_400, description="CPU time that a statement may use, on all cores.")
    memory_limit_mb: int = Field(
        512, ge=64, description="Memory that a statement may use; it writes no temporary files."
    )
    answer_limit_mb: int = Field(64, ge=1, le=1_024, description="Maximum size of a statement's answer.")
    concurrency: int = Field(2, ge=1, le=64, description="Number of statements that run at the same time.")
    waiting_max: int = Field(
        20, ge=0, description="Statements of one project that may wait for their turn; projects take turns."
    )


class MetricsSettings(BaseModel):
    """Monitoring by Prometheus."""

    model_config = STRICT

    public: bool = Field(False, description="Answer GET /metrics without a key.")


class PriceSettings(BaseModel):
    """The price of a model, in USD per million tokens; replaces the built-in price."""

    model_config = STRICT

    model: str = Field(description="Model name; a trailing * matches any ending.")
    input_usd: float = Field(ge=0, description="USD per million prompt tokens.")
    output_usd: float = Field(ge=0, description="USD per million completion tokens.")
    cache_read_usd: float | None = Field(
        None, ge=0, description="USD per million prompt tokens read from the cache; defaults to input_usd."
    )
    cache_write_usd: float | None = Field(
        None, ge=0, description="USD per million prompt tokens written to the cache; defaults to input_usd."
    )


class KeySettings(BaseModel):
    """A Gnomon key: callers send it, the settings hold its hash."""

    model_config = STRICT

    name: str = Field(min_length=1, max_length=100, description="Name of the key; stored with the calls made with it.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$", description="SHA-256 of the key in hex; gnomon keys new prints it.")
    project: int = Field(
        1, ge=1, description="Project of the key; calls and scores of other projects are invisible to it."
    )
    scopes: frozenset[Scope] = Field(
        frozenset({"proxy", "read", "score"}),
        description="Permissions: proxy (make calls), read (query), score (write scores).",
    )


class DataDir:
    """The files of one data directory."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.spool = root / "spool"
        self.quarantine = root / "spool" / "quarantine"
        self.database = root / "gnomon.db"
        self.bodies = root / "bodies.db"
        self.analytics = root / "analytics.duckdb"
        self.sql = root / "sql"
