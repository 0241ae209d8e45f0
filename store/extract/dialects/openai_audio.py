"""OpenAI's audio: `POST …/audio/speech`, `/audio/transcriptions`, `/audio/translations`, whole and streamed.

Transcriptions are sent as forms: their fields are read like the members of a JSON object.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract.bodies.parsing import Json, mapping, text
from store.extract.dialects.dialect import Dialect, JoinedStream


def prompt(request: Json) -> str:
    return text(request, "input") or text(request, "prompt")


def inputs(request: Json) -> Any:
    return request.get("input")


def answer(response: Json) -> str:
    return text(response, "text")


def join(events: Sequence[Json]) -> JoinedStream:
    whole: Json = {}
    pieces: list[str] = []
    for event in events:
        kind = text(event, "type")
        if kind == "transcript.text.delta":
            pieces.append(text(event, "delta"))
        elif kind.endswith(".done"):
            whole |= {key: value for key, value in event.items() if key != "type"}
        elif "error" in event:
            whole["error"] = event["error"]
    if pieces and "text" not in whole:
        whole["text"] = "".join(pieces)
    return JoinedStream(whole or None, any(text(event, "type").endswith(".done") for event in events[-3:]))


def usage(response: Json) -> Json:
    stated = mapping(response, "usage")
    if not stated and "duration" in response:  # whisper-1 in its verbose form
        return {"type": "duration", "seconds": response["duration"]}
    return stated


def has_output(event: Json) -> bool:
    return bool(text(event, "delta") or text(event, "audio"))


DIALECT = Dialect(
    name="openai_audio",
    prompt=prompt,
    inputs=inputs,
    answer=answer,
    usage=usage,
    join=join,
    has_output=has_output,
    must_end=False,
)
