"""Gemini's own API: `POST …/models/name:generateContent` and `:streamGenerateContent`, at Google and at Vertex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract import messages, previews
from store.extract.bodies.parsing import Json, mapping, mappings, text
from store.extract.dialects.dialect import Dialect, JoinedStream, Parts

_MEDIA = {"image": "[image]", "audio": "[audio]", "video": "[video]"}


def prompt(request: Json) -> str:
    contents = mappings(request, "contents")
    asked = next((content for content in reversed(contents) if text(content, "role") in ("user", "")), None)
    return _text(mappings(asked or (contents[-1] if contents else {}), "parts"))


def inputs(request: Json) -> Any:
    contents = request.get("contents")
    system = request.get("systemInstruction") or request.get("system_instruction")
    return None if contents is None else {"system": system, "contents": contents}


def split(inputs: Any) -> messages.Split:
    return messages.split_inputs(inputs, "contents")


def last_user_message(request: Json) -> Any:
    return messages.last_user(request.get("contents"), "parts", ("user", ""))


def answer(response: Json) -> str:
    for candidate in mappings(response, "candidates"):
        parts = [part for part in mappings(mapping(candidate, "content"), "parts") if part.get("thought") is not True]
        said = _text(parts) or " ".join(_calls(parts))
        if said:
            return said
    blocked = text(mapping(response, "promptFeedback"), "blockReason")
    return f"[blocked: {blocked}]" if blocked else ""


def finish_reason(response: Json) -> str:
    reasons = (text(candidate, "finishReason") for candidate in mappings(response, "candidates"))
    return next(filter(None, reasons), text(mapping(response, "promptFeedback"), "blockReason"))


def join(events: Sequence[Json]) -> JoinedStream:
    whole: Json = {}
    candidates = Parts(lambda _: _Candidate())
    for event in events:
        whole.update({key: value for key, value in event.items() if value})
        for position, piece in enumerate(mappings(event, "candidates")):
            index = piece["index"] if type(piece.get("index")) is int else position
            candidates[index].add(piece)
    if candidates:
        whole["candidates"] = [candidates[index].whole() for index in sorted(candidates)]
    return JoinedStream(whole or None, bool(finish_reason(whole)))


class _Candidate:
    """One of the answers, growing."""

    def __init__(self) -> None:
        self._fields: Json = {}
        self._role = "model"
        self._parts: list[Json] = []
        self._texts: list[str] = []  # pieces of the last part: adding to a long string again and again copies it

    def add(self, piece: Json) -> None:
        self._fields.update({key: value for key, value in piece.items() if key != "content" and value is not None})
        content = mapping(piece, "content")
        self._role = text(content, "role") or self._role
        for part in mappings(content, "parts"):
            last = self._parts[-1] if self._parts else {}
            if "text" in part and "text" in last and part.get("thought") == last.get("thought"):
                self._texts.append(text(part, "text"))
                last.update({key: value for key, value in part.items() if key != "text"})
            else:
                self._flush()
                self._parts.append(dict(part))
                self._texts = [text(part, "text")] if "text" in part else []

    def _flush(self) -> None:
        if self._parts and "text" in self._parts[-1]:
            self._parts[-1]["text"] = "".join(self._texts)

    def whole(self) -> Json:
        self._flush()
        return {"content": {"role": self._role, "parts": self._parts}} | self._fields


def has_output(event: Json) -> bool:
    return any(
        part.get("text") or "functionCall" in part or "inlineData" in part
        for candidate in mappings(event, "candidates")
        for part in mappings(mapping(candidate, "content"), "parts")
    )


def _model(response: Json) -> str:
    return text(response, "modelVersion")


def _text(parts: list[Json]) -> str:
    return " ".join(filter(None, [_part(part) for part in parts[: previews.LIMIT]]))


def _part(part: Json) -> str:
    if "text" in part:
        return text(part, "text")
    kind = text(mapping(part, "inlineData") or mapping(part, "fileData") or mapping(part, "inline_data"), "mimeType")
    if kind:
        return _MEDIA.get(kind.partition("/")[0], "[file]")
    result = mapping(part, "functionResponse")
    return previews.call(text(result, "name"), result.get("response")) if result else ""


def _calls(parts: list[Json]) -> list[str]:
    calls = [mapping(part, "functionCall") for part in parts]
    return [previews.call(text(call, "name"), call.get("args")) for call in calls if call]


DIALECT = Dialect(
    name="gemini",
    prompt=prompt,
    inputs=inputs,
    split=split,
    last_user_message=last_user_message,
    user=lambda request: mapping(request, "labels").get("user"),
    answer=answer,
    finish_reason=finish_reason,
    model=_model,
    upstream_id=lambda response: text(response, "responseId"),
    join=join,
    has_output=has_output,
)
