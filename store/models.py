"""The records of the store, as plain values.

Fields have the names of Helicone's API where it has one (`prompt_tokens`), with the unit in the name. Timestamps are
Unix microseconds (`*_at_us`), durations are milliseconds with fractions (`*_ms`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, cast

Side = Literal["request", "response"]
ScoreKind = Literal["integer", "float", "boolean", "label"]
Direction = Literal["higher", "lower"]


@dataclass(slots=True)
class Usage:
    """Numbers of tokens of one exchange, in one convention for all providers (store/extract/tokens.py converts).

    `prompt_tokens` and `completion_tokens` are totals; the other fields are parts of them, so no token counts twice in
    the sum of the two. None: the provider did not report it.
    """

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_cache_read_tokens: int | None = None
    prompt_cache_write_tokens: int | None = None
    reasoning_tokens: int | None = None
    prompt_audio_tokens: int | None = None
    completion_audio_tokens: int | None = None
    prompt_image_tokens: int | None = None
    completion_image_tokens: int | None = None
    prompt_cache_write_5m_tokens: int | None = None  # of the tokens written to the cache: those kept five minutes
    prompt_cache_write_1h_tokens: int | None = None  # … and those kept an hour, at a higher price
    web_searches: int | None = None  # tool calls that the provider bills by the piece
    prompt_audio_s: float | None = None  # seconds that were heard, where they are billed instead of tokens


@dataclass(frozen=True, slots=True)
class Bodies:
    """Both bodies of an exchange as they were on the wire, content encoding included, transfer encoding removed.

    None: omitted as the caller wished, or not there (yet), or damaged.
    """

    request: bytes | None = None
    response: bytes | None = None
    damaged: tuple[Side, ...] = ()  # which are not there because what is stored is not what came


StepKind = Literal[
    "call",  # of a model: `SessionStep.exchange_id` is the exchange
    "agent",
    "workflow",
    "tool",
    "retrieval",  # from a vector database, a search index, a memory
    "guardrail",
    "evaluation",
    "data",
    "other",  # anything else that was traced
]


@dataclass(frozen=True, slots=True)
class SessionStep:
    """One step of a session that its caller reported: a span of a trace, or a tool's run."""

    step_id: str  # of a span: `intake.span_id_of`, so that a span that is sent twice is stored once
    project: int
    kind: StepKind
    name: str
    session_id: str
    session_source: str  # as of an exchange; "trace": the trace's id, since no span of it names a session
    started_at_us: int
    duration_us: int | None = None  # None: not said
    trace_id: str | None = None
    span_id: str | None = None
    parent_span_id: str | None = None  # None: the root of its trace
    path: str | None = None  # Helicone-Session-Path
    error: str | None = None  # None: it did not fail, as far as is known
    exchange_id: str | None = None  # of a call: the exchange that it describes, which may have come through the proxy


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
    request_truncated: bool = False
    request_gap_offset: int | None = None  # where bytes are missing in the middle of the kept body; None: nowhere
    request_omitted: bool = False
    response_omitted: bool = False
    request_hash: str | None = None  # of method-independent body as sent; None when not captured whole

    # Facts noted by the proxy when it ended; all None while the call is in flight
    outcome: str | None = None
    error: str | None = None  # why it failed: in our words, or in the provider's; never a secret
    error_type: str | None = None  # the provider's words; None: not said
    error_code: str | None = None
    status: int | None = None
    response_headers: dict[str, str] = field(default_factory=dict)
    response_size_bytes: int | None = None
    response_truncated: bool = False
    response_gap_offset: int | None = None  # likewise
    latency_ms: float | None = None
    time_to_first_byte_ms: float | None = None
    chunks: list[tuple[int, int]] = field(default_factory=list)  # (offset in the body, µs since the start), capped
    connect_attempts: int = 1
    served_by: str | None = None
    cache_reference_id: str | None = None

    # Meaning, worked out by `store.extract` from the above and the bodies; may be derived anew
    extractor_version: int = 0
    extract_error: str | None = None  # why a body was not read: see store.extract.budgets; None: both were
    dialect: str | None = None  # the API spoken: "openai_chat" …; "unknown": kept raw; None: nothing to understand
    provider: str | None = None
    is_stream: bool = False
    model_asked: str | None = None
    model_answered: str | None = None
    model_override: str | None = None
    upstream_id: str | None = None  # the id of the answer: "chatcmpl-…"
    finish_reason: str | None = None
    user_id: str | None = None
    reads_upstream_id: str | None = None  # of the object that another call created and this one reads back
    parent_exchange_id: str | None = None  # that other call; None: reads nothing back, or it is not logged
    late_answer: dict[str, Any] | None = None  # what it reads of that call's answer: see LATE_FIELDS
    session_id: str | None = None
    session_source: str | None = None  # how the session was recognised: see store.extract.sessions
    session_name: str | None = None
    session_path: str | None = None
    prompt_id: str | None = None
    trace_id: str | None = None  # of the caller's traceparent
    parent_span_id: str | None = None
    usage: Usage = field(default_factory=Usage)
    usage_contradicts: bool = False  # the provider's counts contradict each other, or one is absurd
    unreadable_events: int = 0  # of a stream: what they said is lost
    cost_usd: float | None = None  # None: the price is not known
    cost_source: str | None = None  # "provider", "settings" or "price_table"; None: the price is not known
    tool_cost_usd: float | None = None  # the part of the cost that is fees for tools; None: none
    time_to_first_token_ms: float | None = None
    prompt_preview: str | None = None
    answer_preview: str | None = None
    input_hash: str | None = None  # of the messages, without the model and its parameters
    conversation_hash: str | None = None  # of the messages but those of system and developer
    last_user_message_hash: str | None = None  # of its content
    prompt_fingerprint: str | None = None  # of system message and tools; None: there is neither, or not read
    step: SessionStep | None = (
        None  # what is stored beside this row, or instead of it unless it is a "call"; None: nothing
    )

    @property
    def model(self) -> str | None:
        """The model under which the exchange is counted."""
        return self.model_override or self.model_answered or self.model_asked

    def copy(self) -> ExchangeRow:
        return _copy_of(self)


# What a call that reads an answer back may know of the call that created it, where that one's own answer did not say.
LATE_FIELDS = ("finish_reason", "answer_preview", "cost_usd", "cost_source", "tool_cost_usd")


def _copier() -> Callable[[ExchangeRow], ExchangeRow]:
    """Written out field by field, as dataclasses write their constructors: that takes less than half as long as to call
    the constructor with all values (0.8 against 1.8 µs), once for each call."""
    lines = [f"    new.{name} = row.{name}" for name in ExchangeRow.__dataclass_fields__]
    made: dict[str, Any] = {"create": object.__new__, "ExchangeRow": ExchangeRow}
    exec("\n".join(["def copy(row):", "    new = create(ExchangeRow)", *lines, "    return new"]), made)  # noqa: S102  our own names
    return cast("Callable[[ExchangeRow], ExchangeRow]", made["copy"])


_copy_of = _copier()


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


ATTEMPTS_MOST = 100
REQUEST_SCORES_MOST = 1_000
PROPERTIES_MOST = 100  # of one request; a call's own headers may bring more, within the size of its head
DEFINITIONS_MOST = 1_000  # of scores, in one project
DEFINITIONS_CHARACTERS_MOST = 5_000_000  # of the labels and descriptions of all of them
HIDDEN_PROPERTIES_MOST = 10_000  # in one project


@dataclass(frozen=True, slots=True)
class RequestTotals:
    """Of a request with all of its attempts, conflicts and scores, also those that a `Request` leaves out."""

    attempts: int
    conflicts: int
    scores: int  # current ones
    usage: Usage  # of all attempts; None: no attempt has it
    cost_usd: float | None
    tool_cost_usd: float | None
    ended_at_us: int  # of the attempt that ended last; for one in flight, its start


@dataclass(frozen=True, slots=True)
class Request:
    """A request: its attempts, oldest first; the last one represents it.

    `conflicts` are exchanges with another path or body that came under the same id: listed, never merged. Of attempts
    and conflicts it has the newest ATTEMPTS_MOST each, of scores the newest REQUEST_SCORES_MOST: a client may send one
    id for ever.
    `read_back_by` are exchanges of other requests that read what this one created, the first hundred. None: not looked
    for.
    """

    request_id: str
    attempts: list[ExchangeRow]
    conflicts: list[ExchangeRow]
    scores: list[Score]  # current ones, oldest first
    totals: RequestTotals
    read_back_by: list[ExchangeRow] | None = None

    @property
    def last(self) -> ExchangeRow:
        return self.attempts[-1]
