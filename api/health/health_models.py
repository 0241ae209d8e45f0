"""The answer of GET /healthz."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.base_models import Iso, Shape

HealthStatus = Literal["ok", "degraded", "unavailable"]


class SpoolHealth(Shape):
    """Logged calls on their way to the store."""

    lag_bytes: int = Field(description="Logged, but not in the store yet.")
    lag_s: float = Field(description="Age of the oldest call that is not in the store yet.")
    lagging: bool = Field(description="Whether the lag is a fault: more than 10 s, or growing for a minute.")
    dropped: int = Field(description="Calls forwarded without being logged.")
    quarantined_files: int = Field(description="Damaged parts of the spool that were set aside.")
    quarantined_bytes: int


class StoreHealth(Shape):
    """What the store holds."""

    exchanges: int
    in_flight: int
    scores: int
    waiting_scores: int = Field(description="Scores that wait for a request that this node has not logged.")
    expired_scores: int = Field(description="Scores dropped because their request was never logged.")
    waiting_log_records: int = Field(description="Messages sent as log records, whose span has not come.")
    expired_log_records: int = Field(
        description="Messages sent as log records that were dropped: no span came, or it had no room for them."
    )
    size_bytes: int
    version: int = Field(description="Grows with every change.")
    dropped: int = Field(description="Calls that former workers forwarded without logging them.")
    truncated: int = Field(description="Bodies that former workers logged in part only.")


class ReplicaHealth(Shape):
    """The copy of the store that answers queries."""

    version: int = Field(description="Version of the store that queries see.")
    behind: int = Field(description="Number of changes of the store that queries do not see yet.")
    lag_s: float = Field(description="Time since queries last saw every change; 0: they see every change.")


class ArchiveHealth(Shape):
    """The copy of whole calls in ClickHouse, bodies included, for when this node is away or lost."""

    behind: int | None = Field(description="Number of changes of the store that it lacks; null: not known yet.")
    bodies_behind: int | None = Field(description="Number of bodies that it lacks; null: not known yet.")
    lag_s: float = Field(description="Time since it last had every change; up to some seconds while it keeps up.")


class WorkerHealth(Shape):
    """The counters of one proxy process; `exchanges`, `dropped` and `truncated` since it started."""

    model_config = ConfigDict(extra="ignore")  # a worker of another release may count more

    pid: int
    alive: bool
    started_at: Iso
    connections: int
    in_flight: int
    exchanges: int
    dropped: int
    truncated: int
    spool_full: bool
    captured_bytes: int
    upstream_connections: int


class NodeHealth(Shape):
    """A node of an installation with several."""

    number: int = Field(description="Ids of its rows begin with it.")
    address: str = Field(description="URL at which other nodes call it.")
    seen_at: Iso = Field(description="When it said last that it runs.")
    away: bool = Field(description="It was not seen for five seconds.")
    own: bool = Field(description="The node that answers this.")
    owner: bool = Field(description="It changes what exists once, such as score definitions and webhooks.")


class Health(BaseModel):
    """The state of the server. If keys are configured, callers without one see `status` only."""

    status: HealthStatus
    reasons: list[str] | None = Field(None, description="Why the status is not ok, for a person.")
    version: str | None = None
    workers: list[WorkerHealth] | None = None
    spool: SpoolHealth | None = None
    store: StoreHealth | None = Field(None, description="null: the store is unavailable.")
    replica: ReplicaHealth | None = None
    archive: ArchiveHealth | None = Field(None, description="Left out unless store.url names ClickHouse.")
    nodes: list[NodeHealth] | None = Field(None, description="The nodes of the installation; left out if there is one.")
