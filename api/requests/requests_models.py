"""The answers of /v1/request. Those with bodies are put together from parts that are JSON already."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.http.answer_models import Iso, Shape, Source
from api.http.answers import Answer, Fresh
from store.models import ScoreKind


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
    connect_attempts: int
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
    asset_ids: list[str] = Field([])
    asset_urls: dict[str, str] = Field({})
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


class RequestAnswer(Answer[HeliconeRequest | None]):
    """null: there is no such request."""


class ScannedShape(Shape):
    requests: int
    complete: bool = Field(description="False where the time was up before the page was full.")


class RequestsAnswer(Fresh[list[HeliconeRequest]]):
    next_cursor: str | None = Field(description="Of the page that follows; null: there is none.")
    scanned: ScannedShape | None = Field(description="With scan_bodies; else null.")


class RequestsByIdsAnswer(Fresh[list[HeliconeRequest]]):
    """In the order of the ids."""


class RequestCountAnswer(Fresh[int]):
    pass


class BodiesAnswer(Shape):
    """Parsed JSON, else a text; null: not kept."""

    request: Any
    response: Any
