"""Messages with roles, in any dialect: the conversation without the system's part, and what the user said last."""

from __future__ import annotations

from typing import Any

from store.extract.bodies.parsing import Json

# The last is Cohere's. A tuple: a role may be any JSON value, and a set takes only some.
_SYSTEM = ("system", "developer", "SYSTEM")
_TEXT = (None, "text", "input_text")
# Parts of a user's message that are not the user's: Gemini's and Bedrock's by their keys, Anthropic's by their types
_NOT_SAID = ("functionResponse", "function_response", "toolResult", "cachePoint")


# An input without what the system says (None: there is nothing else), and what the system says (None: nothing).
# A plain tuple: making a NamedTuple takes three times as long.
Split = tuple[Any, Any]


def split(messages: Any) -> Split:
    """The messages but those of system and developer, and these at their places; the same list if it has none."""
    if isinstance(messages, list):
        for message in messages:
            if isinstance(message, dict) and message.get("role") in _SYSTEM:
                return _divided(messages)
    return messages, None


def _divided(messages: list[Any]) -> Split:
    rest: list[Any] = []
    system: list[Any] = []
    for message in messages:
        if isinstance(message, dict) and message.get("role") in _SYSTEM:
            system.append(message)
        else:
            rest.append(message)
            system.append(None)
    return rest or None, system


def split_inputs(inputs: Any, messages: str) -> Split:
    """`inputs` of a dialect with `system` beside its messages. `messages`: the key of the messages."""
    if inputs is None:
        return None, None
    rest, own = split(inputs[messages])
    if inputs["system"] is None and own is None:
        return inputs, None
    return None if rest is None else {"system": None, messages: rest}, [inputs["system"], own]


def last_user(messages: Any, parts: str = "content", roles: tuple[str, ...] = ("user",)) -> Any:
    """The last message of the user as a conversation of its own, in the form that all dialects share; None if there is
    none.

    Text is a string in it. Results of tools are sent in the user's role by some dialects; they are left out, and so are
    hints for caches.
    `parts`: the key of the content. `roles`: those of the user; "" is a message without one.
    """
    if not isinstance(messages, list):
        return None
    for message in reversed(messages):
        if _is_plain(message):
            return [message]
        if isinstance(message, dict) and message.get("role", "") in roles and (content := _content(message, parts)):
            return said(content)
    return None


def _is_plain(message: Any) -> bool:
    """Whether it is in the shared form already, as most are."""
    if not isinstance(message, dict) or len(message) != 2 or message.get("role") != "user":
        return False
    content = message.get("content")
    return isinstance(content, str) and bool(content)


def said(content: Any) -> list[Json]:
    """A conversation of one message of the user."""
    return [{"role": "user", "content": content}]


def _content(message: Json, key: str) -> Any:
    content = message.get(key)
    images = message.get("images")  # Ollama has them beside the text
    if isinstance(content, str) and not images:
        return content
    parts = content if isinstance(content, list) else [content]
    own = [_words(part) for part in parts if not _is_not_said(part)]
    if images:
        return [*own, {"images": images}]
    return own[0] if len(own) == 1 else own


def _words(part: Any) -> Any:
    """The words of a text: how it is wrapped differs between dialects and between clients."""
    if isinstance(part, dict) and isinstance(part.get("text"), str) and part.get("type") in _TEXT:
        return part["text"]
    return part


def _is_not_said(part: Any) -> bool:
    if not isinstance(part, dict):
        return False
    kind = part.get("type")
    if isinstance(kind, str) and kind.endswith("tool_result"):
        return True
    return any(key in part for key in _NOT_SAID)
