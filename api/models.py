"""The shapes of answers, as documented in /openapi.json and docs/api.md.

`HeliconeRequest` has the field names of Helicone's API, so that its clients read it; what goes beyond is marked. Units
are in the names or with the field; moments are ISO 8601 in UTC with milliseconds.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from typing_extensions import TypedDict  # pydantic reads no other one before Python 3.12

from store.records import ScoreKind

Iso = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Source = Literal["human", "model", "code", "user"]
HealthStatus = Literal["ok", "degraded", "unavailable"]


class Shape(BaseModel):
    """Part of an answer. A field that it does not know is a mistake of ours, and not left out in silence."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Row(TypedDict):
    """Part of an answer that has very many: checked ten times as fast as a Shape, and as strictly."""


class ScoreDetail(Shape):
    """A current score with its type and where it came from."""

    score_id: str
    name: str
    kind: ScoreKind
    value: int | float | bool | None = Field(description="Typed; null for a label.")
    label: str | None = Field(description="null for anything but a label.")
    author: str = Field(description="The rater, else the evaluator's name, else empty.")
    source: Source | None
    comment: str | None
    evaluator: str | None
    evaluator_version: str | None
    probability: float | None = Field(description="Of having been sampled.")
    experiment_id: str | None
    item_id: str | None
    metadata: dict[str, Any] | None
    target_id: str = Field(description="The id it was sent for, as sent.")
    scored_at: Iso | None = Field(description="By the sender's clock; null: not said.")
    recorded_at: Iso


class Attempt(Shape):
    """One call on the wire. SDKs retry under the same id: each try is one of these."""

    exchange_id: str
    started_at: Iso
    ended_at: Iso | None
    outcome: str | None = Field(description="How it ended, a word: ok, client_closed …; null: in flight.")
    error: str | None
    status: int | None
    method: str
    path: str
    upstream: str
    target_url: str
    served_by: str | None
    tries: int
    key_name: str | None = Field(description="Name of the key of ours it came with.")
    node: str
    model: str | None
    model_asked: str | None
    model_answered: str | None
    is_stream: bool
    finish_reason: str | None
    upstream_id: str | None
    latency_ms: float | None
    time_to_first_byte_ms: float | None
    time_to_first_token_ms: float | None
    prompt_tokens: int | None
    completion_tokens: int | None
    reasoning_tokens: int | None
    prompt_cache_read_tokens: int | None
    prompt_cache_write_tokens: int | None
    prompt_audio_tokens: int | None
    completion_audio_tokens: int | None
    cost_usd: float | None = Field(description="null: the price is not known.")
    request_size_bytes: int | None
    request_truncated: bool
    request_omitted: bool
    request_hash: str | None
    response_size_bytes: int | None
    response_truncated: bool
    response_omitted: bool


class HeliconeRequest(Shape):
    """One request: its last attempt, with tokens and cost summed over all of them."""

    request_id: str
    response_id: str | None = Field(description="The exchange_id of the last attempt once it has ended.")
    request_created_at: Iso
    response_created_at: Iso | None
    request_body: Any = Field(None, description="Parsed JSON, else text; null unless includeBody=true.")
    response_body: Any = Field(None, description="A stream is put together to the object it stands for.")
    response_status: int | None
    request_user_id: str | None
    properties: dict[str, str]
    request_properties: dict[str, str]
    provider: str | None
    request_model: str | None = Field(description="As asked.")
    response_model: str | None = Field(description="As answered.")
    model_override: str | None
    model: str | None = Field(description="What it is counted under: override, else answered, else asked.")
    delay_ms: int | None
    time_to_first_token: int | None = Field(description="Milliseconds; streams only.")
    total_tokens: int | None = Field(description="prompt_tokens + completion_tokens.")
    prompt_tokens: int | None = Field(description="All that was read, cached tokens included.")
    completion_tokens: int | None = Field(description="All that was written, reasoning included.")
    reasoning_tokens: int | None
    prompt_cache_read_tokens: int | None
    prompt_cache_write_tokens: int | None
    prompt_audio_tokens: int | None
    completion_audio_tokens: int | None
    cost: float | None = Field(description="USD; null: the price is not known.")
    scores: dict[str, int | float] = Field(
        description="Latest per name: booleans 1/0 under name-hcone-bool, decimals rounded, labels left out."
    )
    target_url: str
    request_path: str
    country_code: str | None = None
    asset_ids: list[str] = []
    asset_urls: dict[str, str] = {}
    cache_enabled: bool
    cache_reference_id: str = Field(description="Zeros: not answered from a cache.")
    request_referrer: str | None = None
    ai_gateway_body_mapping: str = ""
    prompt_id: str | None
    prompt_version: str | None = None
    storage_location: str
    updated_at: Iso
    signed_body_url: str | None = None
    feedback_created_at: Iso | None = None

    # Beyond Helicone's
    outcome: str | None = Field(description="How it ended, a word: ok, client_closed …; null: in flight.")
    error: str | None
    upstream_id: str | None
    is_stream: bool
    finish_reason: str | None
    session_id: str | None
    session_name: str | None
    session_path: str | None
    input_hash: str | None = Field(description="The same messages give the same hash.")
    prompt_preview: str | None
    answer_preview: str | None
    request_headers: dict[str, str] = Field(description="Those that are kept; never a secret.")
    response_headers: dict[str, str]
    helicone_headers: list[tuple[str, str]] = Field(description="As sent; never a secret.")
    score_details: list[ScoreDetail]
    attempts: list[Attempt] = Field(description="Every try under this id, oldest first.")
    conflicts: list[Attempt] = Field(description="Other calls under the same id: listed, never merged.")


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


class MirrorHealth(Shape):
    """The tables that questions are asked of, made from the record."""

    version: int = Field(description="Of the newest change that questions see.")
    behind: int = Field(description="Changes of the record that questions do not see yet.")


class Problem(Shape):
    """What is wrong, in words for a person."""

    data: None = None
    error: str


class Unauthenticated(Shape):
    error: str
    trace: Literal["isAuthenticated.error"]


class WrongField(Shape):
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    message: str
    value: Any = Field(None, description="What was sent; missing where nothing was.")


class Invalid(Shape):
    """Fields that can't be taken."""

    message: Literal["Validation Failed"]
    details: dict[str, WrongField] = Field(description='By their place: "requestBody.scores[3].value".')


class Worker(Shape):
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
    workers: list[Worker] | None = None
    spool: SpoolHealth | None = None
    store: StoreHealth | None = Field(None, description="null: it can't be used.")
    mirror: MirrorHealth | None = None
