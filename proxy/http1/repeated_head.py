"""A shortcut for clients that send the same request head again and again. Pure."""

from __future__ import annotations

from typing import NamedTuple

from proxy.http1.heads import MAX_LENGTH_DIGITS, OWS


class RepeatedHead(NamedTuple):
    """The head of a connection's previous request, split around its Content-Length. An SDK sends the next one with the
    same bytes but for that number; then nothing has to be parsed again."""

    before: bytes  # up to the number
    after: bytes  # from the number's end on

    def length(self, data: bytes) -> int | None:
        """The Content-Length of `data` if it is otherwise the same head, byte by byte; else None."""
        before, after = self
        # By length, since both could match the same bytes: "Content-Length: \r\n" has no number between them.
        if len(data) > len(before) + len(after) and data.startswith(before) and data.endswith(after):
            digits = data[len(before) : len(data) - len(after)]
            if digits.isdigit() and len(digits) <= MAX_LENGTH_DIGITS:
                return int(digits)
        return None


def repeated_head(data: bytes) -> RepeatedHead | None:
    """The shortcut for a head that `parse_request` accepted. None: it has no Content-Length."""
    start = data.lower().find(b"\r\ncontent-length:")
    if start < 0:
        return None
    start = data.index(b":", start) + 1
    value = data[start : data.index(b"\r\n", start)]
    start += len(value) - len(value.lstrip(OWS))
    return RepeatedHead(data[:start], data[start + len(value.strip(OWS)) :])
