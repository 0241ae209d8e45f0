"""Reading the spool: what was written comes back, damage is set aside, a torn end is told from a growing one."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.spool.frames import MAGIC, Frame, Kind, encode
from store.spool.segment_files import seed_of, segment_name, segments, size_bytes, writer_is_alive
from store.spool.segment_reader import HeadReader, SegmentReader, read_frame
from store.spool.segment_writer import SegmentWriter
from tests.store.spooling import header, ids, written

NAME = segment_name("0197f6a0-0000-7000-8000-000000000001", 1)
FRAMES = [(Kind.OPENING, header(f"{number}"), b"body %d " % number * 50) for number in range(5)]


@contextmanager
def reading(path: Path, offset: int = 0) -> Iterator[SegmentReader]:
    reader = SegmentReader(path, path.parent / "quarantine", offset)
    try:
        yield reader
    finally:
        reader.close()


def frames_of(reader: SegmentReader) -> list[Frame]:
    return [frame for _, frame in reader.frames(1 << 40)]


def quarantined(folder: Path) -> list[bytes]:
    files = sorted((folder / "quarantine").iterdir()) if (folder / "quarantine").exists() else []
    for file in files:
        assert file.stat().st_mode & 0o777 == 0o600
    return [file.read_bytes() for file in files]


def test_all_of_it_comes_back(tmp_path: Path) -> None:
    """In order, with the offsets at which each can be found again."""
    path, _ = written(tmp_path, NAME, FRAMES)
    with reading(path) as reader:
        found = list(reader.frames())
        assert [frame for _, frame in found] == [Frame(*frame) for frame in FRAMES]
        assert reader.finished
        assert (reader.damaged, reader.torn_bytes) == (0, 0)
    for offset, frame in found:
        assert read_frame(path, offset) == frame
    with reading(path, found[3][0]) as reader:
        assert ids(frames_of(reader)) == ["3", "4"]


def test_a_little_at_a_time(tmp_path: Path) -> None:
    """max_bytes bounds a helping; the next one goes on where it ended, and a consumer may stop in the middle."""
    path, _ = written(tmp_path, NAME, FRAMES)
    with reading(path) as reader:
        found = []
        while not reader.finished:
            found += [frame for _, frame in reader.frames(1)]
        assert ids(found) == list("01234")
    with reading(path) as reader:
        for _, frame in reader.frames():
            assert frame.header["exchange_id"] == "0"
            break
        assert ids(frames_of(reader)) == list("1234")


def test_an_empty_segment(tmp_path: Path) -> None:
    """Nothing in it, and nothing wrong with it."""
    path, _ = written(tmp_path, NAME, [])
    with reading(path) as reader:
        assert frames_of(reader) == []
        assert reader.finished


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 30, 1 << 20, (1 << 20) + 1, 5 << 20])
def test_bodies_of_any_size(tmp_path: Path, size: int) -> None:
    """Around and beyond the reader's window."""
    body = os.urandom(size)
    path, _ = written(tmp_path, NAME, [(Kind.OPENING, header("a"), b"x"), (Kind.CLOSING, header("b"), body), *FRAMES])
    with reading(path) as reader:
        found = frames_of(reader)
    assert found[1].body == body
    assert ids(found) == ["a", "b", *"01234"]
    heads = HeadReader(path)
    assert [head.header["exchange_id"] for _, head in heads.heads()] == ["a", "b", *"01234"]
    heads.close()


def test_a_header_longer_than_the_window(tmp_path: Path) -> None:
    """A closing frame with thousands of chunks is still a frame."""
    path, _ = written(tmp_path, NAME, [(Kind.CLOSING, header("a", x="y" * (3 << 20)), b"b"), *FRAMES])
    with reading(path) as reader:
        assert ids(frames_of(reader)) == ["a", *"01234"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_torn_tail(tmp_path: Path, data: st.DataObject) -> None:
    """The writer died in the middle of a frame: the whole ones are read, the rest is cut off and kept aside."""
    path, encoded = written(tmp_path, NAME, FRAMES)
    whole = path.read_bytes()
    end = data.draw(st.integers(0, len(whole)))
    path.write_bytes(whole[:end])
    count = 0
    while sum(map(len, encoded[: count + 1])) <= end and count < 5:
        count += 1
    kept = sum(map(len, encoded[:count]))
    with reading(path) as reader:
        assert ids(frames_of(reader)) == [str(number) for number in range(count)]
        assert reader.finished
        assert reader.torn_bytes == end - kept
        assert reader.damaged == 0
    assert path.stat().st_size == kept
    if end > kept:
        assert (tmp_path / "quarantine" / f"{NAME}.{kept}").read_bytes() == whole[kept:end]


@pytest.mark.parametrize(
    "tail", [b"\0" * 10, b"\0" * 5000, b"GNM", b"GNM1" + b"\xff" * 30, b"noise"], ids=lambda tail: repr(tail[:12])
)
def test_a_tail_of_something_else(tmp_path: Path, tail: bytes) -> None:
    """Power loss leaves zeros, or worse, behind what was synced."""
    path, _ = written(tmp_path, NAME, FRAMES)
    path.write_bytes(path.read_bytes() + tail)
    with reading(path) as reader:
        assert ids(frames_of(reader)) == list("01234")
        assert reader.finished
        assert reader.torn_bytes == len(tail)
    assert quarantined(tmp_path) == [tail]


def test_a_write_in_progress_is_not_torn(tmp_path: Path) -> None:
    """Under a held lock an incomplete frame is waited for; nothing is cut, nothing set aside."""
    segment = SegmentWriter(tmp_path, NAME)
    path = tmp_path / NAME
    frames = [encode(*frame, segment.seed) for frame in FRAMES[:2]]
    segment.append(frames[:1])
    first, second = map(b"".join, frames)
    with reading(path) as reader:
        assert ids(frames_of(reader)) == ["0"]
        for end in (3, 20, 30, len(second) - 1):
            path.write_bytes(first + second[:end])
            assert frames_of(reader) == []
            assert not reader.finished
        path.write_bytes(first + second)
        assert ids(frames_of(reader)) == ["1"]
        assert not reader.finished
        segment.release()
        assert frames_of(reader) == []
        assert reader.finished
        assert (reader.torn_bytes, reader.damaged) == (0, 0)
    assert quarantined(tmp_path) == []


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damage_in_the_middle(tmp_path: Path, data: st.DataObject) -> None:
    """Some bytes of one frame were changed: that frame is set aside, all others are read."""
    path, encoded = written(tmp_path, NAME, FRAMES)
    hit = data.draw(st.integers(0, 3))
    start = sum(map(len, encoded[:hit]))
    at = start + data.draw(st.integers(0, len(encoded[hit]) - 1))
    content = bytearray(path.read_bytes())
    content[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with reading(path) as reader:
        assert ids(frames_of(reader)) == [str(number) for number in range(5) if number != hit]
        assert reader.damaged == 1
        assert reader.torn_bytes == 0
        assert reader.finished
    aside = tmp_path / "quarantine" / f"{NAME}.{start}"
    assert aside.read_bytes() == bytes(content[start : start + len(encoded[hit])])
    assert aside.stat().st_mode & 0o777 == 0o600
    heads = HeadReader(path)
    found = [head.header["exchange_id"] for _, head in heads.heads()]
    heads.close()
    assert [name for name in found if name != str(hit)] == [str(number) for number in range(5) if number != hit]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=300)), max_size=4), st.booleans())
def test_any_damage_at_all(tmp_path: Path, blows: list[tuple[int, bytes]], held: bool) -> None:
    """Whatever happens to a file: nothing raises, nothing false is read, and reading comes to an end."""
    path, _ = written(tmp_path, NAME, FRAMES)
    content = path.read_bytes()
    for at, bytes_ in blows:
        content = content[:at] + bytes_ + content[at + len(bytes_) // 2 :]
    path.write_bytes(content)
    holder = os.open(path, os.O_RDONLY)
    if held:
        fcntl.flock(holder, fcntl.LOCK_EX)
    with reading(path) as reader:
        for frame in frames_of(reader):
            assert (frame.kind, frame.header, frame.body) in FRAMES
        assert reader.finished is not held
    os.close(holder)
    with reading(path) as reader:
        frames_of(reader)
        assert reader.finished
    path.unlink()


def test_damage_while_the_next_frame_is_being_written(tmp_path: Path) -> None:
    """The reader waits at the damage until it can see where a frame begins, and loses none."""
    segment = SegmentWriter(tmp_path, NAME)
    path = tmp_path / NAME
    first, second = (b"".join(encode(*frame, segment.seed)) for frame in FRAMES[:2])
    path.write_bytes(b"damage" + first[:40])
    with reading(path) as reader:
        assert frames_of(reader) == []
        path.write_bytes(b"damage" + first + second[:10])
        assert ids(frames_of(reader)) == ["0"]
        path.write_bytes(b"damage" + first + second)
        assert ids(frames_of(reader)) == ["1"]
        assert reader.damaged == 1
    assert quarantined(tmp_path) == [b"damage"]
    segment.release()


def test_a_forged_frame_inside_a_body(tmp_path: Path) -> None:
    """Even when the frame around it is damaged, what a stranger put into a body is not taken for a frame."""
    guesses = (0, seed_of(""), seed_of(segment_name("x", 1)))
    forged = [b"".join(encode(Kind.OPENING, header("forged"), b"x", seed)) for seed in guesses]
    body = b"".join(forged) + MAGIC * 20 + b"\0" * 40
    path, encoded = written(tmp_path, NAME, [(Kind.OPENING, header("real"), body), *FRAMES])
    with reading(path) as reader:
        assert ids(frames_of(reader)) == ["real", *"01234"]
    content = bytearray(path.read_bytes())
    content[len(encoded[0]) - 1] ^= 1
    path.write_bytes(content)
    with reading(path) as reader:
        assert ids(frames_of(reader)) == list("01234")
        assert reader.damaged == 1


def test_the_magic_across_the_edge_of_the_window(tmp_path: Path) -> None:
    """Looking for the next frame does not depend on where reads end."""
    for shift in range(-5, 6):
        name = segment_name("edge", shift + 6)
        path, encoded = written(tmp_path, name, FRAMES)
        path.write_bytes(b"\1" * ((1 << 20) + shift) + b"".join(encoded))
        with reading(path) as reader:
            assert ids(frames_of(reader)) == list("01234"), shift


def test_what_is_gone_or_was_never_there(tmp_path: Path) -> None:
    """Asking for a frame by place is a question, not a promise."""
    path, encoded = written(tmp_path, NAME, FRAMES)
    assert read_frame(tmp_path / "none.00000001.seg", 0) is None
    assert read_frame(path, 1) is None
    assert read_frame(path, 10_000_000) is None
    path.write_bytes(encoded[0][:-1])
    assert read_frame(path, 0) is None


def test_a_full_disk_does_not_stop_the_reader(tmp_path: Path) -> None:
    """Quarantine that can't be written is given up, and reading goes on."""
    path, encoded = written(tmp_path, NAME, FRAMES)
    content = bytearray(path.read_bytes())
    content[len(encoded[0]) - 1] ^= 1
    path.write_bytes(content)
    (tmp_path / "quarantine").write_bytes(b"a file where the folder should be")
    with reading(path) as reader:
        assert ids(frames_of(reader)) == list("1234")
        assert reader.damaged == 1


def test_order_and_size(tmp_path: Path) -> None:
    """Older writers first, a writer's segments by their numbers; quarantine is not counted."""
    for name in (segment_name("b", 1), segment_name("a", 10), segment_name("a", 9), segment_name("a", 2)):
        (tmp_path / name).write_bytes(b"12345")
    (tmp_path / "quarantine").mkdir()
    (tmp_path / "quarantine" / "x").write_bytes(b"12345")
    (tmp_path / "a.00000011.seg.new").write_bytes(b"")
    assert [path.name for path in segments(tmp_path)] == [
        *("a.00000002.seg", "a.00000009.seg", "a.00000010.seg", "b.00000001.seg"),
    ]
    assert size_bytes(tmp_path) == 20


def test_a_writer_is_alive_while_it_holds_any_segment(tmp_path: Path) -> None:
    """Across a rotation, too: the next segment is held before the last one is let go."""
    first = SegmentWriter(tmp_path, segment_name("w", 1))
    assert writer_is_alive(tmp_path, "w")
    assert not writer_is_alive(tmp_path, "v")
    second = SegmentWriter(tmp_path, segment_name("w", 2))
    first.release()
    assert writer_is_alive(tmp_path, "w")
    (tmp_path / segment_name("w", 1)).unlink()
    assert writer_is_alive(tmp_path, "w")
    second.release()
    assert not writer_is_alive(tmp_path, "w")


def test_looking_at_a_lock_does_not_take_it(tmp_path: Path) -> None:
    """Two readers at once do not take each other for the writer."""
    path, _ = written(tmp_path, NAME, FRAMES)
    with reading(path) as one, reading(path) as two:
        assert ids(frames_of(one)) == ids(frames_of(two)) == list("01234")
        assert one.finished
        assert two.finished


def _write_many(directory: Path, turns: int) -> None:
    """As a worker under load: three frames in one write, the largest of some pages."""
    segment = SegmentWriter(directory, NAME)
    for turn in range(turns):
        frames = [(f"{turn}-{place}", size) for place, size in enumerate((500, 9_000, 500))]
        segment.append([encode(Kind.REQUEST, header(name), b"x" * size, segment.seed) for name, size in frames])
    segment.release()


def test_what_is_arriving_is_not_taken_for_damage(tmp_path: Path) -> None:
    """A reader may see a part of a write, and then, looking further, all of it and the next one."""
    turns = 8_000
    (tmp_path / NAME).touch()  # opened before the first frame is written; SegmentWriter renames its own over it
    writing = multiprocessing.get_context("spawn").Process(target=_write_many, args=(tmp_path, turns))
    empty = (tmp_path / NAME).stat().st_ino
    writing.start()
    while (tmp_path / NAME).stat().st_ino == empty:
        pass
    heads = HeadReader(tmp_path / NAME)
    seen = 0
    with reading(tmp_path / NAME) as reader:
        found = 0
        while not reader.finished:
            found += len(list(reader.frames()))
            seen += len(list(heads.heads()))
        seen += len(list(heads.heads()))
        assert reader.damaged == 0
    heads.close()
    writing.join()
    assert (found, seen) == (3 * turns, 3 * turns)
