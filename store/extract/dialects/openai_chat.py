"""Chat completions: `POST …/chat/completions`, spoken by OpenAI and most others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from store.extract import previews
from store.extract import usage as counts
from store.extract.dialects import choices
from store.extract.dialects.dialect import JoinedStream
from store.extract.parsing import Json, mapping, mappings, sequence, text
from store.models import Usage

NAME = "openai_chat"
FINAL: frozenset[str] = frozenset()
finish_reason = choices.finish_reason

# Only where a delta begins (perhaps after its role): the same key elsewhere in an event is not a delta.
DELTA = re.compile(
    rb'"delta"\s*:\s*\{\s*(?:"role"\s*:\s*"[a-z]*"\s*,\s*)?'
    rb'(?:"tool_calls"\s*:\s*\[\s*\{\s*"index"\s*:\s*\d+\s*,\s*(?:"type"\s*:\s*"function"\s*,\s*)?'
    rb'"function"\s*:\s*\{\s*"arguments"|"(?:content|reasoning_content|reasoning|refusal)")'
    rb'\s*:\s*"((?:[^"\\\n]|\\.)*)"'
)

_TEXTS = ("content", "reasoning_content", "reasoning", "refusal")
_LISTS = ("annotations", "images", "reasoning_details", "citations")
_TOTALS = ("usage", "x_groq", "error")  # the last value counts; of all other keys the first


def prompt(request: Json) -> str:
    return previews.last_user(sequence(request, "messages"))


def inputs(request: Json) -> Any:
    return request.get("messages")


def user(request: Json) -> Any:
    return request.get("user")


def has_output(event: Json) -> bool:
    for choice in mappings(event, "choices"):
        delta = mapping(choice, "delta")
        if any(delta.get(key) for key in (*_TEXTS, "tool_calls", "function_call", "audio")):
            return True
    return False


def answer(response: Json) -> str:
    for choice in mappings(response, "choices"):
        message = mapping(choice, "message")
        shown = previews.flat(message.get("content")) or " ".join(_calls(message))
        shown = shown or text(message, "refusal") or text(mapping(message, "audio"), "transcript")
        if shown:
            return shown
    return ""


def usage(response: Json) -> Usage:
    # Groq's streams carry it in an object of their own.
    return counts.openai(mapping(response, "usage") or mapping(mapping(response, "x_groq"), "usage"))


def join(events: Sequence[Json]) -> JoinedStream:
    whole: Json = {}
    by_index: dict[int, _Choice] = {}
    for event in events:
        for key, value in event.items():
            # Azure opens with an event whose id and model are empty.
            if not whole.get(key) or (key in _TOTALS and value):
                whole[key] = value
        for position, piece in enumerate(mappings(event, "choices")):
            index = choices.index_of(piece, position)
            if index not in by_index:
                by_index[index] = _Choice(index)
            by_index[index].add(piece)
    whole.pop("obfuscation", None)
    if "choices" in whole:
        whole["object"] = "chat.completion"
        whole["choices"] = [by_index[index].whole() for index in sorted(by_index)]
    return JoinedStream(whole or None, False)


class _Choice:
    """One choice of the answer, put together piece by piece."""

    def __init__(self, index: int) -> None:
        self._choice: Json = {"index": index, "message": {}, "logprobs": None, "finish_reason": None}
        self._message: Json = {"role": "assistant", "content": None}
        self._texts: dict[str, list[str]] = {}  # pieces: adding to a long string would copy it each time
        self._lists: dict[str, list[Any]] = {}
        self._logprobs: dict[str, list[Any]] = {}
        self._calls: dict[int, _Call] = {}
        self._function = _Call()
        self._audio = _Audio()

    def add(self, piece: Json) -> None:
        for key, value in piece.items():
            if key == "logprobs":
                self._add_logprobs(mapping(piece, key))
            elif key == "delta":
                self._add_delta(mapping(piece, key))
            elif key != "index" and value is not None:
                self._choice[key] = value

    def _add_delta(self, delta: Json) -> None:
        for key, value in delta.items():
            if isinstance(value, str) and key in _TEXTS:
                self._texts.setdefault(key, []).append(value)
            elif isinstance(value, list) and key in _LISTS:
                self._lists.setdefault(key, []).extend(value)
            elif key == "tool_calls":
                self._add_calls(mappings(delta, key))
            elif key == "function_call":
                self._function.add(mapping(delta, key))
            elif key == "audio":
                self._audio.add(mapping(delta, key))
            elif value or key not in self._message:
                self._message[key] = value

    def _add_calls(self, pieces: list[Json]) -> None:
        for piece in pieces:
            # Without an index each piece is a separate call.
            index = choices.index_of(piece, len(self._calls))
            if index not in self._calls:
                self._calls[index] = _Call()
            self._calls[index].add_tool(piece)

    def _add_logprobs(self, logprobs: Json) -> None:
        for key, tokens in logprobs.items():
            if isinstance(tokens, list):
                self._logprobs.setdefault(key, []).extend(tokens)

    def whole(self) -> Json:
        message = self._message
        message.update({key: "".join(pieces) for key, pieces in self._texts.items()})
        message.update(self._lists)
        if self._calls:
            message["tool_calls"] = [self._calls[index].tool() for index in sorted(self._calls)]
        if self._function.begun:
            message["function_call"] = self._function.function()
        if self._audio.begun:
            message["audio"] = self._audio.whole()
        if not message["content"] and any(
            message.get(key) for key in ("tool_calls", "function_call", "audio", "refusal")
        ):
            message["content"] = None  # a stream opens with ""; an answer that is not streamed has null
        if self._logprobs:
            self._choice["logprobs"] = {"content": None, "refusal": None} | self._logprobs
        self._choice["message"] = message
        return self._choice


class _Call:
    """One call of a tool or a function. Its name comes once or in each piece, its arguments in fragments."""

    def __init__(self) -> None:
        self.begun = False
        self._tool: Json = {}
        self._function: Json = {}
        self._arguments: list[str] = []

    def add_tool(self, piece: Json) -> None:
        for key, value in piece.items():
            # A custom tool's free-form input comes in fragments of `custom.input`.
            if key in ("function", "custom"):
                self._tool.setdefault("type", key)
                self.add(mapping(piece, key))
            elif key != "index" and (value or key not in self._tool):
                self._tool[key] = value

    def add(self, function: Json) -> None:
        self.begun = True
        for key, value in function.items():
            if key in ("arguments", "input") and isinstance(value, str):
                self._function[key] = ""
                self._arguments.append(value)
            elif value or key not in self._function:
                self._function[key] = value

    def function(self) -> Json:
        key = "input" if "input" in self._function else "arguments"
        return self._function | {key: "".join(self._arguments)}

    def tool(self) -> Json:
        kind = "custom" if self._tool.get("type") == "custom" else "function"
        return {"id": None, "type": kind} | self._tool | {kind: self.function()}


class _Audio:
    """A spoken answer, put together piece by piece."""

    def __init__(self) -> None:
        self.begun = False
        self._rest: Json = {}
        self._pieces: dict[str, list[str]] = {"data": [], "transcript": []}

    def add(self, audio: Json) -> None:
        self.begun = True
        for key, value in audio.items():
            if key in self._pieces and isinstance(value, str):
                self._pieces[key].append(value)
            else:
                self._rest[key] = value

    def whole(self) -> Json:
        return self._rest | {key: "".join(pieces) for key, pieces in self._pieces.items()}


def _calls(message: Json) -> list[str]:
    calls = [previews.tool(part) for part in mappings(message, "tool_calls")]
    function = mapping(message, "function_call")
    return [*calls, previews.call(text(function, "name"), function.get("arguments"))] if function else calls
