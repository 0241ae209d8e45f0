"""The records of the store, as plain values.

Fields have the names of Helicone's API where it has one (`prompt_tokens`), with the unit in the name. Timestamps are
Unix microseconds (`*_at_us`), durations are milliseconds with fractions (`*_ms`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Literal, NamedTuple

ScoreKind = Literal["integer", "float", "boolean", "label"]
Direction = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Numbers of tokens of one exchange, in one convention for all providers (store/extract/usage.py converts).

    `prompt_tokens` and `completion_tokens` are totals; the other fields are parts of them, so no token counts twice in
    the sum of the two. None: the provider did not report it.
    """

    prompt_tokens: int | None = None  # everything that was read, cached tokens included
    completion_tokens: int | None = None  # everything that was written, reasoning included
    prompt_cache_read_tokens: int | None = None  # part of prompt_tokens
    prompt_cache_write_tokens: int | None = None  # part of prompt_tokens
    reasoning_tokens: int | None = None  # part of completion_tokens
    prompt_audio_tokens: int | None = None  # part of prompt_tokens
    completion_audio_tokens: int | None = None  # part of completion_tokens


@dataclass(frozen=True, slots=True)
class Bodies:
    """Both bodies of an exchange as they were on the wire, content encoding included, transfer encoding removed.

    None: omitted as the caller wished, or not there (yet).
    """

    request: bytes | None = None
    response: bytes | None = None


@dataclass(slots=True)
class ExchangeRow:
    """One exchange: a call on the wire. Retries under one request id are several exchanges.

    Stored when it begins (its opening frame), completed when it ends (its closing frame). Treat as immutable; mutate
    only a `copy()`. It is not frozen because creating a frozen one takes four times as long.
    """

    # Keys and origin
    exchange_id: str
    request_id: str  # shared by all attempts of a request
    project: int
    writer: str  # id of the proxy worker that logged it
    node: str  # host name of the proxy
    key_name: str | None  # the Gnomon key of the call; None: called without one

    # Facts noted by the proxy when the exchange began
    started_at_us: int
    method: str
    path: str  # as called, with allow-listed query parameters only
    upstream: str  # the upstream's name, or the host of a Helicone-Target-URL
    target_url: str
    request_headers: dict[str, str] = field(default_factory=dict)  # allow-listed names only
    helicone_headers: list[tuple[str, str]] = field(default_factory=list)  # as sent, without secrets
    properties: dict[str, str] = field(default_factory=dict)
    request_size_bytes: int | None = None  # None: still arriving
    request_truncated: bool = False  # only the beginning of the body was captured
    request_omitted: bool = False  # the caller wished that the body is not stored
    response_omitted: bool = False  # likewise
    request_hash: str | None = None  # of the body as sent; None: not captured whole

    # Facts noted by the proxy when the exchange ended
    outcome: str | None = None  # one word: "ok", "client_closed" …; None: in flight
    error: str | None = None  # the message of a failure on our side, without secrets; None: no such failure
    status: int | None = None  # None: in flight, or ended without an answer
    response_headers: dict[str, str] = field(default_factory=dict)
    response_size_bytes: int | None = None  # None: in flight, or the worker died
    response_truncated: bool = False  # only the beginning of the body was captured
    latency_ms: float | None = None  # None: in flight, or the worker died
    time_to_first_byte_ms: float | None = None  # None: no answer has begun
    chunks: list[tuple[int, int]] = field(default_factory=list)  # (end offset, µs since the start); limited
    connect_attempts: int = 1  # how often the proxy tried to reach an upstream for this exchange
    served_by: str | None = None  # the upstream that answered; None: none has
    cache_reference_id: str | None = None  # None: not answered from a cache

    # Extracted by `store.extract` from the above and the bodies; `gnomon reprocess` extracts again.
    # None: headers, bodies or path do not say.
    extractor_version: int = 0  # 0: nothing was extracted
    dialect: str | None = None  # "openai_chat", "anthropic_messages" …; None: an API that Gnomon does not know
    provider: str | None = None
    is_stream: bool = False
    model_asked: str | None = None
    model_answered: str | None = None
    model_override: str | None = None
    upstream_id: str | None = None  # the id of the answer: "chatcmpl-…"
    finish_reason: str | None = None
    user_id: str | None = None
    session_id: str | None = None
    session_name: str | None = None
    session_path: str | None = None
    prompt_id: str | None = None
    usage: Usage = field(default_factory=Usage)
    cost_usd: float | None = None  # None: tokens or price are unknown
    time_to_first_token_ms: float | None = None  # None: not a stream, or no token came
    prompt_preview: str | None = None
    answer_preview: str | None = None
    input_hash: str | None = None  # of the messages, without the model and its parameters

    @property
    def model(self) -> str | None:
        """The model under which the exchange is counted."""
        return self.model_override or self.model_answered or self.model_asked

    def copy(self) -> ExchangeRow:
        return ExchangeRow(*_values_of(self))


_values_of = attrgetter(*ExchangeRow.__dataclass_fields__)


class NewScore(NamedTuple):
    """A score as it is sent. It has a `value` (numbers; booleans as 1.0 and 0.0) or a `label`.

    A tuple, since tens of thousands come in a second: creating a frozen dataclass takes several times as long.
    """

    target_id: str  # a request id, an exchange id, the upstream's own id, or a session id
    name: str
    kind: ScoreKind
    value: float | None = None
    label: str | None = None
    target_kind: str = "request"  # or "session"
    author: str = ""  # the rater, else the evaluator's name, else ""
    source: str | None = None
    comment: str | None = None
    evaluator: str | None = None
    evaluator_version: str | None = None
    probability: float | None = None  # with which the request was sampled for scoring; None: not sampled
    experiment_id: str | None = None
    item_id: str | None = None
    metadata: dict[str, Any] | None = None
    scored_at_us: int | None = None  # by the sender's clock; None: when it was recorded


@dataclass(frozen=True, slots=True)
class Score:
    """A stored score."""

    score_id: str
    project: int
    request_id: str | None  # None: waits for its request, or the target is a session
    sent: NewScore
    recorded_at_us: int
    superseded_at_us: int | None = None  # None: current


@dataclass(frozen=True, slots=True)
class ScoreDefinition:
    """What scores of a name should be. Scores that do not fit are rejected only if `enforce` is set."""

    name: str
    kind: ScoreKind | None = None  # None: any
    minimum: float | None = None  # None: no bound
    maximum: float | None = None  # None: no bound
    labels: tuple[str, ...] = ()  # the labels allowed; empty: any
    direction: Direction | None = None  # whether higher or lower values are better; None: not given
    pass_threshold: float | None = None  # None: no threshold
    description: str | None = None
    enforce: bool = False
    updated_at_us: int = 0


@dataclass(frozen=True, slots=True)
class ScoreSelection:
    """The scores for which all given conditions hold, history included.

    A tuple means "one of these"; an empty one, or None, is no condition. Times are those of recording, `to` excluded.
    """

    names: tuple[str, ...] = ()
    request_ids: tuple[str, ...] = ()  # the request id, or the id that the score was sent for
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
    """A request: its attempts, oldest first; the last one represents it.

    `conflicts` are exchanges with another path or body that came under the same id: listed, never merged.
    """

    request_id: str
    attempts: list[ExchangeRow]
    conflicts: list[ExchangeRow]
    scores: list[Score]  # current ones, oldest first

    @property
    def last(self) -> ExchangeRow:
        return self.attempts[-1]
