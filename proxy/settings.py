"""The settings of the data plane, and what a worker process gets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, Field, ValidationInfo, field_validator, model_validator

from proxy.routing import OwnPaths
from store.settings import STRICT, KeySettings, SpoolSettings

# The base URLs of well-known providers. Each ends where the provider's SDK appends its path: that path follows the
# upstream's name, therefore http://localhost:8787/groq/v1/chat/completions leads to
# https://api.groq.com/openai/v1/chat/completions.
PRESETS = {
    "openai": "https://api.openai.com",
    "anthropic": "https://api.anthropic.com",
    "arcee": "https://api.arcee.ai/api",
    "avian": "https://api.avian.io",
    "baseten": "https://inference.baseten.co",  # its Model APIs; deployments of one's own have hosts of their own
    "cerebras": "https://api.cerebras.ai",
    "cohere": "https://api.cohere.ai/compatibility",  # like OpenAI's; its own dialect is at https://api.cohere.com
    "cursor": "https://api.cursor.com",  # its agents' API
    "deepinfra": "https://api.deepinfra.com",  # /v1/openai/… and /v1/inference/… follow
    "deepseek": "https://api.deepseek.com",
    "doubleword": "https://api.doubleword.ai",
    "elevenlabs": "https://api.elevenlabs.io",
    "fireworks": "https://api.fireworks.ai/inference",
    "gemini": "https://generativelanguage.googleapis.com",  # /v1beta/… and /v1beta/openai/… follow
    "github-copilot": "https://api.githubcopilot.com",  # /chat/completions follows, without /v1
    "groq": "https://api.groq.com/openai",
    "huggingface": "https://router.huggingface.co",  # /v1/… follows, or /together/v1/… for one of its providers
    "meta": "https://api.meta.ai",
    "minimax": "https://api.minimax.io",  # in China: https://api.minimaxi.com
    "mistral": "https://api.mistral.ai",
    "moonshotai": "https://api.moonshot.ai",  # in China: https://api.moonshot.cn
    "novita": "https://api.novita.ai/openai",
    "nvidia": "https://integrate.api.nvidia.com",
    "openrouter": "https://openrouter.ai/api",
    "ovhcloud": "https://oai.endpoints.kepler.ai.cloud.ovh.net",
    "perplexity": "https://api.perplexity.ai",  # /chat/completions follows, without /v1
    "quicksilverpro": "https://api.quicksilverpro.io",
    "together": "https://api.together.xyz",
    "typesafe": "https://api.typesafe.ai",
    "vertex": "https://aiplatform.googleapis.com",  # the location "global"; others are in URL_PATTERNS
    "voyageai": "https://api.voyageai.com",
    "xai": "https://api.x.ai",
    "zai": "https://api.z.ai/api/paas/v4",
    "zhipuai": "https://open.bigmodel.cn/api/paas/v4",
    # Servers on this machine, at the ports that they take by themselves. Loopback by number: "localhost" may lead to
    # ::1, where most of them do not listen.
    "ollama": "http://127.0.0.1:11434",
    "vllm": "http://127.0.0.1:8000",
    "llamacpp": "http://127.0.0.1:8080",
    "lmstudio": "http://127.0.0.1:1234",
}
# The base URLs of providers that have an account, a resource or a region in them: no preset is possible.
URL_PATTERNS = {
    "azure": "https://RESOURCE.openai.azure.com",
    "bedrock": "https://bedrock-runtime.REGION.amazonaws.com",  # with an API key: a signature covers the host
    "cloudflare": "https://api.cloudflare.com/client/v4/accounts/ACCOUNT/ai",
    "databricks": "https://WORKSPACE.cloud.databricks.com/serving-endpoints",
    "modal": "https://WORKSPACE--APP.modal.run",
    "vertex-regional": "https://REGION-aiplatform.googleapis.com",
}
_ORIGIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#\s@]+")


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
    allowed_origins: list[str] = Field(
        [],
        description='Origins of web pages that may make calls from a browser: "https://app.example.com"; "*" for any.',
    )
    forward_client_headers: list[str] = Field(
        [],
        description="Headers about the caller that may go on to upstreams, by name: Cookie, Forwarded, X-Forwarded-*, "
        "X-Real-IP, True-Client-IP, Via, CF-* stop here.",
    )
    ca_file: Path | None = Field(
        None, description="PEM file of a private certificate authority, trusted for upstreams besides certifi's."
    )
    max_head_bytes: int = Field(
        64 << 10,
        ge=1 << 10,
        description="Largest accepted request head of calls and API requests (request line and headers); above: 431.",
    )
    max_body_bytes: int = Field(512 << 20, ge=1, description="Largest accepted request body; above it: 413.")
    capture_limit_bytes: int = Field(
        10 << 20, ge=0, description="Bytes logged of each body; the rest is relayed but not logged."
    )
    capture_budget_bytes: int = Field(
        256 << 20, ge=0, description="Memory per worker for bodies to be logged; beyond it, bodies are logged in part."
    )
    max_connections: int = Field(10_000, ge=1, description="Largest number of open client connections per worker.")

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, values: list[str]) -> list[str]:
        for value in values:
            if value != "*" and not _ORIGIN.fullmatch(value):
                raise ValueError(f'must be "*" or like "https://app.example.com", without a path, got "{value}"')
        return values


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
    def _is_http(cls, value: str, info: ValidationInfo) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            pattern = URL_PATTERNS.get(info.data.get("name", ""))
            if pattern and not value:
                raise ValueError(f"must be given: {pattern}")
            known = ", ".join(PRESETS)
            raise ValueError(f"must be http(s)://host[:port][/path]; it can be omitted only for {known}")
        if parts.query or parts.fragment or parts.username:
            raise ValueError("must have no user, query or fragment")
        return value.rstrip("/")


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """Everything that a worker process gets."""

    drain_s: float  # on stop or retirement, each call may take this long to finish
    proxy: ProxySettings
    timeouts: TimeoutSettings
    spool: SpoolSettings
    upstreams: Sequence[UpstreamSettings]
    keys: Sequence[KeySettings]
    spool_dir: Path
    own_paths: OwnPaths
    api_socket: str  # the api process listens on this Unix socket
