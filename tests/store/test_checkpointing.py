"""Write-ahead logs are written back beside the commits."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from store.settings import DataDir
from store.sqlite.checkpointing import Checkpointer
from store.sqlite.files import read_only_uri
from store.sqlite.session import Session

_PAGE_BYTES = 4_096
_PAGES = 20  # of a commit, and a few more
_COMMITS_MAX = 2_000


def _commit(session: Session, number: int) -> None:
    session.begin()
    session.bodies.execute(
        "INSERT INTO body (exchange_id, side, started_at_us, codec, data) VALUES (?, 0, 0, 0, zeroblob(?))",
        (f"e{number}", _PAGES * _PAGE_BYTES),
    )
    session.commit()


def _log_pages(database: Path) -> int:
    """The file size of a log stays when the log is restarted."""
    return Path(f"{database}-wal").stat().st_size // _PAGE_BYTES


def test_a_log_stays_short_however_long_commits_go_on(data_dir: DataDir) -> None:
    """It is restarted again and again while others write and read, and loses nothing."""
    data_dir.root.mkdir(parents=True)
    session = Session(data_dir)
    checkpointer = Checkpointer(session.databases, every_s=0.001, long_pages=100)
    commits = 0
    with closing(sqlite3.connect(read_only_uri(data_dir.bodies), uri=True)) as reader:
        while not commits or commits * _PAGES < 5 * _log_pages(data_dir.bodies):
            _commit(session, commits)
            checkpointer.after_commit()
            commits += 1
            assert reader.execute("SELECT count(*) FROM body").fetchone() == (commits,)
            assert commits < _COMMITS_MAX, "the log grew with every commit"
        checkpointer.close()
        session.close()
        assert reader.execute("SELECT count(*) FROM body").fetchone() == (commits,)
