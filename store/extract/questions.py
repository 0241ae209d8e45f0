"""What a person asks in a message that a program has filled with other text, such as passages for retrieval. Pure."""

from __future__ import annotations

import re

_SHORT = 60  # characters: such a message is shown whole
_LOOKED_AT = 8_000  # characters at the end, where most templates have the question, and at the beginning
_TRIED = 20  # of the last tags or headings
_QUESTION = "question|query|frage|pregunta|pergunta|domanda|vraag"
_WORDS = tuple(_QUESTION.split("|"))
_TAG = re.compile(rf"<((?:user_|customer_)?(?:{_QUESTION}))>", re.IGNORECASE)
_WHOSE = r"(?:(?:the |my )?(?:user(?:'s|s)?|customer(?:'s|s)?) )?"
_HEADING = re.compile(
    rf"^[ \t#*>_-]{{0,8}}{_WHOSE}(?:{_QUESTION})(?:[ \t]{{0,3}}[*_]{{0,2}}:[*_]{{0,2}}|[ \t#*_]{{0,8}}$)",
    re.IGNORECASE | re.MULTILINE,
)
_NEXT_PART = re.compile(r"\n[ \t]*(?:\n|[#*<]|[\w' ]{2,30}:)")
_CONTEXT = re.compile(
    r"[\s#*<\[-]{0,8}(?:context|kontext|contexte|contexto|documents?|passages?|sources?|excerpts?|search results)\b",
    re.IGNORECASE,
)


def question_first(message: str) -> str:
    """The question, then the rest of the message. The message itself where no template is recognised: a question in a
    tag or below a heading of its own, or as the last paragraph of a message that begins with its context."""
    if len(message) < _SHORT or ("\n" not in message and "</" not in message):
        return message
    span = _question(message)
    if span is None:
        return message
    start, end = span
    question, rest = message[start:end].strip(), f"{message[:start]} {message[end:]}".strip()
    return f"{question} … {rest}" if question and rest else message


def _question(message: str) -> tuple[int, int] | None:
    offset = max(0, len(message) - _LOOKED_AT)
    for first in dict.fromkeys((offset, 0)):
        part = message[first : first + _LOOKED_AT]
        span = _named(part) if _is_named_in(part) else None
        if span is not None:
            return first + span[0], first + span[1]
    if not _CONTEXT.match(message):
        return None
    last = message.rstrip().rfind("\n\n")
    return (last, len(message)) if last > 0 and len(message) - last <= _LOOKED_AT else None


def _is_named_in(part: str) -> bool:
    folded = part.lower()
    return any(word in folded for word in _WORDS)


def _named(part: str) -> tuple[int, int] | None:
    """Of the last question that has a tag, else a heading: where context has questions too, it comes before."""
    for tag in reversed(list(_TAG.finditer(part))[-_TRIED:]):
        end = part.find(f"</{tag[1]}>", tag.end())
        if end > 0:
            return tag.end(), end
    for heading in reversed(list(_HEADING.finditer(part))[-_TRIED:]):
        text = part[heading.end() :].lstrip()
        start = len(part) - len(text)
        following = _NEXT_PART.search(part, start)
        end = following.start() if following else len(part)
        if text and end > start:
            return start, end
    return None
