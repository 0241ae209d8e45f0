"""OpenLLMetry's conventions (Traceloop): `gen_ai.prompt.0.content`, later versions write OpenTelemetry's."""

from __future__ import annotations

from store.extract.bodies.parsing import Json, text
from store.extract.reported.spans.attributes import below, items, json_value
from store.extract.reported.spans.conversation import NOTHING, Conversation, choice, tool_call

ASSOCIATION = "traceloop.association.properties."


def conversation(attributes: Json) -> Conversation:
    sent = items(below(attributes, "gen_ai.prompt"))
    answered = items(below(attributes, "gen_ai.completion"))
    if not sent and not answered:
        return NOTHING
    tools = [
        {
            "type": "function",
            "function": {
                "name": text(tool, "name"),
                "description": text(tool, "description"),
                "parameters": json_value(tool.get("parameters")),
            },
        }
        for tool in items(below(attributes, "llm.request.functions"))
    ]
    return Conversation(
        [_message(message, "user") for message in sent],
        [choice(_message(message, "assistant"), text(message, "finish_reason")) for message in answered],
        tools or None,
    )


def _message(message: Json, role: str) -> Json:
    content = json_value(message.get("content"))
    shown: Json = {"role": text(message, "role") or role}
    shown["content"] = content if isinstance(content, list) else message.get("content")
    calls = items(message.get("tool_calls"))
    if calls:
        shown["tool_calls"] = [tool_call(call.get("id"), call.get("name"), call.get("arguments")) for call in calls]
    if call_id := text(message, "tool_call_id"):
        shown["tool_call_id"] = call_id
    return shown
