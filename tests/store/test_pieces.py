"""Bodies are stored once: pieces that several bodies of a project have in common."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.base import Batch
from store.models import Bodies, ExchangeRow
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.bodies.checking import check_newest
from store.sqlite.bodies.compression import CUT
from store.sqlite.bodies.cutting import LEAST_BYTES, MOST_BYTES, next_cut
from store.sqlite.bodies.preparing import Preparer
from store.sqlite.bodies.recipes import decode
from store.sqlite.bodies.writing import delete_bodies
from store.sqlite.requests import storing
from store.sqlite.session import Session
from tests.store.calls import exchange

WORDS = ("model", "message", "session", "answer", "call", "tool", "the", "again", "reads", "every")


def text(seed: int, size: int) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + str(rng.randrange(10_000)) for _ in range(size // 10))


def conversation(turns: int, seed: int = 0, separators: tuple[str, str] = (",", ":")) -> bytes:
    """The request of an agent after so many turns; it begins as the one before, and has the same end."""
    messages: list[dict[str, Any]] = [{"role": "system", "content": text(seed * 10_000, 6_000)}]
    for turn in range(turns):
        messages.append({"role": "assistant", "content": text(seed * 10_000 + turn, 300)})
        messages.append({"role": "tool", "content": text(seed * 10_000 + turn + 1_000, 3_000)})
    tools = [{"type": "function", "function": {"name": f"t{n}", "description": text(n, 700)}} for n in range(20)]
    body = {"model": "m", "messages": messages, "tools": tools, "stream": True}
    return json.dumps(body, separators=separators).encode()


async def store_all(store: SqliteStore, bodies: dict[str, Bodies], **fields: Any) -> None:
    rows = [exchange(exchange_id, **fields) for exchange_id in bodies]
    recorded = await asyncio.wrap_future(store.store_batch(Batch(rows, bodies)))
    assert recorded.failed == {}


class Audit:
    """What bodies.db holds, counted anew."""

    def __init__(self, data_dir: DataDir) -> None:
        with closing(sqlite3.connect(data_dir.bodies)) as db:
            recipes = [decode(data) for (data,) in db.execute("SELECT data FROM body WHERE codec = ?", (CUT,))]
            self.bodies, self.stored_bytes = db.execute("SELECT count(*), sum(length(data)) FROM body").fetchone()
            self.pieces = dict(db.execute("SELECT id, uses FROM piece"))
            self.data = {row[0] for row in db.execute("SELECT id FROM piece_data")}
            self.projects = Counter(row[0] for row in db.execute("SELECT project FROM piece"))
            (piece_bytes,) = db.execute("SELECT coalesce(sum(length(data)), 0) FROM piece_data").fetchone()
        self.stored_bytes = (self.stored_bytes or 0) + piece_bytes
        self.recounted = Counter(row_id for recipe in recipes for row_id in recipe.piece_ids)

    def check(self) -> None:
        assert self.pieces == self.recounted, "no orphan, no lost piece, and each use is counted"
        assert self.data == set(self.pieces)


async def test_a_session_is_stored_once(sqlite: SqliteStore, data_dir: DataDir) -> None:
    """Whatever spaces its JSON has. The second call costs what it shares, each later one what is new in it."""
    sizes = []
    for compact in ((",", ":"), (", ", ": ")):
        bodies = {f"{compact}{turn}": Bodies(conversation(turn, separators=compact)) for turn in range(30)}
        for exchange_id, both in bodies.items():
            await store_all(sqlite, {exchange_id: both})
            sizes.append(Audit(data_dir).stored_bytes)
        for exchange_id, both in bodies.items():
            assert await sqlite.bodies(1, exchange_id) == both
    raw = [len(conversation(turn)) for turn in range(30)]
    assert sizes[29] < sum(raw) / 30
    assert (sizes[29] - sizes[15]) / 14 < 3_000, "a call brings 3.3 kB"
    assert await sqlite.many_bodies(list(bodies), 1 << 30) == bodies
    Audit(data_dir).check()


async def test_a_repeated_prompt_costs_its_references(sqlite: SqliteStore, data_dir: DataDir) -> None:
    body, answers = conversation(30), [text(n, 5_000).encode() for n in range(6)]
    for number in range(3):
        await store_all(sqlite, {f"e{number}": Bodies(body, answers[number])})
    before = Audit(data_dir).stored_bytes
    await store_all(sqlite, {f"e{number}": Bodies(body) for number in range(3, 50)})
    assert Audit(data_dir).stored_bytes - before < 47 * 700
    assert await sqlite.bodies(1, "e2") == Bodies(body, answers[2])
    assert await sqlite.bodies(1, "e49") == Bodies(body)


async def test_nothing_is_shared_that_comes_once(sqlite: SqliteStore, data_dir: DataDir) -> None:
    """Also where all calls have one system prompt: then this alone is shared."""
    unrelated = {f"u{n}": Bodies(conversation(5, seed=n)) for n in range(10)}
    await store_all(sqlite, unrelated)
    assert Audit(data_dir).pieces == {}
    system = text(1, 6_000)
    prompts = {
        f"p{n}": Bodies(
            json.dumps({"messages": [{"role": role, "content": content} for role, content in said]}).encode()
        )
        for n in range(10)
        for said in [[("system", system), *(("user", text(n * 100 + turn, 3_000)) for turn in range(8))]]
    }
    await store_all(sqlite, prompts)
    assert list(Audit(data_dir).pieces.values()) == [9]
    for exchange_id, both in (unrelated | prompts).items():
        assert await sqlite.bodies(1, exchange_id) == both


async def test_projects_share_nothing(sqlite: SqliteStore, data_dir: DataDir) -> None:
    for project in (1, 2):
        for number in range(3):
            await store_all(sqlite, {f"{project}-{number}": Bodies(conversation(20))}, project=project)
    audit = Audit(data_dir)
    audit.check()
    assert audit.projects[1] == audit.projects[2] > 10
    await sqlite.delete_project(1)
    assert Audit(data_dir).projects == {2: audit.projects[2]}
    assert await sqlite.bodies(2, "2-2") == Bodies(conversation(20))
    assert await sqlite.bodies(1, "1-2") is None
    assert await sqlite.bodies(1, "2-2") is None, "an id of another project"


async def test_pieces_go_with_the_last_body_that_has_them(sqlite: SqliteStore, data_dir: DataDir) -> None:
    for number in range(6):
        await store_all(sqlite, {f"e{number}": Bodies(conversation(number + 5))}, started_at_us=number)
    await sqlite.expire(rows_before_us=None, bodies_before_us=3)
    Audit(data_dir).check()
    assert await sqlite.bodies(1, "e2") is None
    assert await sqlite.bodies(1, "e3") == Bodies(conversation(8))
    await sqlite.expire(rows_before_us=5, bodies_before_us=None)
    assert await sqlite.bodies(1, "e5") == Bodies(conversation(10))
    await store_all(sqlite, {"e6": Bodies(conversation(11))}, started_at_us=9)
    await sqlite.expire(rows_before_us=6, bodies_before_us=None)
    assert await sqlite.bodies(1, "e6") == Bodies(conversation(11))
    await sqlite.expire(rows_before_us=10, bodies_before_us=None)
    assert (Audit(data_dir).bodies, Audit(data_dir).pieces) == (0, {})
    for number in range(3):  # known pieces were forgotten with them
        await store_all(sqlite, {f"again{number}": Bodies(conversation(10))})
    assert await sqlite.bodies(1, "again2") == Bodies(conversation(10))
    Audit(data_dir).check()


async def test_a_body_that_comes_again_replaces_the_one_before(sqlite: SqliteStore, data_dir: DataDir) -> None:
    """As after a crash between the commits of both databases: bodies.db has the body, gnomon.db not the row."""
    for number in range(4):
        await store_all(sqlite, {f"e{number}": Bodies(conversation(number + 8))})
    with closing(sqlite3.connect(data_dir.database)) as db:
        db.execute("DELETE FROM exchange WHERE exchange_id IN ('e1', 'e3')")
        db.commit()
    await store_all(sqlite, {"e3": Bodies(conversation(11)), "e4": Bodies(conversation(12))})
    await store_all(sqlite, {"e1": Bodies(conversation(3), b"answer")})
    Audit(data_dir).check()
    assert await sqlite.bodies(1, "e1") == Bodies(conversation(3), b"answer")
    for number in (2, 3, 4):
        assert await sqlite.bodies(1, f"e{number}") == Bodies(conversation(number + 8))


def test_pieces_that_were_undone_or_deleted_meanwhile_are_stored_again(data_dir: DataDir) -> None:
    """What the memory of pieces says is true after a rollback, and a hint where bodies are prepared."""
    data_dir.root.mkdir()
    session = Session(data_dir)
    preparer = Preparer(session.digests, session.pieces)
    wanted = {f"e{number}": Bodies(conversation(number + 8)) for number in range(6)}
    for exchange_id, both in wanted.items():
        row = exchange(exchange_id)
        prepared = preparer.prepare({exchange_id: both}, {exchange_id: 1})
        for undone in (True, False):
            session.begin()
            storing.store_batch(session, Batch([row]), prepared)
            session.rollback() if undone else session.commit()
        Audit(data_dir).check()
    late = preparer.prepare({"late": wanted["e5"]}, {"late": 1})
    assert late["late"].request is not None
    assert late["late"].request[-1] == {}, "all of its pieces are known"
    session.begin()
    delete_bodies(session, wanted)
    storing.store_batch(session, Batch([exchange("late")]), late)
    session.commit()
    assert storing.stored_bodies(session, "late") == wanted["e5"]
    session.close()
    Audit(data_dir).check()


async def test_damage_is_of_the_bodies_that_have_it(
    sqlite: SqliteStore, data_dir: DataDir, capsys: pytest.CaptureFixture[str]
) -> None:
    """A piece that is lost, another one's content in its place, changed bytes: all are noticed, and named."""
    sessions = {f"{name}{n}": Bodies(conversation(20, seed), b"{}") for seed, name in enumerate("abcd") for n in "012"}
    for exchange_id, both in sessions.items():
        await store_all(sqlite, {exchange_id: both})
    with closing(sqlite3.connect(data_dir.bodies)) as db:
        recipes = dict(db.execute("SELECT exchange_id, data FROM body WHERE exchange_id LIKE '_2' AND side = 0"))
        pieces = {name: decode(recipes[f"{name}2"]).piece_ids for name in "abcd"}
        shared = set.intersection(*pieces.values())  # the tools
        assert len(shared) > 2
        a, b, c, d = (sorted(of_one - shared) for of_one in pieces.values())
        db.execute("DELETE FROM piece_data WHERE id = ?", (a[3],))
        swap = "UPDATE piece_data SET (codec, data) = (SELECT codec, data FROM piece_data WHERE id = ?) WHERE id = ?"
        db.execute(swap, (d[5], b[3]))
        db.execute("UPDATE piece_data SET data = substr(data, 1, 40) WHERE id = ?", (c[3],))
        db.commit()
    for name in "abc":
        assert await sqlite.bodies(1, f"{name}2") == Bodies(None, b"{}", damaged=("request",))
    assert f"its piece {a[3]} is missing" in capsys.readouterr().out
    found = await sqlite.many_bodies(list(sessions), 1 << 30)
    whole = {exchange_id: both for exchange_id, both in found.items() if both is not None and not both.damaged}
    assert whole.keys() >= {"a0", "b0", "c0", "d0", "d1", "d2"}, "first calls are whole, and d is as it was"
    assert whole == {exchange_id: sessions[exchange_id] for exchange_id in whole}
    report = check_newest(data_dir.bodies, 1_000)
    assert (report.checked, report.damaged) == (24, ["c2", "b2", "a2"])
    assert report.uses == sum(Audit(data_dir).pieces.values())
    assert check_newest(data_dir.bodies, 6).damaged == []
    await sqlite.expire(rows_before_us=10_000, bodies_before_us=None)
    assert (Audit(data_dir).bodies, Audit(data_dir).pieces) == (0, {}), "damage keeps nothing from being deleted"


async def test_bodies_of_the_version_before_are_read_as_they_are(data_dir: DataDir) -> None:
    """0.1 wrote whole bodies only: plain ones, and such as are compressed without a checksum."""
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await store_all(store, {f"old{n}": Bodies(conversation(n + 5), b"plain") for n in range(4)})
    await store.close()
    _as_before(data_dir)
    assert check_newest(data_dir.bodies, 10).checked == 0, "the upgrade is the server's"
    assert check_newest(data_dir.root / "none.db", 10).checked == 0
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        for number in range(4):
            assert await store.bodies(1, f"old{number}") == Bodies(conversation(number + 5), b"plain")
        for number in range(4, 8):
            await store_all(store, {f"new{number}": Bodies(conversation(number + 5))})
        assert await store.bodies(1, "new7") == Bodies(conversation(12))
        await store.expire(rows_before_us=10_000, bodies_before_us=None)
    finally:
        await store.close()
    assert (Audit(data_dir).bodies, Audit(data_dir).pieces) == (0, {})


def _as_before(data_dir: DataDir) -> None:
    with closing(sqlite3.connect(data_dir.bodies, isolation_level=None)) as db:
        for table in ("piece", "piece_data", "piece_key", "change"):
            db.execute(f"DROP TABLE {table}")
        db.execute("DELETE FROM migration WHERE number > 1")
        db.execute("DELETE FROM body WHERE side = 0")
        rows = [(f"old{n}", 0, 1, 1, zstandard.ZstdCompressor(1).compress(conversation(n + 5))) for n in range(4)]
        db.executemany("INSERT INTO body (exchange_id, side, started_at_us, codec, data) VALUES (?, ?, ?, ?, ?)", rows)


# Any order of what may happen, compared with a model that stores whole bodies

_PIECES = [text(seed, size) for seed, size in ((1, 9_000), (2, 3_000), (3, 2_500), (4, 800), (5, 100))]
_BODIES = st.one_of(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map(
        lambda said: json.dumps([{"content": each} for each in said], separators=(",", ":")).encode()
    ),
    st.builds(lambda start, end: bytes(70_000) + start + bytes(range(256)) * 300 + end, st.binary(), st.binary()),
    st.binary(max_size=50),
)
_OPERATIONS = st.lists(
    st.one_of(
        st.tuples(st.just("store"), st.lists(st.tuples(st.integers(1, 2), _BODIES), min_size=1, max_size=5)),
        st.tuples(st.just("end"), st.lists(_BODIES, min_size=1, max_size=3)),
        st.tuples(st.just("expire"), st.booleans()),
        st.tuples(st.just("delete"), st.integers(1, 2)),
        st.tuples(st.just("reopen"), st.none()),
    ),
    max_size=14,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(operations=_OPERATIONS)
def test_any_order_of_writes_and_deletions_reads_as_whole_bodies_would(operations: list[tuple[str, Any]]) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(_Model(DataDir(Path(folder))).run(operations))


class _Model:
    def __init__(self, data_dir: DataDir) -> None:
        self.data_dir = data_dir
        self.rows: dict[str, ExchangeRow] = {}
        self.bodies: dict[str, Bodies] = {}
        self.count = 0

    async def run(self, operations: list[tuple[str, Any]]) -> None:
        store = await self._open()
        try:
            for name, argument in operations:
                if name == "reopen":
                    await store.close()
                    store = await self._open()
                else:
                    await getattr(self, name)(store, argument)
                await self.compare(store)
        finally:
            await store.close()

    async def _open(self) -> SqliteStore:
        return await SqliteStore.open(self.data_dir, ScoreSettings())

    async def store(self, store: SqliteStore, bodies: list[tuple[int, bytes]]) -> None:
        """Calls in flight, each with its request."""
        rows = []
        for project, body in bodies:
            self.count += 1
            row = exchange(f"e{self.count}", project=project, started_at_us=self.count, outcome=None)
            rows.append(row)
            self.rows[row.exchange_id], self.bodies[row.exchange_id] = row, Bodies(body)
        await asyncio.wrap_future(
            store.store_batch(Batch(rows, {r.exchange_id: self.bodies[r.exchange_id] for r in rows}))
        )

    async def end(self, store: SqliteStore, answers: list[bytes]) -> None:
        """The first ones in flight."""
        running = [row for row in self.rows.values() if row.outcome is None]
        ended: dict[str, Bodies] = {}
        rows = []
        for row, body in zip(running, answers, strict=False):
            done = row.copy()
            done.outcome = "ok"
            rows.append(done)
            self.rows[row.exchange_id] = done
            ended[row.exchange_id] = Bodies(None, body)
            self.bodies[row.exchange_id] = Bodies(self.bodies[row.exchange_id].request, body)
        await asyncio.wrap_future(store.store_batch(Batch(rows, ended)))

    async def expire(self, store: SqliteStore, rows_too: bool) -> None:
        """The older half."""
        before = self.count // 2
        await store.expire(rows_before_us=before if rows_too else None, bodies_before_us=before)
        for exchange_id, row in list(self.rows.items()):
            if row.outcome is not None and row.started_at_us < before:
                self.bodies.pop(exchange_id, None)
                if rows_too:
                    del self.rows[exchange_id]

    async def delete(self, store: SqliteStore, project: int) -> None:
        await store.delete_project(project)
        for exchange_id, row in list(self.rows.items()):
            if row.outcome is not None and row.project == project:
                self.bodies.pop(exchange_id, None)
                del self.rows[exchange_id]

    async def compare(self, store: SqliteStore) -> None:
        for exchange_id, row in self.rows.items():
            assert await store.bodies(row.project, exchange_id) == self.bodies.get(exchange_id)
        Audit(self.data_dir).check()


@given(body=st.one_of(st.binary(max_size=9_000), _BODIES, st.builds(lambda n: b'{"' * n, st.integers(0, 90_000))))
def test_cuts_cover_any_body(body: bytes) -> None:
    ends = list(_cuts(body))
    assert ends == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(body)
    sizes = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    assert all(LEAST_BYTES <= size <= MOST_BYTES for size in sizes[:-1])
    assert all(size <= MOST_BYTES for size in sizes)


def _cuts(body: bytes) -> Iterator[int]:
    end = 0
    while end < len(body):
        end = next_cut(body, end)
        yield end


_WRITER = """
import asyncio, sys
from pathlib import Path
from tests.store.test_pieces import conversation, store_all
from store.models import Bodies
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore

async def main():
    store = await SqliteStore.open(DataDir(Path(sys.argv[1])), ScoreSettings(), lock_wait_s=30)
    for number in range(int(sys.argv[2]), 10_000):
        await store_all(store, {f"e{number}": Bodies(conversation(number % 20))}, started_at_us=number)
        print(number, flush=True)
        if number % 7 == 6:
            await store.expire(rows_before_us=number - 10, bodies_before_us=number - 5)

asyncio.run(main())
"""


async def test_a_killed_writer_leaves_no_orphan_and_loses_no_piece(data_dir: DataDir) -> None:
    """It stores a session and deletes what is older, and is killed at any time."""
    number = 0
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(data_dir.root), str(number)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout
            for _ in range(random.randint(10, 40)):
                number = int(writer.stdout.readline()) + 1
            writer.send_signal(signal.SIGKILL)
            number = max([number, *(int(line) + 1 for line in writer.stdout.read().split(b"\n") if line)])
        store = await SqliteStore.open(data_dir, ScoreSettings(), lock_wait_s=30)
        Audit(data_dir).check()
        for stored in range(number - 5, number):
            assert await store.bodies(1, f"e{stored}") == Bodies(conversation(stored % 20))
        await store.close()
