"""Where a body is cut into pieces. Pure; any bytes are allowed.

A cut is where an element of a JSON list ends, such as a message or a tool, whatever the API. The bytes are not parsed:
inside of a JSON string a quote is escaped, so a brace with a quote behind it always begins an object. Whether a body
is cut there depends on the bytes before the place and on the last cut only, so that bodies which have some messages in
common soon have the same cuts, too. Where no element ends for long, all cuts have the same distance.

Cuts decide what is shared, never what is read: any cuts give the same body.
"""

from __future__ import annotations

import re
from zlib import crc32

LEAST_BYTES = 2 << 10  # of a piece, but for the last one of a body
MOST_BYTES = 64 << 10
_ALONE_BYTES = 1 << 10  # from this size on, there is always a cut behind an element
_STEP_BYTES = 256  # between two places that are looked at: a body of empty objects has no more of them than others
_CLOSED_BYTES = 24  # of what may be between two objects: `}],"tools":[{"`
_LOOKED_AT_BYTES = 32  # that decide whether there is a cut behind a small element
_OBJECT = re.compile(rb'\{\s{0,16}"')


def next_cut(body: bytes, start: int) -> int:
    """The end of the piece that begins at `start`."""
    stop = min(start + MOST_BYTES, len(body))
    place = start + LEAST_BYTES
    while place < stop:
        found = _OBJECT.search(body, place, stop)
        if found is None:
            break
        place = found.start()
        if _is_cut(body, place):
            # Behind the end of the object before: what follows it is different behind the last message.
            closed = body.rfind(b"}", max(place - _CLOSED_BYTES, start + LEAST_BYTES), place)
            return place if closed < 0 else closed + 1
        place += _STEP_BYTES
    return stop


def _is_cut(body: bytes, place: int) -> bool:
    """Of small elements, some are put together: every second one ends a piece."""
    is_alone = body.rfind(b'{"', place - _ALONE_BYTES, place) < 0
    return is_alone or crc32(body[place - _LOOKED_AT_BYTES : place]) & 1 == 1
