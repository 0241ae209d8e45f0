"""What was sent → what the candidate gets. Pure.

A body is edited, not written anew: all bytes but those of the model and the system prompt stay as they were logged,
with their white space, order of members, escapes and numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from store.extract import paths

Api = Literal["chat", "messages", "responses", "completions", "embeddings"]

_APIS: dict[str, Api] = {
    "/chat/completions": "chat",
    "/messages": "messages",
    "/responses": "responses",
    "/completions": "completions",
    "/embeddings": "embeddings",
}
_REPEATED = ("accept", "anthropic-version", "anthropic-beta", "content-type", "openai-beta")  # headers, as logged
_SYSTEM_ROLES = ("system", "developer")
_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
MASKED = "***"  # in place of values that are not logged
_LIMITS = ("max_completion_tokens", "max_tokens", "max_output_tokens")


class CannotRewrite(Exception):
    """The call cannot be sent to another model; the message is the reason in one word."""


class _Value(NamedTuple):
    key: str  # "" in a list
    value: object
    start: int
    end: int


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def api_of(path: str) -> Api | None:
    """None: the model is not in the body, or the API is not known."""
    if paths.model(path) is not None:  # Azure's deployments: what the body names does not count
        return None
    path = path.partition("?")[0].rstrip("/")
    return next((api for ending, api in _APIS.items() if path.endswith(ending)), None)


def candidate_path(path: str, upstream: str) -> str:
    """The path at the candidate's upstream. `path`: as it was logged, `upstream`: of that call.

    The name of the original's upstream may stand before it. Values of a query that are not logged cannot be sent.
    """
    bare, _, query = path.partition("?")
    if bare.startswith(f"/{upstream}/") and not bare.startswith("/v1/"):
        bare = bare.removeprefix(f"/{upstream}")
    known = [pair for pair in query.split("&") if pair and not pair.endswith(MASKED)]
    return f"{bare}?{'&'.join(known)}" if known else bare


def rewritten(body: bytes, path: str, model: str, prompt: str | None) -> bytes:
    """The body with another model and, unless `prompt` is None, with that system prompt in place of its first one.

    Raises CannotRewrite.
    """
    api = api_of(path)
    if api is None:
        raise CannotRewrite("other_api")
    text = _text(body)
    members = list(_members(text))
    edits = [_Edit(each.start, each.end, _json(model)) for each in members if each.key == "model"]
    if not edits:
        raise CannotRewrite("no_model")
    if prompt is not None:
        edits.append(_prompt_edit(text, members, api, prompt))
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text.encode()


def repeated_headers(logged: Mapping[str, str]) -> dict[str, str]:
    """Those of the logged request's headers that the candidate gets too."""
    return {name: value for name, value in logged.items() if name.lower() in _REPEATED}


def most_answer_tokens(body: bytes, otherwise: int) -> int:
    """How many tokens the answer to it may have: as the body says, else `otherwise`."""
    value = json.loads(body)
    limits = [value.get(name) for name in _LIMITS]
    answers = value.get("n")
    times = answers if isinstance(answers, int) and answers > 0 else 1
    return times * next((limit for limit in limits if isinstance(limit, int) and limit > 0), otherwise)


def _text(body: bytes) -> str:
    try:
        text = body.decode()
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise CannotRewrite("not_json") from None
    if not isinstance(value, dict):
        raise CannotRewrite("not_json")
    return text


def _prompt_edit(text: str, members: list[_Value], api: Api, prompt: str) -> _Edit:
    """The edit that gives the body its system prompt."""
    content = _json(prompt)
    match api:
        case "chat":
            listed = _member(members, "messages")
            if listed is None or not isinstance(listed.value, list):
                raise CannotRewrite("no_messages")
            return _edit_of_message(text, listed, content) or _first(
                text, listed, f'{{"role": "system", "content": {content}}}'
            )
        case "messages":
            own = _member(members, "system")
        case "responses":
            own = _member(members, "instructions")
            listed = _member(members, "input")
            is_free = own is None or not own.value
            if is_free and listed is not None and isinstance(listed.value, list):
                edit = _edit_of_message(text, listed, content)
                if edit is not None:
                    return edit
        case _:
            raise CannotRewrite("no_system_prompt")
    if own is not None:
        return _Edit(own.start, own.end, content)
    start = text.index("{") + 1
    name = "system" if api == "messages" else "instructions"
    return _Edit(start, start, f"{_json(name)}: {content}, ")


def _edit_of_message(text: str, listed: _Value, content: str) -> _Edit | None:
    """Replaces the content of the first message of the system; None: there is none."""
    for message in _elements(text, listed.start):
        value = message.value
        if isinstance(value, dict) and value.get("role") in _SYSTEM_ROLES:
            own = _member(list(_members(text, message.start)), "content")
            if own is not None:
                return _Edit(own.start, own.end, content)
    return None


def _first(text: str, listed: _Value, element: str) -> _Edit:
    """Puts an element at the beginning of a list."""
    start = listed.start + 1
    return _Edit(start, start, f"{element}, " if listed.value else element)


def _member(members: list[_Value], key: str) -> _Value | None:
    """The last one of that name: it is the one that counts."""
    return next((each for each in reversed(members) if each.key == key), None)


def _members(text: str, at: int | None = None) -> Iterator[_Value]:
    """Of the object that begins at `at`; of the whole text, which is valid JSON."""
    at = _skip(text, text.index("{") + 1 if at is None else at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        start = _skip(text, _skip(text, at) + 1)  # after the colon
        value, end = _DECODER.raw_decode(text, start)
        yield _Value(key, value, start, end)
        at = _after(text, end)


def _elements(text: str, at: int) -> Iterator[_Value]:
    at = _skip(text, at + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        yield _Value("", value, at, end)
        at = _after(text, end)


def _after(text: str, at: int) -> int:
    """Where the next member, element or the closing bracket is."""
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    assert space is not None
    return space.end()


def _json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
