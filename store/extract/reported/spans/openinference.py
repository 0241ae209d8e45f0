"""OpenInference's conventions (Arize Phoenix): each member of a message is an attribute of its own."""

from __future__ import annotations

from typing import Any

from store.extract.bodies.parsing import Json, mapping, text
from store.extract.reported.spans.attributes import below, items, json_value, number, word
from store.extract.reported.spans.conversation import NOTHING, Conversation, choice, tool_call
from store.extract.reported.spans.genai import usage_object


def conversation(attributes: Json) -> Conversation:
    sent = items(below(attributes, "llm.input_messages"))
    answered = items(below(attributes, "llm.output_messages"))
    if not sent and not answered:
        return NOTHING
    tools = [json_value(mapping(tool, "tool").get("json_schema")) for tool in items(below(attributes, "llm.tools"))]
    reason = word(attributes, "llm.finish_reason")
    return Conversation(
        [_message(mapping(each, "message")) for each in sent],
        [choice(_message(mapping(each, "message")), reason) for each in answered],
        [tool for tool in tools if isinstance(tool, dict)] or None,
    )


def parameters(attributes: Json) -> Json:
    value = json_value(attributes.get("llm.invocation_parameters"))
    return value if isinstance(value, dict) else {}


def usage(attributes: Json) -> Json:
    def count(name: str) -> int | None:
        return number(attributes, f"llm.token_count.{name}")

    return usage_object(
        count("prompt"),
        count("completion"),
        count("total"),
        {
            "cached_tokens": count("prompt_details.cache_read"),
            "cache_write_tokens": count("prompt_details.cache_write"),
            "audio_tokens": count("prompt_details.audio"),
            "image_tokens": count("prompt_details.image"),
        },
        {
            "reasoning_tokens": count("completion_details.reasoning"),
            "audio_tokens": count("completion_details.audio"),
        },
    )


def embedding_inputs(attributes: Json) -> list[Any]:
    embeddings = items(below(attributes, "embedding.embeddings"))
    return [found for each in embeddings if (found := text(mapping(each, "embedding"), "text"))]


def raw(attributes: Json, side: str) -> Any:
    """`input.value` or `output.value`: what the instrumented function took or gave, JSON or text."""
    return json_value(attributes.get(f"{side}.value"))


def _message(message: Json) -> Json:
    shown: Json = {"role": text(message, "role") or None}
    parts = [_part(mapping(each, "message_content")) for each in items(message.get("contents"))]
    shown["content"] = parts or message.get("content")
    calls = [mapping(each, "tool_call") for each in items(message.get("tool_calls"))]
    if calls:
        shown["tool_calls"] = [_call(call) for call in calls]
    for name in ("tool_call_id", "name"):
        if value := text(message, name):
            shown[name] = value
    return shown


def _part(part: Json) -> Json:
    if text(part, "type") == "image":
        return {"type": "image_url", "image_url": {"url": text(mapping(mapping(part, "image"), "image"), "url")}}
    return {"type": "text", "text": text(part, "text")}


def _call(call: Json) -> Json:
    function = mapping(call, "function")
    return tool_call(call.get("id"), function.get("name"), function.get("arguments"))
