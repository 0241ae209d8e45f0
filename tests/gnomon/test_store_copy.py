"""`gnomon store copy`: a record to ClickHouse and back."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner, Result

from gnomon.cli import app
from store.base import Batch
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import accuracy
from tests.store.calls import exchange
from tests.store.clickhouse.test_archive import conversation, tables
from tests.support.clickhouse import PASSWORD, USER, ClickHouse

CALLS = 200


def copy(*options: str) -> Result:
    return CliRunner().invoke(app, ["store", "copy", *options], env={"GNOMON_STORE__PASSWORD": PASSWORD})


async def fill(data_dir: DataDir) -> None:
    store = await SqliteStore.open(data_dir, ScoreSettings())
    for day in range(4):
        calls = [
            exchange(f"x{day}-{n}", started_at_us=day * 86_400_000_000 + n, properties={"Env": f"e{n % 3}"})
            for n in range(CALLS // 4)
        ]
        store.store_batch(
            Batch(exchanges=calls, bodies={call.exchange_id: conversation(n % 5) for n, call in enumerate(calls)})
        ).result()
    await store.keep_scores(1, [accuracy("x0-1", 1), accuracy("x3-1", 0, comment="ö")])
    await store.close()


def kill(until: Callable[[], object], *options: str) -> None:
    """Begin a copy and kill it once something is true."""
    code = "from gnomon.cli import app; app()"
    environ = os.environ | {"GNOMON_STORE__PASSWORD": PASSWORD}
    with subprocess.Popen([sys.executable, "-c", code, "store", "copy", *options], env=environ) as process:
        while not until() and process.poll() is None:
            time.sleep(0.001)
        process.kill()


async def test_a_record_goes_there_and_back(tmp_path: Path) -> None:
    """Also when it is killed on the way; and it says what differs."""
    here, rebuilt = DataDir(tmp_path / "record"), DataDir(tmp_path / "rebuilt")
    await fill(here)
    before = tables(here)
    with ClickHouse(tmp_path / "clickhouse") as server:
        url = f"clickhouse://{USER}@127.0.0.1:{server.http_port}/calls"
        there = ("--from", f"sqlite:{here.root}", "--to", url)
        back = ("--from", url, "--node", "here", "--to", f"sqlite:{rebuilt.root}")

        nothing = copy(*back)
        assert (nothing.exit_code, nothing.stderr) == (
            1,
            'no node is named "here" in the archive; its nodes are: none.\n',
        )
        client = server.client("calls")
        kill(lambda: client.query("SELECT count() FROM archive_piece_row").first_row[0], *there)
        done = copy(*there)
        assert done.exit_code == 0, done.output
        assert done.stdout.endswith(f"The record in {here.root} and its copy are equal.\n")
        assert client.query("SELECT count() FROM request_row FINAL").first_row[0] == CALLS

        kill((rebuilt.root / "incomplete" / "bodies.db").exists, *back)
        done = copy(*back)
        assert (done.exit_code, done.stdout) == (0, f"The record in {rebuilt.root} and its copy are equal.\n"), (
            done.output
        )
        assert tables(rebuilt) == tables(here)
        assert {name for name, rows in before.items() if rows != tables(here)[name]} == {"gnomon.db:node"}
        refused = copy(*back)
        assert (refused.exit_code, refused.stderr) == (
            1,
            f"{rebuilt.root} has a record already: name an empty folder.\n",
        )

        client.command("ALTER TABLE archive_body_row DELETE WHERE exchange_id = 'x2-7' SETTINGS mutations_sync = 1")
        client.close()
        lacking = copy(*there)
        assert lacking.exit_code == 3
        assert lacking.stderr.strip() == "body of 1970-01-03: 100 rows in the record, 98 in the archive"


def test_wrong_urls_are_named(tmp_path: Path) -> None:
    for options in (
        ("--from", "sqlite:a", "--to", "sqlite:b"),
        ("--from", "clickhouse://h/d", "--to", "sqlite:b"),
        ("--from", "sqlite:a", "--to", "clickhouse://h/d", "--node", "1"),
    ):
        assert copy(*options).exit_code == 2
    missing = copy("--from", f"sqlite:{tmp_path}", "--to", "clickhouse://h/d")
    assert (missing.exit_code, missing.stderr) == (
        1,
        f"{tmp_path}/gnomon.db does not exist: no call has been stored there. Check server.data_dir.\n",
    )
