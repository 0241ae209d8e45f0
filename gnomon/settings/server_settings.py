"""The settings of the program itself: where it listens and where its data is."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, Field

from store.settings import STRICT


class ServerSettings(BaseModel):
    model_config = STRICT

    host: str = Field("127.0.0.1", description="Anything but loopback needs [[auth.key]] or allow_anonymous = true.")
    port: int = Field(8787, ge=0, le=65535, description="0 = any free port.")
    workers: int = Field(1, ge=1, le=64, description="Proxy processes on that port.")
    data_dir: Path = Field(Path("gnomon-data"), description="spool/, gnomon.db, bodies.db.")
    drain_s: float = Field(30, ge=0, description="On stop, running calls may take this long to finish.")
    allow_anonymous: bool = Field(False, description="Listen beyond loopback without keys. Anyone there may use it.")
    allowed_hosts: list[str] = Field(
        [], description="Host names the API and dashboard answer to, beside loopback's and server.host."
    )
