"""OpenAI's Realtime API and Responses over a WebSocket: the messages of the server, as the proxy keeps them.

One call is a whole session, which can have any number of responses. Put together, it has the session's `model`, the
`output` of all responses and the sum of their `usage`. Transcriptions of what the user says are made by another model;
their tokens are not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract.bodies import event_stream
from store.extract.bodies.parsing import Json, mapping, mappings, text
from store.extract.dialects import openai_responses
from store.extract.dialects.dialect import Dialect, JoinedStream
from store.extract.previews import clean

_BEGUN = "response.created"
_ENDED = frozenset({"response.done", "response.completed", "response.incomplete", "response.failed"})


def join(events: Sequence[Json]) -> JoinedStream:
    """`complete`: no response was under way when the session ended."""
    session: Json = {}
    ended: list[Json] = []
    error: Any = None
    begun = 0
    for event in events:
        kind = text(event, "type")
        session = mapping(event, "session") or session
        if kind == _BEGUN:
            begun += 1
        elif kind in _ENDED:
            ended.append(mapping(event, "response"))
        error = event.get("error") if kind == "error" else None if kind in _ENDED else error
    answer: Json = {
        "object": "realtime.session",
        "id": text(session, "id") or text(ended[-1] if ended else {}, "id"),
        "model": text(session, "model") or text(ended[-1] if ended else {}, "model"),
        "responses": len(ended),
        "output": [item for response in ended for item in mappings(response, "output")],
        "usage": _sum([mapping(response, "usage") for response in ended]),
    }
    is_complete = bool(ended) and begun <= len(ended)
    if is_complete:  # what the server refuses between two responses does not fail the session
        error = None
    if ended:
        answer["status"] = text(ended[-1], "status")
        error = error or ended[-1].get("error") or mapping(ended[-1], "status_details").get("error")
    if error:
        answer["error"] = error
    return JoinedStream(answer if events else None, is_complete)


def answer(response: Json) -> str:
    """What was said or written; the transcript of what was spoken."""
    said = [
        text(part, "text") or text(part, "transcript")
        for item in mappings(response, "output")
        for part in mappings(item, "content")
    ]
    return clean(" ".join(filter(None, said))) or openai_responses.answer(response)


def has_output(event: Json) -> bool:
    return text(event, "type") in _ENDED


def _sum(usages: Sequence[Json]) -> Json:
    """Objects of counts added up, key by key."""
    total: Json = {}
    for usage in usages:
        _add(total, usage)
    return total


def _add(total: Json, usage: Json) -> None:
    for key, value in usage.items():
        before = total.get(key)
        if isinstance(value, dict):
            if not isinstance(before, dict):
                before = total[key] = {}
            _add(before, value)
        elif type(value) in (int, float):
            total[key] = value + (before if isinstance(before, int | float) else 0)


DIALECT = Dialect(
    name="openai_realtime",
    answer=answer,
    finish_reason=openai_responses.finish_reason,
    join=join,
    has_output=has_output,
    events=event_stream.json_lines,
    must_end=False,  # a session may end at any time
)
