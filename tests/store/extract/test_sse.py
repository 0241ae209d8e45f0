"""Server-sent events are read as the standard says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extract.bodies import sse

PIECES = st.lists(
    st.sampled_from(
        [b"data: a\n", b"data:b\r", b"data\r\n", b": c\n", b"event: e\n", b"\n", b"\r\n", b"\xef\xbb\xbf", b"x"]
    )
)


def _data(body: bytes) -> list[bytes]:
    return [event.data for event in sse.events(body)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends(end: bytes) -> None:
    body = end.join([b"event: noon", b"data: one", b"", b"data: two", b"", b""])
    first, second = sse.events(body)
    assert (first.name, first.data, second.name, second.data) == (b"noon", b"one", b"", b"two")
    assert body[: first.end].endswith(b"one" + 2 * end)
    assert second.end == len(body)


def test_data_over_several_lines_joins_with_line_feeds() -> None:
    assert _data(b"data: one\ndata:two\ndata:  three\n\n") == [b"one\ntwo\n three"]


def test_comments_other_fields_and_events_without_data_are_ignored() -> None:
    assert _data(b": ping\n\nid: 7\nretry: 5\ndata: one\n\nevent: empty\n\n: end\n\n") == [b"one"]


def test_byte_order_mark_at_the_start() -> None:
    assert _data(b"\xef\xbb\xbfdata: one\n\n") == [b"one"]


def test_field_without_a_colon_is_empty_data() -> None:
    assert _data(b"data\n\n") == [b""]


def test_an_event_that_was_cut_comes_last() -> None:
    events = list(sse.events(b'data: one\n\ndata: {"tw'))
    assert [(event.data, event.end) for event in events] == [(b"one", 11), (b'{"tw', 21)]


def test_tail_is_the_last_event() -> None:
    assert _data(sse.tail(b"data: one\n\ndata: two\n\ndata: three\n\n\n")) == [b"three"]
    assert _data(sse.tail(b"data: one")) == [b"one"]
    assert _data(sse.tail(b"")) == []


@given(st.binary() | PIECES.map(b"".join))
def test_never_raises_and_ends_in_order(body: bytes) -> None:
    ends = [event.end for event in sse.events(body)]
    assert ends == sorted(set(ends))
    assert all(end <= len(body) for end in ends)
    sse.tail(body)
