"""Many small events of a stream → few large ones: parsing then takes as long as the text needs, not the events.

Neighbouring events mostly differ in nothing but one piece of text:

    data: {"id":"c1","choices":[{"index":0,"delta":{"content":"Hel"},"finish_reason":null}]}

    data: {"id":"c1","choices":[{"index":0,"delta":{"content":"lo"},"finish_reason":null}]}

What stands between the two texts is the same from event to event (the glue: `"},…}`, a blank line,
`data: {…"content":"`). Removing it leaves one event with the text "Hello", as the provider would have sent it in larger
pieces. The glue contains raw line feeds, which a JSON string cannot, so text is never mistaken for glue.
"""

from __future__ import annotations

import itertools
import re

_OBFUSCATION = b',"obfuscation":"'  # random padding that OpenAI adds to each event, never part of the answer
# The inside of a JSON string. Possessive: a match of some megabytes would otherwise take a hundred times its memory.
_STRING = re.compile(rb'(?:[^"\\\n]++|\\.)*+')
_MAX_RUNS = 64
_MAX_WORK = 64 << 20  # bytes scanned, the whole body for each run: large bodies get fewer runs
_MAX_MISSES = 4  # kinds of delta in a row that did not repeat: give up on this stream
_EARLY = 8 << 10  # bytes: providers that pad do so from the first events on
_NEEDLE = 30  # bytes: CPython finds short needles several times faster than long ones


def coalesce(body: bytes, text: re.Pattern[bytes]) -> bytes:
    """The body of a stream in fewer events with the same meaning.

    `text` matches a delta up to the closing quote of its text; group 1 is that text, escapes and all.
    """
    whole = body.rfind(b"\n\n") + 2
    if whole < 2:
        return body
    slim, rest = body[:whole], body[whole:]
    if slim.find(_OBFUSCATION, 0, _EARLY) >= 0:
        slim = _without_obfuscation(slim)
    offset = misses = 0
    for _ in range(min(_MAX_RUNS, 1 + _MAX_WORK // len(slim))):
        match = text.search(slim, offset)
        if match is None or misses == _MAX_MISSES:
            break
        blank = slim.rfind(b"\n\n", 0, match.start())
        begin = blank + 2 if blank >= 0 else 0
        end = slim.find(b"\n\n", match.end()) + 2
        prefix, suffix = slim[begin : match.start(1)], slim[match.end(1) : end]
        if slim.startswith(prefix, end):
            slim = slim[: match.end(1)] + _merge(slim[match.end(1) :], prefix, suffix)
            misses = 0
        else:
            misses += 1
        offset = slim.find(b"\n\n", match.start()) + 2
    return slim + rest


def _merge(data: bytes, prefix: bytes, suffix: bytes) -> bytes:
    """`data` begins at the end of an event's text. The events after it lose their prefix and suffix, as long as they
    consist of prefix, text and suffix."""
    glue = suffix + prefix
    head, needle = glue[:-_NEEDLE], glue[-_NEEDLE:]
    pieces = data.split(needle)
    texts = _texts(pieces[:-1], head)
    if not texts:
        return data
    rest = needle.join(pieces[len(texts) :])
    last = _STRING.match(rest)
    if last is None or not rest.startswith(suffix, last.end()):
        texts.append(glue)  # the last one ends differently: it stays a separate event
    return b"".join(texts) + rest


def _texts(pieces: list[bytes], head: bytes) -> list[bytes]:
    """The pieces without `head` at their ends, up to the first that does not end so or is more than one text."""
    ends = [piece.endswith(head) for piece in pieces]
    if False in ends:
        pieces = pieces[: ends.index(False)]
    size = len(head)
    texts = [piece[:-size] for piece in pieces] if size else pieces[:]
    together = b"".join(texts)
    if b'"' not in together or _STRING.fullmatch(together):
        return texts
    # A quote that is not escaped: from there on, events hold more than a text.
    return list(itertools.takewhile(_STRING.fullmatch, texts))


def _without_obfuscation(data: bytes) -> bytes:
    first, *pieces = data.split(_OBFUSCATION)
    return first + b"".join([piece[piece.find(b'"') + 1 :] for piece in pieces])
