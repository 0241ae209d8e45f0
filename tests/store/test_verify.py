from __future__ import annotations

from store.ingest import Ingest
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.spool_check import verify_spool
from tests.store.calls import Worker


async def test_it_tells_what_is_whole_damaged_torn_and_not_stored(data_dir: DataDir, worker: Worker) -> None:
    worker.calls("e1")
    worker.writes_bytes(b"\x00garbage")
    worker.calls("e2")
    worker.rotates()
    worker.calls("e3")
    worker.writes_bytes(b"GNM1 arriving")
    before = {path: path.read_bytes() for path in data_dir.spool.iterdir()}

    first, second = verify_spool(data_dir).segments
    assert (first.frames, first.damaged, first.torn_bytes, first.not_stored) == (4, 1, 0, 4)
    assert (second.frames, second.torn_bytes, second.arriving_bytes, second.not_stored) == (2, 0, 13, 2)

    worker.lets_go()
    report = verify_spool(data_dir)
    assert (report.frames, report.damaged, report.torn, report.not_stored) == (6, 1, 1, 6)
    assert report.segments[1].torn_bytes == 13
    assert {path: path.read_bytes() for path in data_dir.spool.iterdir()} == before


async def test_a_body_that_fails_its_check_is_damage(data_dir: DataDir, worker: Worker) -> None:
    worker.calls("e1")
    data = worker.path.read_bytes()
    worker.path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    (segment,) = verify_spool(data_dir).segments
    assert (segment.frames, segment.damaged) == (1, 1)


async def test_what_the_store_has_is_not_missing_with_the_server_up_or_down(
    data_dir: DataDir, worker: Worker, sqlite: SqliteStore, ingest: Ingest
) -> None:
    worker.calls("e1")
    worker.opens("e2")
    await ingest.drain()
    assert verify_spool(data_dir).not_stored == 0
    await ingest.stop()
    worker.closes("e2")
    worker.calls("e3")
    (segment,) = verify_spool(data_dir).segments
    assert (segment.frames, segment.not_stored) == (6, 3)


async def test_it_works_when_no_server_runs(data_dir: DataDir, worker: Worker) -> None:
    await (await SqliteStore.open(data_dir, ScoreSettings())).close()
    assert not data_dir.database.with_name("gnomon.db-wal").exists()
    worker.calls("e1")
    assert verify_spool(data_dir).not_stored == 2


def test_an_empty_place_has_nothing(data_dir: DataDir) -> None:
    assert verify_spool(data_dir).segments == []
