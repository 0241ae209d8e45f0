"""What a server says over a WebSocket: the messages that are kept for the log, as lines of JSON."""

from __future__ import annotations

import re
import zlib

from proxy.capture.bounded import Budget
from proxy.http1.heads import AnswerHead

_MAX_MESSAGE_BYTES = 1 << 20
_CONTROL = 0x8  # opcodes from here on are pings, pongs and closes
_FINAL, _COMPRESSED, _MASKED = 0x80, 0x40, 0x80
_END_OF_DEFLATED = b"\0\0\xff\xff"  # RFC 7692 §7.2.2: the sender leaves it out
# Pieces of text and audio: by far the most bytes of a session. The message that ends them says all of it again.
_DELTA = re.compile(rb'"type"\s*:\s*"[\w.]+\.delta"')
_TYPE_WITHIN_BYTES = 200


class MessageCapture:
    """A bounded copy of the JSON messages in a stream of frames (RFC 6455), each on a line of its own.

    It has what a `Capture` has. Messages that are not JSON objects and pieces (`….delta`) are only counted. When the
    limit is reached, or a message is too long or cannot be decompressed, the copy ends and is marked as truncated.
    """

    gap_offset = None  # the copy has no tail

    def __init__(self, budget: Budget, head: AnswerHead) -> None:
        """`head`: of the answer that switched protocols."""
        self.headers = head.headers.logged
        self.truncated = self.is_full = False
        self.size_bytes = 0  # on the wire, frames included
        self._budget = budget
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS) if _is_compressed(head) else None
        self._wire = bytearray()  # not yet a whole frame
        self._fragments = bytearray()  # of a message whose last frame has not come
        self._compressed = False  # that message
        self._lines: list[bytes] = []
        self._held_bytes = 0

    def add(self, piece: bytes) -> None:
        self.size_bytes += len(piece)
        if self.is_full or not self._hold(len(piece)):
            return
        self._wire += piece
        while not self.is_full and (frame := self._next_frame()) is not None:
            self._add_frame(*frame)

    def stop(self) -> None:
        """Copy nothing more; later pieces are only counted."""
        self.is_full = True
        self._forget(len(self._wire) + len(self._fragments))
        self._wire, self._fragments = bytearray(), bytearray()

    def body(self) -> bytes:
        return b"".join(self._lines)

    def release(self) -> bytes:
        """The copy; its memory returns to the budget."""
        body = self.body()
        self.free()
        return body

    def free(self) -> None:
        """Forget the copy; its memory returns to the budget."""
        self._forget(self._held_bytes)
        self._wire, self._fragments, self._lines = bytearray(), bytearray(), []

    def _next_frame(self) -> tuple[int, bytes] | None:
        """The first byte and the payload of the next frame; None: not all of it has come."""
        wire = self._wire
        if len(wire) < 2:
            return None
        size, start = wire[1] & 0x7F, 2
        if size >= 126:
            start = 4 if size == 126 else 10
            size = int.from_bytes(wire[2:start], "big")
        if wire[1] & _MASKED or (len(wire) >= start and size > _MAX_MESSAGE_BYTES):  # a server never masks
            self._cut()
            return None
        end = start + size
        if len(wire) < end:
            return None
        first, payload = wire[0], bytes(wire[start:end])
        del wire[:end]
        self._forget(end)
        return first, payload

    def _add_frame(self, first: int, payload: bytes) -> None:
        opcode = first & 0x0F
        if opcode >= _CONTROL or not self._hold(len(payload)):
            return
        if opcode:  # else it continues a message
            self._compressed = bool(first & _COMPRESSED)
        self._fragments += payload
        if len(self._fragments) > _MAX_MESSAGE_BYTES:
            self._cut()
        elif first & _FINAL:
            message = bytes(self._fragments)
            self._forget(len(message))
            self._fragments = bytearray()
            self._add_message(message)

    def _add_message(self, message: bytes) -> None:
        if self._compressed:
            inflated = self._inflated(message)
            if inflated is None:
                self._cut()
                return
            message = inflated
        if not message.startswith(b"{") or _DELTA.search(message, 0, _TYPE_WITHIN_BYTES):
            return
        line = message.replace(b"\n", b" ").replace(b"\r", b" ") + b"\n"  # in JSON only spaces between the tokens
        if self._hold(len(line)):
            self._lines.append(line)

    def _inflated(self, message: bytes) -> bytes | None:
        if self._inflater is None:
            return None
        try:
            inflated = self._inflater.decompress(message + _END_OF_DEFLATED, _MAX_MESSAGE_BYTES)
        except zlib.error:
            return None
        return None if self._inflater.unconsumed_tail or self._inflater.eof else inflated

    def _hold(self, count: int) -> bool:
        budget = self._budget
        if self._held_bytes + count > budget.each_bytes or count > budget.left_bytes:
            self._cut()
            return False
        self._held_bytes += count
        budget.left_bytes -= count
        return True

    def _forget(self, count: int) -> None:
        self._held_bytes -= count
        self._budget.left_bytes += count

    def _cut(self) -> None:
        self._budget.count_truncated()
        self.truncated = True
        self.stop()


def _is_compressed(head: AnswerHead) -> bool:
    return any(
        line.lower().startswith(b"sec-websocket-extensions:") and b"permessage-deflate" in line.lower()
        for line in head.headers.forwarded
    )
