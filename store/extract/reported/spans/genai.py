"""OpenTelemetry's conventions for generative AI.

to 1.36        `gen_ai.system`; messages are events (`gen_ai.user.message`, `gen_ai.choice`), of the span or of the Logs
               API; before that one event each for prompt and completion; pydantic-ai wrote the list of events into an
               attribute
1.37 to 1.41   `gen_ai.provider.name`; messages are JSON in attributes, made of parts
0.1.0          the same in a repository of its own; `cache_write` for `cache_creation`, counts by modality
"""

from __future__ import annotations

from typing import Any

from store.extract.bodies.parsing import Json, mapping, mappings, sequence, text
from store.extract.reported.spans.attributes import json_value, number, word, words
from store.extract.reported.spans.conversation import NOTHING, Conversation, as_text, choice, tool_call

_ROLES = {  # of the event's name
    "gen_ai.system.message": "system",
    "gen_ai.user.message": "user",
    "gen_ai.assistant.message": "assistant",
    "gen_ai.tool.message": "tool",
}
_DETAILS = ("gen_ai.client.inference.operation.details", "gen_ai.client.operation.details")
MESSAGES = frozenset((*_ROLES, "gen_ai.choice", *_DETAILS))  # events that hold messages
_PARAMETERS = {  # attribute → member of a chat completion's request
    "gen_ai.request.temperature": "temperature",
    "gen_ai.request.max_tokens": "max_tokens",
    "gen_ai.request.top_p": "top_p",
    "gen_ai.request.top_k": "top_k",
    "gen_ai.request.frequency_penalty": "frequency_penalty",
    "gen_ai.request.presence_penalty": "presence_penalty",
    "gen_ai.request.stop_sequences": "stop",
    "gen_ai.request.seed": "seed",
    "gen_ai.request.choice.count": "n",
    "gen_ai.request.reasoning.level": "reasoning_effort",
    "gen_ai.request.encoding_formats": "encoding_format",
}
_CACHE_READ = (
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.input_cached_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.details.cache_read_tokens",
)
_CACHE_WRITTEN = (
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.details.cache_write_tokens",
)
_REASONING = (
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.output_tokens.reasoning",
    "gen_ai.usage.details.reasoning_tokens",
)


def parameters(attributes: Json) -> Json:
    return {ours: attributes[name] for name, ours in _PARAMETERS.items() if attributes.get(name) is not None}


def conversation(attributes: Json, events: list[Json]) -> Conversation:
    """By the newest convention that the span follows."""
    found = _of_attributes(attributes)
    for event in events:
        if found:
            break
        if event.get("name") in _DETAILS:
            found = _of_attributes(_said(event))
    return found or _of_events(attributes, events)


def usage(attributes: Json) -> Json:
    """A usage object as OpenAI writes it; {} when the span counts no tokens."""
    prompt = number(attributes, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
    completion = number(attributes, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")
    return usage_object(
        prompt,
        completion,
        number(attributes, "gen_ai.usage.total_tokens", "llm.usage.total_tokens"),
        {
            "cached_tokens": number(attributes, *_CACHE_READ),
            "cache_write_tokens": number(attributes, *_CACHE_WRITTEN),
            "audio_tokens": number(attributes, "gen_ai.usage.audio.input_tokens"),
            "image_tokens": number(attributes, "gen_ai.usage.image.input_tokens"),
        },
        {
            "reasoning_tokens": number(attributes, *_REASONING),
            "audio_tokens": number(attributes, "gen_ai.usage.audio.output_tokens"),
            "image_tokens": number(attributes, "gen_ai.usage.image.output_tokens"),
        },
    )


def usage_object(
    prompt: int | None, completion: int | None, total: int | None, read: dict[str, int | None], written: dict[str, Any]
) -> Json:
    """Where the cached tokens are more than all, the count is one of those that leave them out, as Anthropic's is."""
    cached = (read["cached_tokens"] or 0) + (read["cache_write_tokens"] or 0)
    if prompt is not None and cached > prompt:
        prompt += cached
        total = None
    counts: Json = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": total}
    counts["prompt_tokens_details"] = {name: count for name, count in read.items() if count}
    counts["completion_tokens_details"] = {name: count for name, count in written.items() if count}
    return {name: count for name, count in counts.items() if count is not None and count != {}}


def _of_attributes(attributes: Json) -> Conversation:
    sent = json_value(attributes.get("gen_ai.input.messages"))
    answered = json_value(attributes.get("gen_ai.output.messages"))
    if not isinstance(sent, list | str) and not isinstance(answered, list | str):
        return NOTHING
    messages = []
    system = json_value(attributes.get("gen_ai.system_instructions"))
    if system:
        messages += _messages({"role": "system", "parts": system if isinstance(system, list) else [system]})
    for message in _each(sent, "user"):
        messages += _messages(message)
    reasons = words(attributes, "gen_ai.response.finish_reasons")
    choices = []
    for index, message in enumerate(_each(answered, "assistant")):
        reason = text(message, "finish_reason") or (reasons[index] if index < len(reasons) else "")
        choices += [choice(each, reason) for each in _messages(message)[:1]]
    return Conversation(messages, choices, _tools(attributes))


def _each(value: Any, role: str) -> list[Json]:
    if isinstance(value, str) and value:
        return [{"role": role, "content": value}]
    return [message for message in value if isinstance(message, dict)] if isinstance(value, list) else []


def _tools(attributes: Json) -> Any:
    definitions = json_value(attributes.get("gen_ai.tool.definitions"))
    return definitions if isinstance(definitions, list) else None


def _messages(message: Json) -> list[Json]:
    """A message made of parts; results of tools are messages of their own. Some write OpenAI's own form instead."""
    parts = message.get("parts")
    if not isinstance(parts, list):
        return [{name: value for name, value in message.items() if name != "finish_reason"}]
    own: Json = {"role": message.get("role")}
    if name := text(message, "name"):
        own["name"] = name
    content: list[Json] = []
    calls: list[Json] = []
    results: list[Json] = []
    for part in parts:
        if isinstance(part, str):
            content.append({"type": "text", "text": part})
        elif isinstance(part, dict):
            _add_part(part, own, content, calls, results)
    if calls:
        own["tool_calls"] = calls
    if all(part.get("type") == "text" for part in content):
        own["content"] = "\n".join(text(part, "text") for part in content) or None
    else:
        own["content"] = content
    return [*results, own] if content or calls or not results else results


def _add_part(part: Json, own: Json, content: list[Json], calls: list[Json], results: list[Json]) -> None:
    kind = text(part, "type")
    if kind in ("text", ""):
        content.append({"type": "text", "text": text(part, "content") or text(part, "text")})
    elif kind == "tool_call":
        calls.append(tool_call(part.get("id"), part.get("name"), part.get("arguments")))
    elif kind == "tool_call_response":
        answer = part.get("response", part.get("result", part.get("content")))
        results.append({"role": "tool", "tool_call_id": part.get("id"), "content": as_text(answer)})
    elif kind in ("reasoning", "thinking"):
        own["reasoning_content"] = text(part, "content")
    else:
        content.append(part)


def _of_events(attributes: Json, events: list[Json]) -> Conversation:
    """`gen_ai.user.message` and the like, as span events, log records or a list in the attribute `events`."""
    told = [(text(event, "name"), _said(event)) for event in events]
    listed = json_value(attributes.get("events"))
    if isinstance(listed, list):
        told += [(text(event, "event.name"), event) for event in listed if isinstance(event, dict)]
    messages: list[Json] = []
    choices: list[Json] = []
    indices: list[int] = []
    for name, said in told:
        if name in _ROLES:
            messages.append(_told(said, _ROLES[name]))
        elif name == "gen_ai.choice":
            message = json_value(said.get("message"))
            inner = message if isinstance(message, dict) else {**said, "content": said.get("content", message)}
            choices.append(choice(_told(inner, "assistant"), text(said, "finish_reason")))
            index = number(said, "index")
            indices.append(len(indices) if index is None else index)
        elif name == "gen_ai.content.prompt":
            messages += _each(json_value(said.get("gen_ai.prompt")), "user")
        elif name == "gen_ai.content.completion":
            answers = _each(json_value(said.get("gen_ai.completion")), "assistant")
            choices += [choice(answer, text(answer, "finish_reason")) for answer in answers]
    if indices and len(indices) == len(choices):
        choices = [choices[place] for place in sorted(range(len(choices)), key=indices.__getitem__)]
    if not any(message.get("content") or "parts" in message for message in messages):
        messages = []  # their content was not captured: all such calls would seem to have one input
    reasons = words(attributes, "gen_ai.response.finish_reasons")
    for each, reason in zip(choices, reasons, strict=False):
        each["finish_reason"] = each["finish_reason"] or reason
    return Conversation(messages, choices, _tools(attributes))


def _said(event: Json) -> Json:
    """What an event says: its attributes, and of a log record its body."""
    body = event.get("body")
    if isinstance(body, str) and body:
        body = {"content": body}
    return mapping(event, "attributes") | (body if isinstance(body, dict) else {})


def _told(said: Json, role: str) -> Json:
    message: Json = {"role": word(said, "role") or role}
    content = said.get("content")
    parts = json_value(content)
    if isinstance(parts, list) and parts and all(isinstance(part, dict) and "type" in part for part in parts):
        content = parts  # else a text stays as it was written, also where it is JSON
    message["content"] = content if isinstance(content, str | list) or content is None else as_text(content)
    calls = json_value(said.get("tool_calls"))
    if isinstance(calls, list):
        found = mappings({"calls": calls}, "calls")
        message["tool_calls"] = [_call(call) for call in found]
    if role == "tool" and (call_id := word(said, "id", "tool_call_id")):
        message["tool_call_id"] = call_id
    return message


def _call(call: Json) -> Json:
    function = mapping(call, "function") or call
    return tool_call(call.get("id"), function.get("name"), function.get("arguments"))


def embedding_inputs(attributes: Json) -> list[Any]:
    """What an embedding was asked for, where it says so."""
    value = json_value(attributes.get("gen_ai.embeddings.input", attributes.get("gen_ai.input.text")))
    if isinstance(value, str):
        return [value]
    return list(sequence({"value": value}, "value"))
