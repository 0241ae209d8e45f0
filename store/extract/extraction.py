"""A call's facts and bodies → all that they say: `read` the bodies, then `price` the row."""

from __future__ import annotations

from dataclasses import asdict

from store.extract import failures, headers, paths, previews, sessions, timing, tokens, tracing
from store.extract.bodies.parsed_bodies import ParsedResponse
from store.extract.bodies.parsing import Json, mapping, text
from store.extract.bodies.said import said
from store.extract.budgets import FULL, BodyBudget
from store.extract.dialects.dialect import Dialect
from store.extract.hashes import inputs
from store.extract.hashes.prompts import prompt_fingerprint
from store.extract.pricing import stated_cost
from store.extract.pricing.cost import Priced, Prices
from store.extract.questions import question_first
from store.extract.reported import steps
from store.intake import MANUAL_LOG
from store.models import LATE_FIELDS, Bodies, ExchangeRow, Usage

EXTRACTOR_VERSION = 6  # one more with each change that would read stored bodies differently

# Outcomes of the wire that an answer which reports its own failure explains better.
_EXPLAINED = frozenset({"ok", "client_closed", "upstream_cut"})
# What `_judge` makes of them
_JUDGED = frozenset({"answer_failed", "answer_incomplete"})


def extract(facts: ExchangeRow, bodies: Bodies, prices: Prices, budget: BodyBudget = FULL) -> ExchangeRow:
    """The exchange with all that its bodies and headers say; what they do not say is None.

    A body beyond the budget is not read: `extract_error` says why. Everything else is.

    Works for a call in flight, and with either body missing, cut, or of any bytes at all: it never raises. Facts are
    left as they are, but for `outcome` and `error`: see `_judge`. Hashes wait until the call has ended: a call in
    flight is neither a repeated one nor one of a pair, and hashing twice would cost twice as much.
    """
    row, call = read(facts, bodies, budget)
    return priced(row, call, prices)


def priced(row: ExchangeRow, call: Priced, prices: Prices) -> ExchangeRow:
    """The row with its cost. Of a call that reads another one's answer back, tokens and cost are that one's."""
    row.cost_usd, row.cost_source, row.tool_cost_usd = prices.cost(row.usage, call)
    if row.reads_upstream_id is not None:
        late = {name: getattr(row, name) for name in LATE_FIELDS}
        usage = {name: count for name, count in asdict(row.usage).items() if count is not None}
        row.late_answer = late | {"usage": usage} if usage else None
        row.usage, row.usage_contradicts = Usage(), False
        row.cost_usd = row.cost_source = row.tool_cost_usd = None
    return row


def price_again(row: ExchangeRow, prices: Prices) -> ExchangeRow:
    """The row with its cost by its stored counts; a cost that the provider stated stays."""
    if row.cost_source == "provider":
        return row
    again = row.copy()
    names = [row.model_override] if row.model_override else [row.model_answered, row.model_asked]
    call = Priced([name for name in names if name], row.provider or "", row.started_at_us)
    usd, source, tool_usd = prices.cost(row.usage, call)
    tools = row.tool_cost_usd or 0.0  # the answer's own tool calls are not stored, what they cost is
    again.cost_usd = None if usd is None else usd - (tool_usd or 0.0) + max(tools, tool_usd or 0.0)
    again.cost_source = source
    again.tool_cost_usd = max(tools, tool_usd or 0.0) or None
    return again


def read(facts: ExchangeRow, bodies: Bodies, budget: BodyBudget = FULL) -> tuple[ExchangeRow, Priced]:
    """The row without its price, and what the price depends on beside the row's tokens."""
    request, response, answer, dialect, extract_error, meaning = said(facts, bodies, budget)
    row = facts.copy()
    row.extractor_version = EXTRACTOR_VERSION
    row.extract_error = extract_error
    if row.outcome in _JUDGED:  # extracted before: from the beginning
        row.outcome, row.error = "ok", None
    if meaning is not None and dialect is None:  # a step that is no call has nothing of what follows
        _read_caller(row, None, request, is_span=True)
        steps.complete_span(row, meaning)
        return row, Priced([], "", row.started_at_us)
    row.provider = paths.provider(facts.target_url, facts.upstream)
    row.is_stream = _is_stream(facts, request, answer)
    row.unreadable_events = answer.unreadable_events
    row.model_asked = previews.short(text(request, "model")) or paths.model(facts.path)
    if meaning is None and facts.outcome is not None:
        row.request_hash = _request_hash(facts, bodies.request)
    row.time_to_first_token_ms = _first_token_ms(facts, bodies, answer)
    if dialect:
        _read_dialect(row, dialect, request, response)
    else:
        row.dialect = "unknown" if facts.method == "POST" else None
        row.model_answered = previews.short(text(response, "model"))
        row.upstream_id = previews.short(text(response, "id"))
        row.usage, row.usage_contradicts = tokens.normalise(tokens.usage_object(response), row.provider)
    if row.upstream_id is not None and _reads_back(row, row.upstream_id):
        row.upstream_id, row.reads_upstream_id = None, row.upstream_id
    _judge(row, dialect, response, answer)
    _read_caller(row, dialect, request, is_span=meaning is not None)
    if meaning is not None:
        steps.complete_span(row, meaning)
    elif row.upstream == MANUAL_LOG:
        steps.complete_log(row, request, b"" if response else answer.decoded)
    return row, _priced(row, request, response)


def _reads_back(row: ExchangeRow, upstream_id: str) -> bool:
    """Whether the answer is an object that another call created: it was asked for by its id, or not by a POST."""
    if row.status == 101:  # a WebSocket creates what it names
        return False
    if row.method != "POST":
        return True
    return upstream_id in row.path and upstream_id in row.path.partition("?")[0].split("/")


def _read_dialect(row: ExchangeRow, dialect: Dialect, request: Json, response: Json) -> None:
    row.dialect = dialect.name
    row.prompt_preview = previews.clip(question_first(dialect.prompt(request)))
    if row.outcome is not None:
        _hash_inputs(row, dialect, request)
    if not response:
        return
    row.model_answered = previews.short(dialect.model(response))
    row.upstream_id = previews.short(dialect.upstream_id(response))
    row.finish_reason = previews.short(dialect.finish_reason(response))
    row.answer_preview = previews.clip(dialect.answer(response))
    if row.status == 101 and row.response_truncated:  # a sum of which some is missing would be wrong
        return
    row.usage, row.usage_contradicts = tokens.normalise(
        dialect.usage(response), row.provider or "", only_prompt=not dialect.writes_tokens
    )


def _hash_inputs(row: ExchangeRow, dialect: Dialect, request: Json) -> None:
    conversation, system = dialect.split(dialect.inputs(request))
    row.input_hash, row.conversation_hash = inputs.conversation(conversation, system)
    row.prompt_fingerprint = prompt_fingerprint(system, dialect.tools(request))
    last = dialect.last_user_message(request) if dialect.last_user_message else conversation
    # Most conversations are one message of the user.
    row.last_user_message_hash = row.conversation_hash if last == conversation else inputs.whole(last)


def _judge(row: ExchangeRow, dialect: Dialect | None, response: Json, answer: ParsedResponse) -> None:
    """How the call ended, and why it failed.

    An answer that reports a failure has failed, whatever its status and whoever hung up then. A client that left after
    the answer was complete has had an `ok` call. A stream that ended in order, but not at its end, is incomplete.
    """
    is_error_status = (row.status or 0) >= 400
    failure = failures.failure_in(response, row.finish_reason, is_error_status=is_error_status)
    if failure is not None:
        row.error_type, row.error_code = failure.type, failure.code
        row.answer_preview = row.answer_preview or failure.message
        if row.outcome in _EXPLAINED:
            row.error = str(failure)
            row.outcome = row.outcome if is_error_status else "answer_failed"
    elif row.outcome not in _EXPLAINED:
        return
    elif response.get("status") == "incomplete":  # Responses
        reason = previews.short(text(mapping(response, "incomplete_details"), "reason")) or "no reason given"
        row.outcome, row.error = "answer_incomplete", f"the provider ended the answer early: {reason}"
    elif row.outcome == "client_closed":
        if _has_ended(row, answer):
            row.outcome, row.error = "ok", None
    elif row.outcome == "ok" and dialect and _is_cut_stream(row, dialect, answer):
        row.outcome = "answer_incomplete"
        row.error = "the stream ended before its answer did: no finish reason, no token counts, no end event"


def _is_cut_stream(row: ExchangeRow, dialect: Dialect, answer: ParsedResponse) -> bool:
    return answer.is_stream and dialect.must_end and not row.response_truncated and not _has_ended(row, answer)


def _has_ended(row: ExchangeRow, answer: ParsedResponse) -> bool:
    """Whether the answer says itself that it is at its end."""
    return answer.complete or (answer.is_stream and bool(row.finish_reason or row.usage.completion_tokens))


def _read_caller(row: ExchangeRow, dialect: Dialect | None, request: Json, *, is_span: bool) -> None:
    """Who called, in which session, with which properties and trace: by our headers, else by what the body says."""
    named = headers.read(row.helicone_headers)
    session = None
    if not is_span:
        user = dialect.user(request) if dialect else request.get("user")
        session, row.user_id = sessions.recognise(request, row.request_headers, user)
    if named.session_id:
        session = sessions.SessionId(named.session_id, "header")
    if session is not None:
        row.session_id, row.session_source = session
    row.user_id = named.user_id or row.user_id
    row.session_name = named.session_name
    row.session_path = named.session_path
    row.prompt_id = named.prompt_id
    row.properties = named.properties
    row.model_override = named.model_override
    trace = tracing.read(row.request_headers)
    if trace.trace_id is not None:  # else what a span of the call has said stays
        row.trace_id, row.parent_span_id = trace


def _priced(row: ExchangeRow, request: Json, response: Json) -> Priced:
    names = (row.model_override,) if row.model_override else (row.model_answered, row.model_asked)
    return Priced(
        [name for name in names if name],
        row.provider or "",
        row.started_at_us,
        text(response, "service_tier"),
        stated_cost.billed_tools(response) if "output" in response else (),
        len(text(request, "input")) if row.dialect == "openai_audio" else 0,
        stated_cost.stated_usd(response, row.response_headers),
    )


def _is_stream(facts: ExchangeRow, request: Json, parsed: ParsedResponse) -> bool:
    """Whether the answer is a stream; before an answer has begun, whether the request wants one."""
    if facts.outcome is None and not facts.response_headers:
        return request.get("stream") is True
    return parsed.is_stream


def _first_token_ms(facts: ExchangeRow, bodies: Bodies, parsed: ParsedResponse) -> float | None:
    if parsed.first_token_end is None or bodies.response is None or facts.status == 101:
        return None
    encoding = facts.response_headers.get("content-encoding", "")
    return timing.arrival_ms(parsed.first_token_end, facts.chunks, bodies.response, encoding)


def _request_hash(facts: ExchangeRow, body: bytes | None) -> str | None:
    if facts.request_omitted or facts.request_truncated or facts.request_size_bytes is None:
        return None
    body = body or b""
    if len(body) != facts.request_size_bytes:
        return None
    return inputs.body(body, facts.request_headers.get("content-type", ""))
