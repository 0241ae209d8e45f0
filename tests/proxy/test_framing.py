"""Where a body ends, however its bytes are cut, and whatever they are."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proxy.http1.framing import LAST_CHUNK, BadFraming, Chunked, Framing, Length, NoBody, UntilClose, chunk

pieces = st.lists(st.binary(min_size=1, max_size=200), max_size=8)
trailers = st.sampled_from([b"", b"X-T: 1\r\n", b"X-T: 1\r\nY: \r\n"])
extensions = st.sampled_from([b"", b";a", b";a=b", b' ; a="b"', b";" + b"e" * 500])


@st.composite
def chunked_bodies(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """(body, as on the wire)"""
    body = draw(pieces)
    wire = []
    for piece in body:
        size = b"%x" % len(piece)
        size = draw(st.sampled_from([size, size.upper(), b"00" + size]))
        wire.append(size + draw(extensions) + b"\r\n" + piece + b"\r\n")
    last = draw(st.sampled_from([b"0", b"000"])) + draw(extensions)
    return b"".join(body), b"".join([*wire, last, b"\r\n", draw(trailers), b"\r\n"])


def cut(data: bytes, at: list[int]) -> list[bytes]:
    edges = [0, *sorted(min(place, len(data)) for place in at), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges)]


def fed(framing: Framing, reads: list[bytes]) -> tuple[bytes, int]:
    body = b""
    consumed = 0
    for read in reads:
        piece, used = framing.feed(read)
        assert used == len(read) or framing.complete
        body += piece
        consumed += used
    return body, consumed


cuts = st.lists(st.integers(0, 2000), max_size=12)


@given(chunked_bodies(), cuts, st.binary(max_size=50))
def test_any_split_of_a_chunked_body_is_the_same_body(bodies: tuple[bytes, bytes], at: list[int], after: bytes) -> None:
    """How the network cuts a body into reads is of no consequence, and what follows it is left alone."""
    body, wire = bodies
    framing = Chunked()
    assert fed(framing, cut(wire + after, at)) == (body, len(wire))
    assert framing.complete


@given(chunked_bodies())
def test_byte_by_byte(bodies: tuple[bytes, bytes]) -> None:
    """Every state can be entered with nothing and left with one byte."""
    body, wire = bodies
    framing = Chunked()
    assert fed(framing, [wire[at : at + 1] for at in range(len(wire))]) == (body, len(wire))


@given(chunked_bodies(), st.integers(1, 40))
def test_not_done_before_the_last_byte(bodies: tuple[bytes, bytes], short: int) -> None:
    """A cut body is never taken for a whole one."""
    _, wire = bodies
    framing = Chunked()
    fed(framing, [wire[: max(len(wire) - short, 0)]])
    assert not framing.complete


@pytest.mark.parametrize(
    "wire",
    [
        b"5\nhello\r\n0\r\n\r\n",  # bare LF after the size
        b"5\r\nhello\n0\r\n\r\n",  # after the chunk
        b"5\r\nhello\r\n0\n\r\n",  # after the last size
        b"5\r\nhello\r\n0\r\n\n",  # for the empty line
        b"5\r\nhello\r\n0\r\nX: 1\n\r\n",  # in a trailer
        b"0x5\r\nhello\r\n0\r\n\r\n",
        b"+5\r\nhello\r\n0\r\n\r\n",
        b"-5\r\nhello\r\n0\r\n\r\n",
        b" 5\r\nhello\r\n0\r\n\r\n",
        b"5_0\r\n",
        b"\r\n",
        b";ext\r\n",
        b"g\r\n",
        "\uff15\r\n".encode(),  # a digit, not an ASCII one
        b"fffffffffffffffff\r\n",
        b"1" + b"0" * 16 + b"\r\n",
        b"5\r\nhelloX\r\n",  # longer than its size
        b"5\r\nhello\rX",
        b"5\r\r\nhello\r\n",
        b"5\r;\r\nhello\r\n",
        b"5;\x00\r\nhello\r\n",
        b"5;\nhello",
        b"5;" + b"a" * 10_000,
        b"5;" + b"a" * 10_000 + b"\r\n",
        b"0\r\n" + b"X: 1\r\n" * 20_000,
        b"0\r\nX: \r1\r\n\r\n",
    ],
)
@pytest.mark.parametrize("step", [1, 1 << 20], ids=["bytewise", "at-once"])
def test_what_others_might_read_differently_is_refused(wire: bytes, step: int) -> None:
    """Leniency here is what request smuggling is made of (RFC 9112 §7.1, §11.2)."""
    framing = Chunked()
    with pytest.raises(BadFraming):
        fed(framing, [wire[at : at + step] for at in range(0, len(wire), step)])


@given(st.lists(st.binary(max_size=60), max_size=10))
def test_chunked_raises_bad_framing_or_nothing(reads: list[bytes]) -> None:
    """Whatever comes, there is one way to refuse it."""
    framing = Chunked()
    try:
        for read in reads:
            _, used = framing.feed(read)
            assert 0 <= used <= len(read)
    except BadFraming:
        pass


@given(st.lists(st.sampled_from([b"5", b"0", b"\r\n", b"\r", b"\n", b"a", b";", b"x: y", b"hello"]), max_size=30))
def test_nearly_right_bodies_are_read_the_same_however_cut(tokens: list[bytes]) -> None:
    """Two readers of the same bytes agree on what they mean, or both refuse."""
    wire = b"".join(tokens)

    def outcome(reads: list[bytes]) -> object:
        framing = Chunked()
        try:
            return (*fed(framing, reads), framing.complete)
        except BadFraming:
            return "refused"

    assert outcome([wire]) == outcome([wire[at : at + 1] for at in range(len(wire))])


@pytest.mark.parametrize("size_line", [b"5\r\n", b"0005\r\n"])
def test_a_read_may_end_after_the_size(size_line: bytes) -> None:
    """A chunk of which only the size has come is no chunk yet; compiled code must not stumble over its absence."""
    framing = Chunked()
    assert framing.feed(size_line) == (b"", len(size_line))
    assert framing.feed(b"hello\r\n") == (b"hello", 7)


@given(pieces)
def test_our_own_chunks_are_well_framed(body: list[bytes]) -> None:
    """What we write we can read."""
    framing = Chunked()
    wire = b"".join(map(chunk, body)) + LAST_CHUNK
    assert framing.feed(wire) == (b"".join(body), len(wire))
    assert framing.complete


@given(st.integers(0, 300), st.binary(max_size=400), cuts)
def test_length_takes_what_it_says_and_no_more(length: int, data: bytes, at: list[int]) -> None:
    """Bytes after the body belong to somebody else."""
    framing = Length(length)
    body, consumed = fed(framing, cut(data, at))
    assert (body, consumed) == (data[:length], min(length, len(data)))
    assert framing.complete == (len(data) >= length)


def test_no_body_takes_nothing_and_until_close_takes_all() -> None:
    """The two framings that count nothing."""
    assert NoBody().feed(b"abc") == (b"", 0)
    assert NoBody().complete
    assert UntilClose().feed(b"abc") == (b"abc", 3)
    assert not UntilClose().complete
