"""DOC"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.http.answer_models import Iso, Shape

HealthStatus = Literal["ok", "degraded", "unavailable"]


class SpoolHealth(Shape):
    """Calls on their way to the store."""

    lag_bytes: int
    lag_s: float = Field(description="Age of the oldest.")
    dropped: int = Field(description="Calls that went on unlogged.")
    quarantined_files: int
    quarantined_bytes: int


class StoreHealth(Shape):
    exchanges: int
    in_flight: int
    scores: int
    waiting_scores: int
    expired_scores: int = Field(description="Waited longer than allowed, since the store was made.")
    size_bytes: int
    version: int = Field(description="Of the newest change.")
    dropped: int = Field(description="Calls that workers which are gone could not log.")
    truncated: int = Field(description="Bodies that workers which are gone logged in part.")


class ReplicaHealth(Shape):
    """The tables that questions are asked of, made from the record."""

    version: int = Field(description="Of the newest change that questions see.")
    behind: int = Field(description="Changes of the record that questions do not see yet.")


class WorkerHealth(Shape):
    """What a proxy process counts; `exchanges`, `dropped` and `truncated` since it started."""

    model_config = ConfigDict(extra="ignore")  # a worker may be of another release, and count more

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


class Health(BaseModel):
    """How the server is. Callers without a key, where keys are configured, see `status` alone."""

    status: HealthStatus
    reasons: list[str] | None = Field(None, description="Why it is not ok, in words for a person.")
    version: str | None = None
    workers: list[WorkerHealth] | None = None
    spool: SpoolHealth | None = None
    store: StoreHealth | None = Field(None, description="null: it can't be used.")
    replica: ReplicaHealth | None = None
