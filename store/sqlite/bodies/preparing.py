"""Bodies → what is to be written. Runs beside the writing thread: hashing and compressing take their time.

Most bodies have nothing in common with another one, and cost a hash of their beginning. A body is cut when another one
of its project began with the same piece. Of its pieces, those are shared that were seen before: so nothing is shared
that comes once only. In a body of which most was seen before, the other pieces are shared at once, except for the last
one: it is a conversation that goes on, and they will come again.

What is shared is decided by hashes in memory, which forget. Whether two contents are the same is decided by their
digests in the database.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from store.models import Bodies
from store.sqlite.bodies.compression import CompressedBody, compress
from store.sqlite.bodies.cutting import next_cut
from store.sqlite.bodies.digests import Digests
from store.sqlite.bodies.known_pieces import KnownPieces, Piece, PieceKey
from store.sqlite.bodies.successors import Successors

CUT_FROM_BYTES = 4 << 10  # smaller bodies stay whole
_SEEN_MOST = 50_000  # hashes of pieces, some 12 MB


class CutBody(NamedTuple):
    digest: bytes
    size_bytes: int
    parts: Sequence[Piece | int]  # a piece, or the length of a part of the body's own bytes
    rest: CompressedBody  # these bytes together
    compressed: Mapping[PieceKey, CompressedBody]  # of pieces that were not known


PreparedBody = CompressedBody | CutBody


class PreparedBodies(NamedTuple):
    request: PreparedBody | None
    response: PreparedBody | None


class Preparer:
    """Any thread may call `prepare`; the threads take turns."""

    def __init__(self, digests: Digests, known: KnownPieces) -> None:
        """Of pieces that are not known any more when they are written, the writing thread compresses the content."""
        self._digests = digests
        self._known = known
        self._seen: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._successors = Successors()
        self._compressed: set[PieceKey] = set()  # for the bodies that are prepared together
        self._lock = threading.Lock()

    def prepare(self, bodies: Mapping[str, Bodies], projects: Mapping[str, int]) -> dict[str, PreparedBodies]:
        """Both by exchange id. Bodies of which the project is not known stay whole."""
        with self._lock:
            self._compressed.clear()
            return {
                exchange_id: PreparedBodies(
                    self._prepared(both.request, projects.get(exchange_id)),
                    self._prepared(both.response, projects.get(exchange_id)),
                )
                for exchange_id, both in bodies.items()
            }

    def _prepared(self, body: bytes | None, project: int | None) -> PreparedBody | None:
        if body is None:
            return None
        if project is None or len(body) < CUT_FROM_BYTES:
            return compress(body)
        first = self._next(project, body, 0, None)
        if not isinstance(first, Piece):
            return compress(body)
        contents = [first, *self._others(project, body, first)]
        seen_bytes = sum(len(each.content) for each in contents if isinstance(each, Piece))
        if seen_bytes < len(body) <= 2 * seen_bytes:
            contents = [*(self._shared(project, each) for each in contents[:-1]), contents[-1]]
            self._successors.learn(contents)
        return self._put_together(len(body), contents)

    def _others(self, project: int, body: bytes, first: Piece) -> Iterator[Piece | bytes]:
        at = len(first.content)
        previous: Piece | bytes = first
        while at < len(body):
            previous = self._next(project, body, at, previous)
            yield previous
            at += len(previous.content if isinstance(previous, Piece) else previous)

    def _next(self, project: int, body: bytes, at: int, previous: Piece | bytes | None) -> Piece | bytes:
        """What begins at `at`: a piece if it was seen before."""
        if isinstance(previous, bytes):
            return self._cut(project, body, at)
        successor = self._successors.of(project, previous)
        if successor is not None and body.startswith(successor.content, at):
            return successor
        content = self._cut(project, body, at)
        if isinstance(content, Piece):
            self._successors.set(project, previous, content)
        return content

    def _cut(self, project: int, body: bytes, at: int) -> Piece | bytes:
        content = body[at : next_cut(body, at)]
        return self._shared(project, content) if self._was_seen(project, content) else content

    def _was_seen(self, project: int, content: bytes) -> bool:
        """Python's own hash: it is keyed, fast, and only a hint."""
        key = project, hash(content)
        was_seen = key in self._seen
        self._seen[key] = None
        self._seen.move_to_end(key)
        if len(self._seen) > _SEEN_MOST:
            self._seen.popitem(last=False)
        return was_seen

    def _shared(self, project: int, content: Piece | bytes) -> Piece:
        return content if isinstance(content, Piece) else Piece((project, self._digests.of_piece(content)), content)

    def _put_together(self, size_bytes: int, contents: Sequence[Piece | bytes]) -> CutBody:
        parts: list[Piece | int] = []
        rest: list[bytes] = []
        compressed: dict[PieceKey, CompressedBody] = {}
        for content in contents:
            if isinstance(content, Piece):
                parts.append(content)
                if content.key not in self._known and content.key not in self._compressed:
                    compressed[content.key] = compress(content.content)
            else:
                if parts and isinstance(parts[-1], int):
                    parts[-1] += len(content)
                else:
                    parts.append(len(content))
                rest.append(content)
        self._compressed.update(compressed)
        own = b"".join(rest)
        return CutBody(self._digests.of_body(_told(parts, own)), size_bytes, parts, compress(own), compressed)


def _told(parts: Iterable[Piece | int], own: bytes) -> Iterator[tuple[bytes | None, bytes]]:
    at = 0
    for part in parts:
        if isinstance(part, Piece):
            yield part.key[1], b""
        else:
            yield None, own[at : at + part]
            at += part
