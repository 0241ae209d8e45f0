"""Text for people: the prompt and the answer, short enough for a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import orjson

from store.extract.bodies.parsing import Json, mapping, scrub, sequence, text

LIMIT = 500  # characters
_TAG = re.compile(
    r"<(/?)(system-reminder|environment_context|environment_details|session_context|additional_data|attached_files"
    r"|command-message|command-name|command-args|task|user_query|user_message|feedback)>"
)
# Around a person's words; around the others stand the agent's own.
_AROUND_WORDS = frozenset({"command-name", "command-args", "task", "user_query", "user_message", "feedback"})
_MAX_TAGGED_CHARACTERS = 100_000
_PLACEHOLDERS = {
    "image_url": "[image]",
    "image": "[image]",
    "input_image": "[image]",
    "output_image": "[image]",
    "input_audio": "[audio]",
    "audio": "[audio]",
    "output_audio": "[audio]",
    "video_url": "[video]",
    "file": "[file]",
    "input_file": "[file]",
    "document": "[file]",
}


def clip(string: str) -> str | None:
    """At most 500 characters in valid UTF-8, each run of white space one space; None when nothing is left."""
    shown = _words(string[: 2 * LIMIT])
    if len(shown) < LIMIT < len(string):
        # A second look, further: a text may begin with much white space.
        shown = _words(string[: 8 * LIMIT])
    return shown[:LIMIT] or None


def _words(string: str) -> str:
    if string.isprintable() and "  " not in string:  # the only white space in it are single spaces
        return string.strip()
    return " ".join(clean(string).split())


def clean(string: str) -> str:
    """Without NULs, at which databases cut texts, and in valid UTF-8."""
    if "\0" in string:
        string = string.replace("\0", "")
    return string if string.isascii() else scrub(string)


def short(string: str) -> str | None:
    """A name or an id as somebody sent it, at most 500 characters; None for a blank one."""
    if not string:
        return None
    head = string[:LIMIT]
    return (head if head.isprintable() else clean(head)).strip() or None


def last_user(messages: Sequence[Any]) -> str:
    """The text of the last message of role user, else of the last one there is."""
    for message in reversed(messages):
        if isinstance(message, dict) and message.get("role") == "user":
            return in_own_words(words(message))
    return flat(messages[-1]) if messages else ""


def words(message: Json) -> str:
    """The text of a message, which is nearly always a string."""
    content = message.get("content")
    return content if isinstance(content, str) and content else flat(message)


def in_own_words(string: str) -> str:
    """What the person wrote, without what a coding agent adds to it in tags: reminders, files, the state of the editor.

    All of it where nothing else is left, or where a tag is not closed.
    """
    if "</" not in string:
        return string
    words: list[str] = []
    start = 0
    added = ""  # the tag that the agent opened
    for tag in _TAG.finditer(string, 0, _MAX_TAGGED_CHARACTERS):
        is_end, name = tag[1], tag[2]
        if not added:
            words.append(string[start : tag.start()])
            start = tag.end()
            added = "" if is_end or name in _AROUND_WORDS else name
        elif is_end and name == added:
            added, start = "", tag.end()
    if added:
        return string
    return "".join([*words, string[start:]]).strip() or string


def flat(value: Any) -> str:
    """The text of a string, a message, one of its parts, or a list of parts, which become paragraphs."""
    if isinstance(value, list):
        return "\n\n".join(filter(None, [_part(item) for item in value[:LIMIT]]))
    return _part(value)


def call(name: str, arguments: Any) -> str:
    """A tool call as text: `name({"city":"Paris"})`."""
    if not isinstance(arguments, str):
        try:
            arguments = orjson.dumps(arguments).decode() if arguments is not None else ""
        except TypeError:  # nested deeper than orjson writes
            arguments = "…"
    return f"{name}({arguments})"


def tool(part: Json) -> str:
    """The call in `{"function": {"name", "arguments"}}` or `{"custom": {"name", "input"}}`."""
    function = mapping(part, "function") or mapping(part, "custom")
    return call(text(function, "name"), function.get("arguments", function.get("input")))


def error(value: Any) -> str:
    """The message of an error answer, whatever its shape; "" when it is not one."""
    if not isinstance(value, dict):
        return ""
    problem = value.get("error")
    if isinstance(problem, dict):
        return text(problem, "message") or text(problem, "type") or text(problem, "code")
    if isinstance(problem, str):
        return problem
    return text(value, "detail") or text(value, "message")


def _part(part: Any) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, dict):
        return ""
    kind = text(part, "type")
    if kind in _PLACEHOLDERS:
        return _PLACEHOLDERS[kind]
    return text(part, "text") or text(part, "refusal") or _inner(part)


def _inner(part: Json) -> str:
    """The text of a value with parts of its own: a message, a tool's result."""
    for key in ("content", "output"):
        inner = part.get(key)
        if isinstance(inner, str):
            return inner
        if isinstance(inner, list):
            return "\n\n".join(filter(None, [_leaf(item) for item in inner[:LIMIT]]))
    return ""


def _leaf(part: Any) -> str:
    kind = text(part, "type")
    if kind in _PLACEHOLDERS:
        return _PLACEHOLDERS[kind]
    own = text(part, "text") or text(part, "refusal") or text(part, "content")
    # A tool's result inside a message: one level more, and no further.
    inner = [text(item, "text") or _PLACEHOLDERS.get(text(item, "type"), "") for item in sequence(part, "content")]
    return own or " ".join(filter(None, inner))
