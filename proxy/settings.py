"""Settings of the data plane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, field_validator, model_validator

from proxy.routing import OwnPaths
from store.settings import STRICT, KeySettings, SpoolSettings

# Where a provider's own API begins: what its SDK appends to is kept in the caller's path, so that
# http://localhost:8787/groq/v1/chat/completions is https://api.groq.com/openai/v1/chat/completions.
PRESETS = {
    "openai": "https://api.openai.com",
    "anthropic": "https://api.anthropic.com",
    "cerebras": "https://api.cerebras.ai",
    "cohere": "https://api.cohere.ai/compatibility",
    "deepinfra": "https://api.deepinfra.com",
    "deepseek": "https://api.deepseek.com",
    "fireworks": "https://api.fireworks.ai/inference",
    "gemini": "https://generativelanguage.googleapis.com",
    "groq": "https://api.groq.com/openai",
    "mistral": "https://api.mistral.ai",
    "nvidia": "https://integrate.api.nvidia.com",
    "openrouter": "https://openrouter.ai/api",
    "perplexity": "https://api.perplexity.ai",
    "together": "https://api.together.xyz",
    "xai": "https://api.x.ai",
}


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


class ProxySettings(BaseModel):
    model_config = STRICT

    on_client_close: Literal["cancel", "drain"] = Field(
        "cancel", description="The client left: cancel = close the upstream call; drain = read it to its end."
    )
    stream_usage: Literal["as_asked", "always"] = Field(
        "as_asked", description="always = ask upstream for token usage of streamed chats, whoever forgot to."
    )
    allowed_targets: list[str] = Field(
        [],
        description='Hosts that Helicone-Target-URL may name: "api.example.com", "*.example.com", "10.0.0.0/8".',
    )
    ca_file: Path | None = Field(None, description="PEM file of a private CA for TLS upstreams, beside certifi's.")
    max_head_bytes: int = Field(64 << 10, ge=1 << 10, description="A larger request head is refused (431).")
    max_body_bytes: int = Field(512 << 20, ge=1, description="A larger request body is refused (413).")
    capture_limit_bytes: int = Field(10 << 20, ge=0, description="Logged of each body; the rest is relayed only.")
    capture_budget_bytes: int = Field(256 << 20, ge=0, description="Captured at one time by one worker.")
    max_connections: int = Field(10_000, ge=1, description="Open client connections per worker.")


class TimeoutSettings(BaseModel):
    model_config = STRICT

    connect_s: float = Field(10, gt=0, description="DNS, TCP and TLS to an upstream.")
    first_byte_s: float = Field(600, gt=0, description="From the request's last byte to the answer's first.")
    silence_s: float = Field(300, gt=0, description="Between two chunks of an answer.")
    keep_alive_s: float = Field(75, gt=0, description="An idle client connection is closed after this time.")
    upstream_keep_alive_s: float = Field(30, gt=0, description="An idle upstream connection is closed after this time.")
    head_s: float = Field(15, gt=0, description="A client may take this long to send a request's head.")
    body_s: float = Field(300, gt=0, description="Between two pieces of a request's body, and of an answer unread.")


class UpstreamSettings(BaseModel):
    """A server we forward to."""

    model_config = STRICT

    name: str = Field(pattern="^[a-z0-9][a-z0-9_-]*$", description="First part of the path: /{name}/v1/…")
    base_url: str = Field("", validate_default=True, description="Where it is; may be left out for a well-known name.")
    default: bool = Field(False, description="Takes what comes under /v1/ without a name.")

    @model_validator(mode="before")
    @classmethod
    def _preset(cls, data: object) -> object:
        if isinstance(data, dict) and not data.get("base_url") and data.get("name") in PRESETS:
            return data | {"base_url": PRESETS[data["name"]]}
        return data

    @field_validator("base_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            known = ", ".join(PRESETS)
            raise ValueError(f"must be http(s)://host[:port][/path]; it may be left out only for {known}")
        if parts.query or parts.fragment or parts.username:
            raise ValueError("must have no user, query or fragment")
        return value.rstrip("/")


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """All that a worker is told."""

    server: ServerSettings
    proxy: ProxySettings
    timeouts: TimeoutSettings
    spool: SpoolSettings
    upstreams: Sequence[UpstreamSettings]
    keys: Sequence[KeySettings]
    spool_dir: Path
    own_paths: OwnPaths
    api_socket: str  # the api process listens on this Unix socket
