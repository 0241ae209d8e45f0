"""The settings of the data plane, and what a worker process gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, field_validator, model_validator

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
        description="When the client leaves: cancel = close the upstream call; drain = read its answer to the end.",
    )
    stream_usage: Literal["as_asked", "always"] = Field(
        "as_asked", description="always = request token usage of streamed chats if the caller did not."
    )
    allowed_targets: list[str] = Field(
        [],
        description='Targets that Helicone-Target-URL may name: "api.example.com", "*.example.com", "10.0.0.0/8".',
    )
    ca_file: Path | None = Field(
        None, description="PEM file of a private CA for TLS upstreams, in addition to certifi."
    )
    max_head_bytes: int = Field(64 << 10, ge=1 << 10, description="A larger request head is refused (431).")
    max_body_bytes: int = Field(512 << 20, ge=1, description="A larger request body is refused (413).")
    capture_limit_bytes: int = Field(
        10 << 20, ge=0, description="This much of each body is logged; the rest is only relayed."
    )
    capture_budget_bytes: int = Field(
        256 << 20, ge=0, description="Bodies that one worker holds for the log at any time."
    )
    max_connections: int = Field(10_000, ge=1, description="Open client connections per worker.")


class TimeoutSettings(BaseModel):
    model_config = STRICT

    connect_s: float = Field(10, gt=0, description="DNS, TCP and TLS to an upstream.")
    first_byte_s: float = Field(600, gt=0, description="From the request's last byte to the answer's first.")
    silence_s: float = Field(300, gt=0, description="Between two chunks of an answer.")
    keep_alive_s: float = Field(75, gt=0, description="An idle client connection is closed after this time.")
    upstream_keep_alive_s: float = Field(30, gt=0, description="An idle upstream connection is closed after this time.")
    head_s: float = Field(15, gt=0, description="A client may take this long to send a request's head.")
    body_s: float = Field(
        300, gt=0, description="Between two pieces of a request's body; and for a client that does not read its answer."
    )


class UpstreamSettings(BaseModel):
    """A server that calls are forwarded to."""

    model_config = STRICT

    name: str = Field(pattern="^[a-z0-9][a-z0-9_-]*$", description="The first part of the path: /{name}/v1/…")
    base_url: str = Field(
        "", validate_default=True, description="The URL before /v1/…; optional for a well-known name."
    )
    default: bool = Field(False, description="Gets the calls whose path begins with /v1/.")

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
            raise ValueError(f"must be http(s)://host[:port][/path]; it is optional only for {known}")
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
    api_socket: str  # the api process listens on this Unix socket
