from __future__ import annotations

import asyncio
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from store.base import Batch, CannotOpen, DataDirInUse, TooNew, TooOld
from store.models import Bodies
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.sqlite.files import migrate, open_for_writing, opening
from store.sqlite.requests.rows import EXCHANGE_COLUMNS, SCORE_COLUMNS, exchange_values
from tests.store.calls import exchange


def test_a_blank_file_is_brought_to_the_newest_version_and_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(open_for_writing(tmp_path / "x.db", "records")) as db:
            pragma = {
                name: db.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("auto_vacuum", "journal_mode", "synchronous")
            }
            assert pragma == {"auto_vacuum": 2, "journal_mode": "wal", "synchronous": 2}
            columns = {row[1] for row in db.execute("PRAGMA table_info(exchange)")}
            assert columns == {*EXCHANGE_COLUMNS, "id", "version", "is_last", "conflict"}
            columns = {row[1] for row in db.execute("PRAGMA table_info(score)")}
            assert columns == {*SCORE_COLUMNS, "id", "version", "exchange_id"}
            scripts = {path.name for path in (files("store") / "migrations" / "sqlite" / "records").iterdir()}
            assert {name for (name,) in db.execute("SELECT name FROM migration")} == scripts


def test_a_file_of_a_newer_gnomon_is_refused(tmp_path: Path) -> None:
    with closing(open_for_writing(tmp_path / "x.db", "records")) as db:
        db.execute("INSERT INTO migration VALUES (999, '0999_future.sql', 0)")
    with pytest.raises(TooNew, match="newer gnomon"):
        open_for_writing(tmp_path / "x.db", "records")


def test_a_file_of_a_version_before_the_first_release_is_refused(tmp_path: Path) -> None:
    """Its migrations had other names, and their tables other columns; nothing in the file is changed."""
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as db:
        db.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT, applied_at_us INTEGER)")
        for number, name in enumerate(("0001_first.sql", "0002_scores.sql", "0003_score_targets.sql"), 1):
            db.execute("INSERT INTO migration VALUES (?, ?, 0)", (number, name))
            with pytest.raises(TooOld, match=r"x\.db was written by a development version .* server\.data_dir"):
                open_for_writing(tmp_path / "x.db", "records")
        assert db.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


# Migrations before, and the columns that were not there then
FINGERPRINT = ("prompt_fingerprint",)
HASHES = ("conversation_hash", "last_user_message_hash", *FINGERPRINT)
BEFORE = [
    (("0001_schema.sql", "0002_answers.sql"), ("extract_error", *HASHES)),
    (("0001_schema.sql", "0002_answers.sql", "0003_extract_error.sql"), HASHES),
    (
        (
            *("0001_schema.sql", "0002_answers.sql", "0003_extract_error.sql", "0004_pair_hashes.sql"),
            "0005_newest_of_an_id.sql",
        ),
        FINGERPRINT,
    ),
    (
        (
            *("0001_schema.sql", "0002_answers.sql", "0003_extract_error.sql", "0004_pair_hashes.sql"),
            *("0005_newest_of_an_id.sql", "0008_pipeline.sql"),
        ),
        FINGERPRINT,
    ),
]


@pytest.mark.parametrize(("migrations", "missing"), BEFORE)
async def test_rows_of_the_versions_before_are_kept(
    data_dir: DataDir, migrations: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    data_dir.database.parent.mkdir(parents=True)
    folder = files("store") / "migrations" / "sqlite" / "records"
    before = tuple(name for name in EXCHANGE_COLUMNS if name not in missing)
    row = dict(
        zip(EXCHANGE_COLUMNS, exchange_values(exchange("e1", model_answered="gpt-4o", cost_usd=1.0)), strict=True)
    )
    with closing(sqlite3.connect(data_dir.database)) as db:
        db.execute(
            "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at_us INTEGER NOT NULL)"
        )
        for name in migrations:
            db.executescript((folder / name).read_text())
            db.execute("INSERT INTO migration VALUES (?, ?, 0)", (int(name[:4]), name))
        marks = ", ".join("?" * (len(before) + 2))
        values = (1, 1, *(row[name] for name in before))
        db.execute(f"INSERT INTO exchange (id, version, {', '.join(before)}) VALUES ({marks})", values)
        db.commit()
    store = await SqliteStore.open(data_dir, ScoreSettings())
    try:
        found = await store.request(1, "e1")
    finally:
        await store.close()
    assert found
    assert (found.last.model_answered, found.last.cost_usd) == ("gpt-4o", 1.0)
    assert [getattr(found.last, name) for name in missing] == [None] * len(missing)


def test_a_webhook_for_blocked_evaluators_listens_to_alerts(tmp_path: Path) -> None:
    folder = files("store") / "migrations" / "sqlite" / "records"
    before = sorted(script.name for script in folder.iterdir() if script.name < "0009")
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as db:
        for name in before:
            db.executescript((folder / name).read_text())
        kinds, data = '["score.added","evaluator.blocked"]', '{"evaluator": "e"}'
        db.execute(
            "INSERT INTO webhook VALUES"
            " ('w', 1, 0, 0, 'http://x', ?, '\"all\"', '[]', 100, 1, '', 1, NULL, x'00', NULL, NULL)",
            (kinds,),
        )
        db.execute("INSERT INTO event VALUES (1, 1, 'evaluator.blocked', 's', NULL, NULL, NULL, 0, ?, 0)", (data,))
        db.executescript((folder / "0013_alerts.sql").read_text())
        assert db.execute("SELECT events FROM webhook").fetchone() == (
            '["score.added","alert.fired","alert.resolved"]',
        )
        assert db.execute("SELECT kind, data FROM event").fetchone() == (
            "alert.fired",
            '{"evaluator":"e","alert":"evaluator_blocked"}',
        )


def test_a_migration_that_fails_leaves_nothing_of_itself(tmp_path: Path) -> None:
    (tmp_path / "0001_first.sql").write_text("CREATE TABLE a (x INTEGER);")
    (tmp_path / "0002_bad.sql").write_text("CREATE TABLE b (x INTEGER);\nINSERT INTO nowhere VALUES (1);")
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as db:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate(db, tmp_path / "x.db", tmp_path)
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"migration", "a"}
        assert db.execute("SELECT max(number) FROM migration").fetchone() == (1,)


@pytest.mark.parametrize("folder", ["records", "bodies"])
def test_no_number_is_given_twice(folder: str) -> None:
    """Of two scripts with one number, only one would be applied."""
    names = [script.name for script in (files("store") / "migrations" / "sqlite" / folder).iterdir()]
    numbers = [name.partition("_")[0] for name in names if name.endswith(".sql")]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("folder", ["records", "bodies"])
def test_each_nullable_column_says_what_null_means(folder: str) -> None:
    for script in (files("store") / "migrations" / "sqlite" / folder).iterdir():
        for line in script.read_text().splitlines():
            words = line.split()
            is_column = (
                line.startswith("    ")
                and len(words) > 1
                and words[1].strip(",") in {"TEXT", "INTEGER", "REAL", "BLOB"}
            )
            if is_column and "NOT NULL" not in line and "PRIMARY KEY" not in line:
                assert "NULL:" in line or "NULL," in line, line


async def test_only_the_owner_can_read_the_files(sqlite: SqliteStore, data_dir: DataDir) -> None:
    await asyncio.wrap_future(sqlite.store_batch(Batch([exchange("e1")], {"e1": Bodies(b"x")})))
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in data_dir.root.iterdir() if path.is_file()}
    assert set(found) >= {"gnomon.db", "gnomon.db-wal", "bodies.db", "bodies.db-wal"}
    assert set(found.values()) == {0o600}


async def test_a_second_process_is_refused_and_the_first_is_named(sqlite: SqliteStore, data_dir: DataDir) -> None:
    with pytest.raises(DataDirInUse, match="in use by another gnomon"):
        await SqliteStore.open(data_dir, ScoreSettings(), lock_wait_s=0.05)


async def test_a_second_opener_waits_for_the_first_to_leave(data_dir: DataDir) -> None:
    first = await SqliteStore.open(data_dir, ScoreSettings())
    second = asyncio.create_task(SqliteStore.open(data_dir, ScoreSettings(), lock_wait_s=30))
    await first.close()
    await (await second).close()


_HOLD = """
import sys
from pathlib import Path
from store.settings import DataDir
from store.sqlite.lock import DataDirLock
lock = DataDirLock(DataDir(Path(sys.argv[1])), 0)
print("held", flush=True)
sys.stdin.read()
"""


async def test_a_killed_process_does_not_hold_the_lock(data_dir: DataDir) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(data_dir.root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(DataDirInUse, match=f"process {holder.pid}"):
            await SqliteStore.open(data_dir, ScoreSettings(), lock_wait_s=0)
        holder.kill()
    await (await SqliteStore.open(data_dir, ScoreSettings(), lock_wait_s=30)).close()


async def test_deleting_returns_space_to_the_file_system(sqlite: SqliteStore, data_dir: DataDir) -> None:
    rows = [exchange(f"e{number}") for number in range(500)]
    noise = bytes(range(256)) * 40
    bodies = {row.exchange_id: Bodies(row.exchange_id.encode() * 700 + noise) for row in rows}
    await asyncio.wrap_future(sqlite.store_batch(Batch(rows, bodies)))
    await sqlite.expire(rows_before_us=10_000, bodies_before_us=None)
    with closing(sqlite3.connect(data_dir.bodies)) as db:
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert db.execute("PRAGMA page_count").fetchone()[0] < 20


def test_a_full_disk_is_named_with_what_to_do(tmp_path: Path) -> None:
    """SQLite itself says neither which file it is nor what would help."""
    path = tmp_path / "x.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA max_page_count = 2")
        with (
            pytest.raises(CannotOpen, match=r"x\.db cannot be opened: .* full\. Free space on its disk"),
            opening(path),
        ):
            db.execute(
                "CREATE TABLE a AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r"
            )
    with pytest.raises(CannotOpen, match=r"Make it and its directory writable for this user"):
        open_for_writing(tmp_path, "records")
