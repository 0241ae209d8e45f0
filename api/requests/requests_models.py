"""The request as the API shows it, and the answers of /v1/request.

Field names are those of Helicone's API, so that its clients can read them; what goes beyond is marked.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.http.base_models import Answer, Fresh, Iso, Shape, Source
from store.extract.budgets import ExtractError
from store.models import ScoreKind


class ScoreDetail(Shape):
    """A current score with its type and origin."""

    score_id: str
    name: str
    kind: ScoreKind
    value: int | float | bool | None = Field(description="With its type; null for a label.")
    label: str | None = Field(description="null unless the kind is label.")
    author: str = Field(description="The rater, else the name of the evaluator, else empty.")
    source: Source | None
    comment: str | None
    evaluator: str | None
    evaluator_version: str | None
    probability: float | None = Field(description="The probability with which the call was sampled for scoring.")
    experiment_id: str | None
    item_id: str | None
    metadata: dict[str, Any] | None
    target_id: str = Field(description="The id of the request or session, as it was sent.")
    scored_at: Iso | None = Field(description="As given by the sender; null: not given.")
    recorded_at: Iso


CostSource = Literal["provider", "settings", "price_table"]


class Attempt(Shape):
    """One call on the wire. SDKs retry under the same id: each retry is an attempt of the request."""

    exchange_id: str
    started_at: Iso
    ended_at: Iso | None
    outcome: str | None = Field(description="How it ended, such as ok or answer_failed; null: in flight.")
    error: str | None = Field(description="Why it failed, in the provider's words or in Gnomon's.")
    error_type: str | None = Field(description="The provider's word for the kind of error.")
    error_code: str | None = Field(description="The provider's code of the error.")
    status: int | None
    method: str
    path: str
    upstream: str
    target_url: str
    served_by: str | None
    connect_attempts: int
    key_name: str | None = Field(description="Name of the API key that the call was made with.")
    node: str
    model: str | None
    model_asked: str | None
    model_answered: str | None
    is_stream: bool
    finish_reason: str | None
    upstream_id: str | None = Field(description="The provider's id of what this call created.")
    parent_exchange_id: str | None = Field(description="The call that created what this one reads back.")
    dialect: str | None = Field(description="The API that was spoken; unknown: the bodies are kept unread.")
    extract_error: ExtractError | None = Field(description="Why a body is kept unread; null: all were read.")
    unreadable_events: int = Field(description="Events of a stream that are not JSON.")
    trace_id: str | None = Field(description="From the caller's traceparent header.")
    parent_span_id: str | None
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
    prompt_image_tokens: int | None
    completion_image_tokens: int | None
    prompt_cache_write_5m_tokens: int | None
    prompt_cache_write_1h_tokens: int | None
    web_searches: int | None = Field(description="Searches by the provider's own tool, which are billed by the piece.")
    prompt_audio_s: float | None = Field(description="Seconds heard, where these are billed instead of tokens.")
    usage_contradicts: bool = Field(
        description="A token count was larger than its whole, the total or any context; a wrong one is null."
    )
    cost_usd: float | None = Field(description="null: the price of the model is unknown.")
    cost_source: CostSource | None = Field(description="Who says so; null: the price is unknown.")
    tool_cost_usd: float | None = Field(description="The part of the cost that is fees for tools.")
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
    response_id: str | None = Field(description="The exchange_id of the last attempt; null until it has ended.")
    request_created_at: Iso
    response_created_at: Iso | None
    request_body: Any = Field(None, description="Parsed JSON, or text; null unless includeBody=true.")
    response_body: Any = Field(None, description="Like request_body; a stream is assembled to one object.")
    response_status: int | None
    request_user_id: str | None
    properties: dict[str, str]
    request_properties: dict[str, str]
    provider: str | None
    request_model: str | None = Field(description="The model in the request.")
    response_model: str | None = Field(description="The model in the response.")
    model_override: str | None
    model: str | None = Field(description="The model that queries use: override, else response, else request.")
    delay_ms: int | None
    time_to_first_token: int | None = Field(description="In milliseconds; streams only.")
    total_tokens: int | None = Field(description="prompt_tokens + completion_tokens.")
    prompt_tokens: int | None = Field(description="All tokens read, cached ones included.")
    completion_tokens: int | None = Field(description="All tokens written, reasoning included.")
    reasoning_tokens: int | None
    prompt_cache_read_tokens: int | None
    prompt_cache_write_tokens: int | None
    prompt_audio_tokens: int | None
    completion_audio_tokens: int | None
    prompt_image_tokens: int | None
    completion_image_tokens: int | None
    prompt_cache_write_5m_tokens: int | None
    prompt_cache_write_1h_tokens: int | None
    web_searches: int | None = Field(description="Searches by the provider's own tool, which are billed by the piece.")
    prompt_audio_s: float | None = Field(description="Seconds heard, where these are billed instead of tokens.")
    cost: float | None = Field(description="In USD; null: the price of the model is unknown.")
    scores: dict[str, int | float] = Field(
        description="Latest per name: booleans as 1 or 0 under <name>-hcone-bool, decimals as they are, no labels."
    )
    target_url: str
    request_path: str
    country_code: str | None = None
    asset_ids: list[str] = Field([])
    asset_urls: dict[str, str] = Field({})
    cache_enabled: bool
    cache_reference_id: str = Field(description="Zeros unless answered from a cache.")
    request_referrer: str | None = None
    ai_gateway_body_mapping: str = ""
    prompt_id: str | None
    prompt_version: str | None = None
    storage_location: str
    updated_at: Iso
    signed_body_url: str | None = None
    feedback_created_at: Iso | None = None

    # Not in Helicone
    outcome: str | None = Field(description="How it ended, such as ok or answer_failed; null: in flight.")
    error: str | None = Field(description="Why it failed, in the provider's words or in Gnomon's.")
    error_type: str | None = Field(description="The provider's word for the kind of error.")
    error_code: str | None = Field(description="The provider's code of the error.")
    upstream_id: str | None = Field(description="The provider's id of what this call created.")
    parent_exchange_id: str | None = Field(description="The call that created what this one reads back.")
    dialect: str | None = Field(description="The API that was spoken; unknown: the bodies are kept unread.")
    extract_error: ExtractError | None = Field(description="Why a body is kept unread; null: all were read.")
    is_stream: bool
    finish_reason: str | None
    cost_source: CostSource | None = Field(description="Who states the cost of the last attempt.")
    tool_cost: float | None = Field(description="The part of the cost that is fees for tools, in USD.")
    trace_id: str | None = Field(description="From the caller's traceparent header.")
    parent_span_id: str | None
    session_id: str | None
    session_source: str | None = Field(description="How the session was recognised, such as header or metadata.")
    session_name: str | None
    session_path: str | None
    input_hash: str | None = Field(description="Equal messages have equal hashes.")
    prompt_fingerprint: str | None = Field(
        description="16 hexadecimal digits that calls with the same system message and tools share, whatever numbers, "
        "dates, ids and passages their template was filled with. Null: neither was sent."
    )
    conversation_hash: str | None = Field(description="As input_hash, without the messages of system and developer.")
    last_user_message_hash: str | None = Field(description="Equal last messages of the user have equal hashes.")
    prompt_preview: str | None
    answer_preview: str | None
    request_headers: dict[str, str] = Field(description="Only headers that are logged, never secrets.")
    response_headers: dict[str, str]
    helicone_headers: list[tuple[str, str]] = Field(description="Those that Gnomon knows, as sent, without secrets.")
    score_details: list[ScoreDetail] = Field(description="The newest 1,000 current scores, oldest first.")
    score_count: int = Field(description="Number of current scores; scores and score_details have the newest 1,000.")
    attempts: list[Attempt] = Field(description="The newest 100 attempts under this id, oldest first; sums cover all.")
    attempt_count: int = Field(description="Number of attempts under this id, of which the newest 100 are listed.")
    conflicts: list[Attempt] = Field(
        description="The newest 100 other calls under the same id, which are never merged."
    )
    conflict_count: int = Field(description="Number of such other calls, of which the newest 100 are listed.")
    read_back_by: list[Attempt] | None = Field(
        description="The first hundred calls that read back what this one created; null in lists."
    )


class RequestAnswer(Answer[HeliconeRequest | None]):
    """A request; null if there is none with this id."""


class AttemptDetail(Attempt):
    """One attempt with its headers and bodies."""

    request_headers: dict[str, str] = Field(description="Only headers that are logged, never secrets.")
    response_headers: dict[str, str]
    helicone_headers: list[tuple[str, str]] = Field(description="Those that Gnomon knows, as sent, without secrets.")
    request_body: Any = Field(None, description="Parsed JSON, or text; null: not stored.")
    response_body: Any = Field(None, description="Like request_body; a stream is assembled to one object.")


class AttemptAnswer(Answer[AttemptDetail]):
    """One attempt of a request, with its bodies."""


class ExcerptsShape(Shape):
    """The text around the first hit of a search in a request's whole bodies."""

    request: str | None = Field(description="null: nothing was hit in it.")
    response: str | None = Field(description="null: nothing was hit in it.")


class ScannedShape(Shape):
    """How far the search through bodies has come."""

    requests: int = Field(description="Number of requests searched.")
    complete: bool = Field(description="false: time ran out before the page was full.")
    excerpts: dict[str, ExcerptsShape] = Field(
        description="Request id → the text around the first hit, up to 80 characters before and 200 after it."
    )


class RequestsAnswer(Fresh[list[HeliconeRequest]]):
    """A page of requests."""

    next_cursor: str | None = Field(description="Cursor of the next page; null: there is none.")
    scanned: ScannedShape | None = Field(description="null unless scan_bodies is true.")


class RequestsByIdsAnswer(Fresh[list[HeliconeRequest]]):
    """Requests in the order of the ids."""


class RequestCountAnswer(Fresh[int]):
    """The number of selected requests."""


class BodiesAnswer(Shape):
    """Both bodies: parsed JSON, or text; null: not stored."""

    request: Any
    response: Any
