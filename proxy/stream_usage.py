"""Token usage of streamed chats for callers that did not request it: the only module that may change bytes. Pure.

OpenAI-compatible servers report the tokens of a stream only if the request says `stream_options.include_usage`. The
report is one more event, whose `choices` are empty. This module adds the option to the request, and removes the event
again from the stream to a caller that does not expect it. The log keeps what the upstream sent.
"""

from __future__ import annotations

import json
import re

import orjson

_MAX_EVENT_BYTES = 1 << 20  # no usage event is longer: what is longer passes through unread
_EVENT_END = re.compile(rb"\r\n\r\n|\n\n|\r\r")
_OPTION = b'{"stream_options":{"include_usage":true},'


def may_be_streamed_chat(method: bytes, path: str, content_type: str) -> bool:
    """Whether a call may be a streamed chat, by its head. The body decides."""
    return (
        method == b"POST"
        and path.partition("?")[0].endswith("/chat/completions")
        and content_type.partition(";")[0].strip().lower() == "application/json"
    )


def with_usage_requested(body: bytes) -> bytes | None:
    """The body with `stream_options.include_usage`. None: it is no stream, no JSON, or has the option already."""
    try:
        call = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(call, dict) or call.get("stream") is not True:
        return None
    if "stream_options" not in call:
        # Spliced in, not serialised again: every other byte stays as the caller wrote it.
        return _OPTION + body.lstrip(b" \t\r\n")[1:]
    options = call["stream_options"]
    if options is not None and (not isinstance(options, dict) or options.get("include_usage") is not None):
        return None
    exact = json.loads(body)  # orjson turns long integers into floats
    exact["stream_options"] = {**(options or {}), "include_usage": True}
    return json.dumps(exact, separators=(",", ":")).encode()


class UsageRemover:
    """Removes the usage event from a stream of server-sent events. An event passes when its last byte has arrived."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, body: bytes, complete: bool) -> bytes:
        """The bytes that may pass now; with `complete`, all that is left."""
        data = self._held + body
        passed = []
        start = 0
        for end in _EVENT_END.finditer(data):
            event = data[start : end.end()]
            if not _is_usage(event):
                passed.append(event)
            start = end.end()
        self._held = data[start:]
        if complete or len(self._held) > _MAX_EVENT_BYTES:
            passed.append(self._held)
            self._held = b""
        return b"".join(passed)


def _is_usage(event: bytes) -> bool:
    if b'"usage"' not in event:
        return False
    data = b"".join(line[5:].strip() for line in event.splitlines() if line.startswith(b"data:"))
    try:
        content = orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return isinstance(content, dict) and content.get("choices") == [] and isinstance(content.get("usage"), dict)
