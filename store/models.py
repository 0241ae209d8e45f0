"""The rows we keep, as plain values.

Field names are those of Helicone's API where it has one (`prompt_tokens`, `cost`, …), units stand in the name.
All moments are Unix microseconds (`*_at_us`), all durations milliseconds (`*_ms`, fractions allowed).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal, NamedTuple

ScoreKind = Literal["integer", "float", "boolean", "label"]
Direction = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call, each counted once: the parts are contained in `prompt` and `completion`.

    `prompt` is everything that was read, cached tokens included, and `completion` everything that was written,
    reasoning included, whatever the provider's own convention. None: the provider did not say.
    """

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_cache_read_tokens: int | None = None
    prompt_cache_write_tokens: int | None = None
    reasoning_tokens: int | None = None
    prompt_audio_tokens: int | None = None
    completion_audio_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Bodies:
    """Both bodies as they were on the wire (content encoding kept, transfer encoding taken off), for one exchange.

    None: omitted by the caller, or not there (yet).
    """

    request: bytes | None = None
    response: bytes | None = None


@dataclass(slots=True)
class ExchangeRow:
    """One call on the wire: a row for each try, written from its opening frame on and completed by its closing one.

    Nobody changes one that is not his own `copy`. It is not frozen because that makes it four times as slow to make.
    """

    # Keys and origin
    exchange_id: str
    request_id: str
    project: int
    writer: str  # the worker process that saw it: its spool writer's id
    node: str
    key_name: str | None  # the name of our key the call came with, None without auth

    # Facts noted by the proxy
    started_at_us: int
    method: str
    path: str  # as called, with the query parameters that may be kept
    upstream: str  # the name of the place it went to, or the host of a Helicone-Target-URL
    target_url: str
    request_headers: dict[str, str] = field(default_factory=dict)  # allow-listed
    helicone_headers: list[tuple[str, str]] = field(default_factory=list)  # as sent, non-secret ones
    properties: dict[str, str] = field(default_factory=dict)
    request_size_bytes: int | None = None  # None: still arriving
    request_truncated: bool = False
    request_omitted: bool = False
    response_omitted: bool = False
    request_hash: str | None = None  # of method-independent body as sent; None when not captured whole

    # Facts noted by the proxy when it ended; all None while the call is in flight
    outcome: str | None = None
    error: str | None = None  # what our side would say of a failure; never a secret
    status: int | None = None
    response_headers: dict[str, str] = field(default_factory=dict)
    response_size_bytes: int | None = None
    response_truncated: bool = False
    latency_ms: float | None = None
    time_to_first_byte_ms: float | None = None
    chunks: list[tuple[int, int]] = field(default_factory=list)  # (offset in the body, µs since the start), capped
    connect_attempts: int = 1
    served_by: str | None = None
    cache_reference_id: str | None = None

    # Meaning, worked out by `store.extract` from the above and the bodies; may be derived anew
    extractor_version: int = 0
    dialect: str | None = None  # the API spoken: "openai_chat", "anthropic_messages" …; None: not understood
    provider: str | None = None
    is_stream: bool = False
    model_asked: str | None = None
    model_answered: str | None = None
    model_override: str | None = None
    upstream_id: str | None = None  # "chatcmpl-…"
    finish_reason: str | None = None
    user_id: str | None = None
    session_id: str | None = None
    session_name: str | None = None
    session_path: str | None = None
    prompt_id: str | None = None
    usage: Usage = field(default_factory=Usage)
    cost_usd: float | None = None  # None: the price is not known
    time_to_first_token_ms: float | None = None
    prompt_preview: str | None = None
    answer_preview: str | None = None
    input_hash: str | None = None  # of the normalised messages: the same input gives the same hash

    @property
    def model(self) -> str | None:
        """The model this call is counted under."""
        return self.model_override or self.model_answered or self.model_asked

    def copy(self) -> ExchangeRow:
        return ExchangeRow(*_values_of(self))


_values_of = attrgetter(*ExchangeRow.__dataclass_fields__)


class NewScore(NamedTuple):
    """A score as somebody sends it. `value` is for numbers and booleans (1.0/0.0), `label` for labels.

    A tuple, because they come in tens of thousands a second: a frozen dataclass takes several times as long to make.
    """

    target_id: str
    name: str
    kind: ScoreKind
    value: float | None = None
    label: str | None = None
    target_kind: str = "request"
    author: str = ""  # rater, else the evaluator's name, else ""
    source: str | None = None
    comment: str | None = None
    evaluator: str | None = None
    evaluator_version: str | None = None
    probability: float | None = None
    experiment_id: str | None = None
    item_id: str | None = None
    metadata: dict[str, Any] | None = None
    scored_at_us: int | None = None  # the sender's clock; None: the moment of recording


@dataclass(frozen=True, slots=True)
class Score:
    """A score as it is kept."""

    score_id: str
    project: int
    request_id: str | None  # None while it waits for its request
    sent: NewScore
    recorded_at_us: int
    superseded_at_us: int | None = None


@dataclass(frozen=True, slots=True)
class ScoreDefinition:
    """What the scores of a name should be. Only with `enforce` is refused what does not fit."""

    name: str
    kind: ScoreKind | None = None  # None: any
    minimum: float | None = None
    maximum: float | None = None
    labels: tuple[str, ...] = ()  # those that may be; empty: any
    direction: Direction | None = None  # which way is better
    pass_threshold: float | None = None
    description: str | None = None
    enforce: bool = False
    updated_at_us: int = 0


@dataclass(frozen=True, slots=True)
class ScoreSelection:
    """Which scores are meant: those for which everything that is given here holds. History is included.

    Each tuple means "one of these"; empty, or None, says nothing. Times are those of recording, `to` excluded.
    """

    names: tuple[str, ...] = ()
    request_ids: tuple[str, ...] = ()  # the request's own id, or the one the score was sent for
    session_ids: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    evaluators: tuple[str, ...] = ()
    evaluator_versions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    experiment_ids: tuple[str, ...] = ()
    recorded_from_us: int | None = None
    recorded_to_us: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What a request id names: its attempts, oldest first; the last one speaks for it.

    `conflicts` are exchanges that came under the same id with another path or body: listed, never merged.
    """

    request_id: str
    attempts: list[ExchangeRow]
    conflicts: list[ExchangeRow]
    scores: list[Score]  # current ones

    @property
    def last(self) -> ExchangeRow:
        return self.attempts[-1]
