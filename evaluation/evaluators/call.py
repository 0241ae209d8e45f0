"""A logged request or session as an evaluator sees it: a JSON object. Pure.

request_id, created_at, model, provider, upstream, dialect, path, status, outcome, finish_reason,
latency_ms, time_to_first_token_ms, prompt_tokens, completion_tokens, cost_usd,
user_id, session_id, session_name, session_path, prompt_id,
properties    name → value
scores        name → newest value: a number, true, false or a label
reference     the reference answer; null: none
messages      [{"role", "text"}], as they were sent
question      the text of the user's last message
answer        the answer as text: what was said, else the tool calls, else the refusal
answer_text   … only what was said or refused; "" if the answer is a tool call
refused       whether the provider marks the answer as a refusal
tool_calls    [{"name", "arguments"}] of the answer
request, response   both bodies, streams put together; null: omitted
calls         of a session: the calls in their order, each an object like this one; else null
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from store.extract.bodies.parsing import Json, mapping, mappings, text
from store.extract.bodies.readable import Readable, assemble
from store.models import Bodies, ExchangeRow, Request, Score

_MEDIA = {"image": "[image]", "audio": "[audio]", "video": "[video]", "file": "[file]", "document": "[file]"}
_REFUSED = frozenset({"refusal", "content_filter", "SAFETY", "PROHIBITED_CONTENT", "guardrail_intervened"})
_NAMED_TOOLS = frozenset({"tool_use", "function_call", "custom_tool_call", "mcp_call", "server_tool_use"})


class CannotRead(Exception):
    """The call cannot be shown whole; the message is the reason in one word."""


def call_of(request: Request, bodies: Bodies | None, reference: str = "Reference") -> Json:
    """`reference`: the property, or else the score of labels, that has the reference answer. Raises CannotRead."""
    last = request.last
    if last.request_truncated or last.response_truncated:
        raise CannotRead("body_cut")
    if bodies is None:
        raise CannotRead("no_body")
    if last.extract_error is not None:
        raise CannotRead("not_readable")
    readable = assemble(last, bodies)
    asked = readable.request if isinstance(readable.request, dict) else {}
    answered = _answered(readable)
    dialect = readable.dialect
    answer = dialect.answer(answered) if dialect else ""
    calls = tool_calls(answered)
    is_call = bool(calls) and answer.startswith(f"{calls[0]['name']}(")
    scores = _scores(request.scores)
    return _facts(request) | {
        "properties": last.properties,
        "scores": scores,
        "reference": _reference(last.properties, scores, reference),
        "messages": messages_of(asked),
        "question": dialect.prompt(asked) if dialect else "",
        "answer": answer,
        "answer_text": "" if is_call else answer,
        "refused": _is_refused(last, answered),
        "tool_calls": calls,
        "request": readable.request,
        "response": readable.response,
        "calls": None,
    }


def session_of(session_id: str, calls: Sequence[Json]) -> Json:
    """`calls`: in their order, at least one. What only one call has is the last one's; amounts are sums."""
    last = calls[-1]
    amounts = ("prompt_tokens", "completion_tokens", "cost_usd", "latency_ms")
    return last | {name: _sum([call[name] for call in calls]) for name in amounts} | {
        "session_id": session_id,
        "created_at": calls[0]["created_at"],
        "properties": {name: value for call in calls for name, value in call["properties"].items()},
        "reference": next((call["reference"] for call in reversed(calls) if call["reference"]), None),
        "tool_calls": [each for call in calls for each in call["tool_calls"]],
        "refused": any(call["refused"] for call in calls),
        "calls": list(calls),
    }  # fmt: skip


def messages_of(request: Json) -> list[dict[str, str]]:
    """Every message with its text, whole; media are named in brackets. In any dialect."""
    messages = []
    for key in ("system", "systemInstruction", "system_instruction", "instructions", "preamble"):
        if shown := flat(request.get(key)):
            messages.append({"role": "system", "text": shown})
    for key in ("messages", "input", "contents", "prompt", "chat_history", "message"):
        value = request.get(key)
        if isinstance(value, str):
            messages.append({"role": "user", "text": value})
        elif isinstance(value, list):
            messages += [{"role": _role(each), "text": flat(each)} for each in value]
    return messages


def flat(value: Any) -> str:
    """The text of a message, of its parts, or of a part, without a limit."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(filter(None, map(flat, value)))
    if not isinstance(value, dict):
        return ""
    kind = text(value, "type")
    for media, shown in _MEDIA.items():
        if media in kind and "text" not in value:
            return shown
    said = [flat(value[key]) for key in ("text", "content", "parts", "output", "refusal") if key in value]
    said += [f"[calls {each['name']}({each['arguments']})]" for each in tool_calls(value)]
    if response := mapping(value, "functionResponse") or mapping(value, "toolResult"):
        said.append(orjson.dumps(response).decode())
    return "\n".join(filter(None, said))


def tool_calls(value: Any) -> list[dict[str, str]]:
    """The tool calls in an answer or message of any dialect."""
    calls: list[dict[str, str]] = []
    for each in _objects(value):
        if text(each, "type") in _NAMED_TOOLS and text(each, "name"):
            arguments = next((each[key] for key in ("input", "arguments") if key in each), None)
            calls.append({"name": text(each, "name"), "arguments": _as_text(arguments)})
        for key in ("function", "custom", "functionCall", "toolUse", "function_call"):
            inner = mapping(each, key)
            if text(inner, "name"):
                arguments = next((inner[name] for name in ("arguments", "args", "input") if name in inner), None)
                calls.append({"name": text(inner, "name"), "arguments": _as_text(arguments)})
    return calls


def _objects(value: Any) -> Iterable[Json]:
    """The objects in which dialects have tool calls: those of an answer and of its messages, in their order."""
    if not isinstance(value, dict):
        return
    yield value
    for key in ("choices", "candidates", "content", "output", "parts", "tool_calls"):
        for each in mappings(value, key):
            yield from _objects(each)
    for key in ("message", "content", "output"):
        yield from _objects(mapping(value, key) or None)


def _as_text(arguments: Any) -> str:
    if arguments is None:
        return ""
    return arguments if isinstance(arguments, str) else orjson.dumps(arguments).decode()


def _facts(request: Request) -> Json:
    last, totals = request.last, request.totals
    return {
        "request_id": request.request_id,
        "created_at": datetime.fromtimestamp(last.started_at_us / 1e6, UTC).isoformat(timespec="milliseconds"),
        "model": last.model,
        "provider": last.provider,
        "upstream": last.upstream,
        "dialect": last.dialect,
        "path": last.path,
        "status": last.status,
        "outcome": last.outcome,
        "finish_reason": last.finish_reason,
        "latency_ms": last.latency_ms,
        "time_to_first_token_ms": last.time_to_first_token_ms,
        "prompt_tokens": totals.usage.prompt_tokens,
        "completion_tokens": totals.usage.completion_tokens,
        "cost_usd": totals.cost_usd,
        "user_id": last.user_id,
        "session_id": last.session_id,
        "session_name": last.session_name,
        "session_path": last.session_path,
        "prompt_id": last.prompt_id,
    }


def _answered(readable: Readable) -> Json:
    value = readable.response
    if isinstance(value, list) and value:  # Google's errors, and Gemini's streams read as a whole
        value = value[0]
    return value if isinstance(value, dict) else {}


def _is_refused(last: ExchangeRow, answered: Json) -> bool:
    if last.finish_reason in _REFUSED:
        return True
    return any(text(each, "refusal") for each in _objects(answered))


def _role(message: Any) -> str:
    return (text(message, "role") or text(message, "type") or "user") if isinstance(message, dict) else "user"


def _scores(scores: Iterable[Score]) -> dict[str, Any]:
    """Name → the newest value."""
    values: dict[str, Any] = {}
    for score in scores:
        sent = score.sent
        values[sent.name] = sent.label if sent.value is None else _typed(sent.kind, sent.value)
    return values


def _typed(kind: str, value: float) -> Any:
    return bool(value) if kind == "boolean" else int(value) if kind == "integer" else value


def _reference(properties: Mapping[str, str], scores: Mapping[str, Any], name: str) -> str | None:
    for own, value in properties.items():
        if own.casefold() == name.casefold():
            return value
    label = scores.get(name)
    return label if isinstance(label, str) else None


def _sum(numbers: Sequence[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
