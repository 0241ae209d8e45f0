"""Token usage of streamed chats, for callers who forgot to ask: the only module that may change bytes. Pure.

OpenAI-like servers tell the tokens of a stream only when the request says `stream_options.include_usage`; they come in
one more event, whose `choices` are empty. Here that is asked for, and the event taken out again on its way to a caller
who did not expect it. The log keeps what the upstream sent.
"""

from __future__ import annotations

import json
import re

import orjson

_MAX_EVENT = 1 << 20  # longer than any usage event: passed on unread
_EVENT_END = re.compile(rb"\r\n\r\n|\n\n|\r\r")
_ASKED = b'{"stream_options":{"include_usage":true},'


def applies(method: bytes, path: str, content_type: str) -> bool:
    """Whether a call may be a streamed chat; its body decides."""
    return (
        method == b"POST"
        and path.partition("?")[0].endswith("/chat/completions")
        and content_type.partition(";")[0].strip().lower() == "application/json"
    )


def ask(body: bytes) -> bytes | None:
    """The same body with usage asked for; None when nothing is to be changed."""
    try:
        call = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(call, dict) or call.get("stream") is not True:
        return None
    if "stream_options" not in call:
        # Spliced in rather than serialised anew: every other byte stays as the caller wrote it.
        return _ASKED + body.lstrip(b" \t\r\n")[1:]
    options = call["stream_options"]
    if options is not None and (not isinstance(options, dict) or options.get("include_usage") is not None):
        return None
    exact = json.loads(body)  # orjson would make floats of long integers
    exact["stream_options"] = {**(options or {}), "include_usage": True}
    return json.dumps(exact, separators=(",", ":")).encode()


class UsageRemover:
    """Takes the usage event out of a stream of server-sent events; an event is passed on when its last byte came."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, body: bytes, done: bool) -> bytes:
        data = self._held + body
        passed = []
        at = 0
        for end in _EVENT_END.finditer(data):
            event = data[at : end.end()]
            if not _is_usage(event):
                passed.append(event)
            at = end.end()
        self._held = data[at:]
        if done or len(self._held) > _MAX_EVENT:
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
