"""Which prompt a call was made with, where nobody names it: a hash of the system message and the tools.

What varies from call to call is masked first, so that calls of one template have one fingerprint: numbers, dates, ids,
addresses, the inputs that Helicone's prompt tags mark, and passages that stand in tags or below headings such as
"context". A name or a sentence that a template puts into its own text cannot be told from the text: such a template has
as many fingerprints as values. An edit of nothing but numbers, or of a masked passage, does not show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import orjson
from blake3 import blake3

_DIGEST_BYTES = 8
_READ = 64_000  # characters of the system message; what comes after does not count
_DEPTH = 8  # of the values that hold the system's text
_KNOWN_MOST = 1_024
_MASK = "·"

_NO_TEXT = frozenset({"role", "type", "cache_control", "variables"})  # of messages, their parts, and stored prompts
_PASSAGES = (
    r"(?:[a-z]+[_ -])?(?:contexts?|documents?|passages?|sources?|search[_ ]results|excerpts?|history|memory|memories"
    r"|data|environment|env|profile|user[_ ]info)"
)
_TAG = re.compile(rf"<(helicone-prompt-input|{_PASSAGES})\b[^<>]{{0,200}}>", re.IGNORECASE)
_HEADING = re.compile(
    rf"^[ \t>*]{{0,4}}(?:#{{1,6}}[ \t]*)?[*_]{{0,2}}(?:the )?{_PASSAGES}[*_]{{0,2}}[ \t]?(?::|$)",
    re.IGNORECASE | re.MULTILINE,
)
_NEXT_HEADING = re.compile(r"^(?:#{1,6}[ \t]|<|[*_]{0,2}[A-Z][\w' -]{1,30}:)", re.MULTILINE)
_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_MONTHS = frozenset(["january", "february", "march", "april", "may", "june", "july", "august"])
_MONTHS |= {"september", "october", "november", "december"}
_LONG = 2_000  # characters of a word that is not looked into: nobody writes it
# In one word. Repetitions are bounded where a failed attempt could go over the same characters again and again; letters
# are those of ids, since numbers stand between the letters of other scripts.
_VARIABLE = re.compile(
    r"https?://.+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]+"
    r"|\d{4}-\d\d-\d\d(?:T\d\d:[\d:.,]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]{8})(?=[A-Za-z_-]{0,24}\d)[A-Za-z0-9_-]+"  # ids
    r"|(?<![A-Za-z0-9_-])\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th)?"
)
_MASKS = re.compile(f"{_MASK}(?:[,.]? {_MASK})+")  # a date has more or fewer words

_known: dict[bytes, bytes] = {}  # digest of what is masked → digest of what is left: masking takes far longer


def prompt_fingerprint(system: Any, tools: Any) -> str | None:
    """16 hexadecimal digits. `system`: what the system says, as `Dialect.split` has it. `tools`: as in the request.

    None: there is neither, or they are nested too deeply. Never raises.
    """
    said = "\n".join(_texts(system, 0))[:_READ]
    if not said and not tools:
        return None
    try:
        of_tools = _digest(orjson.dumps(tools), lambda: _in_order(tools)) if tools else b""
    except TypeError:  # nested deeper than orjson writes
        return None
    of_system = _digest(said.encode("utf-8", "replace"), lambda: _below_headings(_in_tags(said))) if said else b""
    return blake3(of_system + b" " + of_tools).hexdigest(_DIGEST_BYTES)


def _digest(raw: bytes, text: Callable[[], str]) -> bytes:
    """Of `text` without its variables; equal for equal `raw`."""
    key = blake3(raw).digest(16)
    known = _known.get(key)
    if known is None:
        if len(_known) >= _KNOWN_MOST:
            _known.clear()
        masked = _MASKS.sub(_MASK, " ".join(_masked(text().split())))
        known = _known[key] = blake3(masked.encode("utf-8", "replace")).digest(16)
    return known


def _masked(words: list[str]) -> list[str]:
    masked: list[str] = []
    months: list[int] = []
    for word in words:
        is_plain = word.isalpha()
        masked.append(word if is_plain or len(word) > _LONG else _VARIABLE.sub(_MASK, word))
        name = (word if is_plain else word.rstrip(",.;:")).lower()
        if name in _DAYS:
            masked[-1] = _MASK
        elif name in _MONTHS:
            months.append(len(masked) - 1)
    for at in months:
        if any(_MASK in beside for beside in (*masked[max(0, at - 1) : at], *masked[at + 1 : at + 2])):
            masked[at] = _MASK
    return masked


def _texts(value: Any, depth: int) -> Iterator[str]:
    """The texts of the system at the beginning: what is added to a conversation later belongs to that conversation."""
    if isinstance(value, str):
        yield value
    elif depth == _DEPTH:
        return
    elif isinstance(value, dict):
        for name in sorted(value):
            if name not in _NO_TEXT:
                yield from _texts(value[name], depth + 1)
    elif isinstance(value, list):
        before: Any = None
        for item in value:
            if item is None and isinstance(before, dict) and "role" in before:
                return  # somebody else's message
            yield from _texts(item, depth + 1)
            before = item


def _in_order(tools: Any) -> str:
    """In an order of their own: clients that gather tools from several servers have them in any. Raises TypeError."""
    each = tools.get("tools", [tools]) if isinstance(tools, dict) else tools
    listed = each if isinstance(each, list) else [each]
    return "\n".join(sorted(orjson.dumps(_lasting(tool), option=orjson.OPT_SORT_KEYS).decode() for tool in listed))


def _lasting(tool: Any) -> Any:
    """Without hints for caches, which clients move from tool to tool."""
    if isinstance(tool, dict):
        return {name: value for name, value in tool.items() if name not in ("cache_control", "cachePoint")}
    return tool


def _in_tags(text: str) -> str:
    """With a mask for what stands in tags of passages; one that is not closed is a word like others."""
    pieces: list[str] = []
    unclosed: set[str] = set()
    start = at = 0
    while tag := _TAG.search(text, at):
        at = tag.end()
        closing = f"</{tag[1]}>"
        if closing in unclosed:
            continue
        end = text.find(closing, at)
        if end < 0:
            unclosed.add(closing)
            continue
        pieces += [text[start : tag.start()], f"<{tag[1]}>{_MASK}"]
        start = at = end
    return "".join([*pieces, text[start:]])


def _below_headings(text: str) -> str:
    """With a mask for what stands below headings of passages, up to the next heading."""
    pieces: list[str] = []
    start = 0
    while heading := _HEADING.search(text, start):
        following = _NEXT_HEADING.search(text, heading.end() + 1)
        pieces += [text[start : heading.end()], _MASK]
        start = following.start() if following else len(text)
    return "".join([*pieces, text[start:]])
