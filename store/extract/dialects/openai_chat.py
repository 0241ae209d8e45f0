"""Chat completions: `POST …/chat/completions`, spoken by OpenAI and most others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from store.extract import messages, previews
from store.extract.bodies.parsing import Json, mapping, mappings, sequence, text
from store.extract.dialects import choices
from store.extract.dialects.dialect import Dialect, JoinedStream, Parts, check_parts
from store.extract.tokens import merge

# Straight after the delta begins (perhaps with its role), so that no other text of that name is taken for a delta.
_DELTA = re.compile(
    rb'"delta"\s*:\s*\{\s*(?:"role"\s*:\s*"[a-z]*"\s*,\s*)?'
    rb'(?:"tool_calls"\s*:\s*\[\s*\{\s*"index"\s*:\s*\d+\s*,\s*(?:"type"\s*:\s*"function"\s*,\s*)?'
    rb'"function"\s*:\s*\{\s*"arguments"|"(?:content|reasoning_content|reasoning|refusal)")'
    rb'\s*:\s*"((?:[^"\\\n]++|\\.)*+)"'
)

_TEXTS = ("content", "reasoning_content", "reasoning", "refusal")
_LISTS = ("annotations", "images", "reasoning_details", "citations")
_TOTALS = ("usage", "x_groq", "error")  # the last value counts; of all other keys the first


def prompt(request: Json) -> str:
    return previews.last_user(sequence(request, "messages"))


def inputs(request: Json) -> Any:
    return request.get("messages")


def last_user_message(request: Json) -> Any:
    return messages.last_user(request.get("messages"))


def has_output(event: Json) -> bool:
    for choice in mappings(event, "choices"):
        delta = mapping(choice, "delta")
        if any(delta.get(key) for key in (*_TEXTS, "tool_calls", "function_call", "audio")):
            return True
    return False


def answer(response: Json) -> str:
    for choice in mappings(response, "choices"):
        message = mapping(choice, "message")
        content = message.get("content")
        shown = content if isinstance(content, str) else previews.flat(content)
        shown = shown or " ".join(_calls(message))
        shown = shown or text(message, "refusal") or text(mapping(message, "audio"), "transcript")
        if shown:
            return shown
    return ""


def join(events: Sequence[Json]) -> JoinedStream:
    whole: Json = {}
    by_index = Parts(_Choice)
    for event in events:
        for key, value in event.items():
            known = whole.get(key)
            if key == "usage" and isinstance(known, dict) and isinstance(value, dict):
                merge(known, value)
            # Azure opens with an event whose id and model are empty.
            elif not known or (key in _TOTALS and value):
                whole[key] = value
        for position, piece in enumerate(mappings(event, "choices")):
            by_index[choices.index_of(piece, position)].add(piece)
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
        # Pieces: adding to a long string again and again would copy it each time.
        self._texts: dict[str, list[str]] = {}
        self._parts = _Parts()
        self._lists: dict[str, list[Any]] = {}
        self._logprobs: dict[str, list[Any]] = {}
        self._calls = _Calls()
        self._function = _Call()
        self._audio = _Audio()

    def add(self, piece: Json) -> None:
        for key, value in piece.items():
            if key == "logprobs":
                self._add_logprobs(mapping(piece, key))
            elif key == "delta":
                self._add_delta(mapping(piece, key))
            elif key != "index" and value is not None and (value != "" or key not in self._choice):
                self._choice[key] = value

    def _add_delta(self, delta: Json) -> None:
        for key, value in delta.items():
            if key == "content" and (isinstance(value, list) or self._parts):
                self._parts.add(value)
            elif isinstance(value, str) and key in _TEXTS:
                self._texts.setdefault(key, []).append(value)
            elif isinstance(value, list) and key in _LISTS:
                self._lists.setdefault(key, []).extend(value)
            elif key == "tool_calls":
                self._calls.add(mappings(delta, key))
            elif key == "function_call":
                self._function.add(mapping(delta, key))
            elif key == "audio":
                self._audio.add(mapping(delta, key))
            elif value or key not in self._message:
                self._message[key] = value

    def _add_logprobs(self, logprobs: Json) -> None:
        for key, tokens in logprobs.items():
            if isinstance(tokens, list):
                self._logprobs.setdefault(key, []).extend(tokens)

    def whole(self) -> Json:
        message = self._message
        message.update({key: "".join(pieces) for key, pieces in self._texts.items()})
        message.update(self._lists)
        if self._parts:
            message["content"] = self._parts.whole(message["content"])
        if self._calls:
            message["tool_calls"] = self._calls.whole()
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


class _Parts:
    """Content that comes as lists of parts (Mistral): neighbours of one type grow together."""

    def __init__(self) -> None:
        self._parts: list[Json] = []
        self._texts: list[str] = []  # further pieces of the last part, if it is text
        self._inner: _Parts | None = None  # the parts of the last part, if it is a list of them that has grown

    def __bool__(self) -> bool:
        return bool(self._parts)

    def add(self, value: Any) -> None:
        for part in (
            [{"type": "text", "text": value}] if isinstance(value, str) else sequence({"parts": value}, "parts")
        ):
            if isinstance(part, dict):
                self._add(part)

    def _add(self, part: Json) -> None:
        last = self._parts[-1] if self._parts else {}
        kind = text(part, "type")
        if kind and kind == last.get("type") and isinstance(part.get(kind), str | list) and kind in last:
            grown, more = last[kind], part[kind]
            if isinstance(grown, list) and isinstance(more, list):
                if self._inner is None:
                    self._inner = _Parts()
                    self._inner.add(grown)
                self._inner.add(more)
                return
            if isinstance(grown, str) and isinstance(more, str):
                self._texts.append(more)
                return
        self._finish_last()
        self._parts.append(dict(part))

    def _finish_last(self) -> None:
        if self._texts:
            last = self._parts[-1]
            last[last["type"]] += "".join(self._texts)
            self._texts = []
        elif self._inner is not None:
            last = self._parts[-1]
            last[last["type"]] = self._inner.whole(None)
            self._inner = None

    def whole(self, before: Any) -> list[Json]:
        """`before`: text that came before the first list."""
        self._finish_last()
        return [{"type": "text", "text": before}, *self._parts] if isinstance(before, str) and before else self._parts


class _Calls:
    """The calls of tools in one answer. A new id is a new call, also at an index that was used before; a fragment
    without index and id belongs to the last call."""

    def __init__(self) -> None:
        self._calls: list[_Call] = []
        self._at_index: dict[int, _Call] = {}

    def __bool__(self) -> bool:
        return bool(self._calls)

    def add(self, pieces: list[Json]) -> None:
        for piece in pieces:
            call_id = text(piece, "id")
            index = piece["index"] if type(piece.get("index")) is int else None
            if index is not None:
                call = self._at_index.get(index)
            else:
                call = self._calls[-1] if self._calls and not call_id else None
            if call is None or (call_id and call.id and call_id != call.id):
                call = _Call()
                check_parts(self._calls)
                self._calls.append(call)
            if index is not None:
                self._at_index[index] = call
            call.add_tool(piece)

    def whole(self) -> list[Json]:
        return [call.tool() for call in self._calls]


class _Call:
    """One call of a tool or a function. Its name comes once or in each piece, its arguments in fragments."""

    def __init__(self) -> None:
        self.begun = False
        self._tool: Json = {}
        self._function: Json = {}
        self._arguments: list[str] = []

    @property
    def id(self) -> str:
        return text(self._tool, "id")

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


DIALECT = Dialect(
    name="openai_chat",
    prompt=prompt,
    inputs=inputs,
    split=messages.split,
    last_user_message=last_user_message,
    answer=answer,
    finish_reason=choices.finish_reason,
    join=join,
    has_output=has_output,
    delta=_DELTA,
)
