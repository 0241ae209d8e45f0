"""The settings of the data plane, and what a worker process gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, field_validator, model_validator

from proxy.routing import OwnPaths
from store.settings import STRICT, KeySettings, SpoolSettings

# The base URLs of well-known providers. Each ends where the provider's SDK appends its path: that path follows the
# upstream's name, therefore http://localhost:8787/groq/v1/chat/completions leads to
# https://api.groq.com/openai/v1/chat/completions.
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


class ProxySettings(BaseModel):
    model_config = STRICT

    on_client_close: Literal["cancel", "drain"] = Field(
        "cancel",
        description="When a client disconnects early: cancel closes the upstream call, drain reads and logs all of it.",
    )
    stream_usage: Literal["as_asked", "always"] = Field(
        "as_asked",
        description="as_asked: leave requests unchanged; always: request token usage for every streamed chat.",
    )
    allowed_targets: list[str] = Field(
        [],
        description='Hosts that Helicone-Target-URL may name: "api.example.com", "*.example.com", "10.0.0.0/8".',
    )
    ca_file: Path | None = Field(
        None, description="PEM file of a private certificate authority, trusted for upstreams besides certifi's."
    )
    max_head_bytes: int = Field(
        64 << 10, ge=1 << 10, description="Largest accepted request head (request line and headers); above it: 431."
    )
    max_body_bytes: int = Field(512 << 20, ge=1, description="Largest accepted request body; above it: 413.")
    capture_limit_bytes: int = Field(
        10 << 20, ge=0, description="Bytes logged of each body; the rest is relayed but not logged."
    )
    capture_budget_bytes: int = Field(
        256 << 20, ge=0, description="Memory per worker for bodies to be logged; beyond it, bodies are logged in part."
    )
    max_connections: int = Field(10_000, ge=1, description="Largest number of open client connections per worker.")


class TimeoutSettings(BaseModel):
    model_config = STRICT

    connect_s: float = Field(10, gt=0, description="Seconds to connect to an upstream: DNS, TCP and TLS together.")
    first_byte_s: float = Field(
        600, gt=0, description="Seconds an upstream may take from the end of the request to the start of its response."
    )
    silence_s: float = Field(300, gt=0, description="Idle timeout: seconds between two chunks of a response.")
    keep_alive_s: float = Field(75, gt=0, description="Seconds after which an idle client connection is closed.")
    upstream_keep_alive_s: float = Field(
        30, gt=0, description="Seconds after which an idle upstream connection is closed."
    )
    head_s: float = Field(15, gt=0, description="Seconds a client may take to send a request head.")
    body_s: float = Field(
        300, gt=0, description="Seconds a client may pause while it sends a request body or reads a response."
    )


class UpstreamSettings(BaseModel):
    """A server that calls are forwarded to."""

    model_config = STRICT

    name: str = Field(
        pattern="^[a-z0-9][a-z0-9_-]*$", description="Name of the upstream, and first part of its path: /{name}/v1/…"
    )
    base_url: str = Field(
        "", validate_default=True, description="URL of the upstream; can be omitted for a well-known name."
    )
    default: bool = Field(False, description="Whether paths that start with /v1/, without a name, go to this upstream.")

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
            raise ValueError(f"must be http(s)://host[:port][/path]; it can be omitted only for {known}")
        if parts.query or parts.fragment or parts.username:
            raise ValueError("must have no user, query or fragment")
        return value.rstrip("/")


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """Everything that a worker process gets."""

    drain_s: float  # on stop, running calls may take this long to finish
    proxy: ProxySettings
    timeouts: TimeoutSettings
    spool: SpoolSettings
    upstreams: Sequence[UpstreamSettings]
    keys: Sequence[KeySettings]
    spool_dir: Path
    own_paths: OwnPaths
    api_socket: str  # the api process listens on this Unix socket
