"""A call → the judge's request, with the schema of its answer. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from evaluation.evaluators.definition import Judge, JudgeScore
from evaluation.evaluators.judge.template import fields_of, filled
from store.extract.bodies.parsing import Json

PATHS = {"openai": "/v1/chat/completions", "anthropic": "/v1/messages"}
TOOL = "give_scores"  # Anthropic's way to an answer by a schema
_CHARACTERS_PER_TOKEN = 3  # of English about 4; of other languages fewer
_KINDS = {"integer": "integer", "float": "number", "boolean": "boolean"}


class CannotJudge(Exception):
    """The call lacks what the prompt needs, or is too long; the message is the reason in one word."""


def prompt(judge: Judge, call: Mapping[str, Any]) -> str:
    """Raises CannotJudge."""
    names = fields_of(judge.template)
    values = {name: _value(name, call) for name in names}
    for name in ("answer", "question", "reference"):
        if name in values and not values[name].strip():
            raise CannotJudge("no_reference" if name == "reference" else "no_text")
    text = filled(judge.template, values)
    if judge.answer_format != "json_schema" and judge.api == "openai":
        text += (
            "\n\nAnswer with one JSON object that matches this JSON schema:\n" + orjson.dumps(schema(judge)).decode()
        )
    if len(text) + len(judge.system) > judge.max_input_characters:
        raise CannotJudge("too_long")
    return text


def body(judge: Judge, text: str) -> Json:
    """The judge's request."""
    messages = [{"role": "user", "content": text}]
    if judge.api == "anthropic":
        tool = {"name": TOOL, "description": "Give the scores.", "input_schema": schema(judge)}
        system = {"system": judge.system} if judge.system else {}
        chosen = {"tools": [tool], "tool_choice": {"type": "tool", "name": TOOL}}
        limit = {"max_tokens": judge.max_answer_tokens}
        return {"model": judge.model, "messages": messages} | system | chosen | limit | dict(judge.parameters)
    if judge.system:
        messages.insert(0, {"role": "system", "content": judge.system})
    limit = {} if "max_completion_tokens" in judge.parameters else {"max_tokens": judge.max_answer_tokens}
    return {"model": judge.model, "messages": messages} | _format(judge) | limit | dict(judge.parameters)


def schema(judge: Judge) -> Json:
    """Of the answer: for each score first the reasoning, then the score."""
    return _object({score.name: _of_score(score) for score in judge.scores})


def tokens_at_most(judge: Judge, text: str) -> tuple[int, int]:
    """About how many tokens the prompt has, and how many the answer may have."""
    characters = len(text) + len(judge.system) + len(orjson.dumps(schema(judge)))
    return characters // _CHARACTERS_PER_TOKEN + 50, answer_tokens(judge)


def answer_tokens(judge: Judge) -> int:
    given = judge.parameters.get("max_completion_tokens", judge.parameters.get("max_tokens"))
    return given if isinstance(given, int) and given > 0 else judge.max_answer_tokens


def _format(judge: Judge) -> Json:
    match judge.answer_format:
        case "json_schema":
            wanted = {"name": "scores", "strict": True, "schema": schema(judge)}
            return {"response_format": {"type": "json_schema", "json_schema": wanted}}
        case "json_object":
            return {"response_format": {"type": "json_object"}}
        case _:
            return {}


def _of_score(score: JudgeScore) -> Json:
    value: Json = {"type": _KINDS.get(score.kind, "string")}
    if score.minimum is not None and score.maximum is not None:
        whole = score.kind == "integer"
        value |= {
            "minimum": int(score.minimum) if whole else score.minimum,
            "maximum": int(score.maximum) if whole else score.maximum,
        }
    if score.labels:
        value["enum"] = list(score.labels)
    if score.description:
        value["description"] = score.description
    reasoning = {"type": "string", "description": "Why, in a few sentences, before the score."}
    return _object({"reasoning": reasoning, "score": value})


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _value(name: str, call: Mapping[str, Any]) -> str:
    if name.startswith("properties."):
        wanted = name.removeprefix("properties.").casefold()
        return next((value for own, value in call["properties"].items() if own.casefold() == wanted), "")
    value = call[name]
    match name:
        case "messages":
            return _conversation(call)
        case "properties" | "scores":
            return "\n".join(f"{own}: {_shown(each)}" for own, each in value.items())
        case "question" | "answer" if call["calls"]:
            return "\n\n".join(each[name] for each in call["calls"])
        case _:
            return value or ""


def _conversation(call: Mapping[str, Any]) -> str:
    """The messages that were sent; of a session, those of each call with its answer."""
    if call["calls"]:
        turns = [f"{_listed(each['messages'])}\n\n[answer]\n{each['answer']}" for each in call["calls"]]
        return "\n\n".join(f"--- Call {number} ---\n{turn}" for number, turn in enumerate(turns, 1))
    return _listed(call["messages"])


def _listed(messages: list[dict[str, str]]) -> str:
    return "\n\n".join(f"[{message['role']}]\n{message['text']}" for message in messages)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
