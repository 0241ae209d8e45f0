"""The commands, run as a shell runs them."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import duckdb
import pytest
import typer
from typer.core import TyperGroup

import gnomon
from gnomon.cli import app
from store.base import Batch
from store.keys import Keys
from store.settings import DataDir, KeySettings, ScoreSettings
from store.spool.frames import Kind, RequestHeader, encode
from store.spool.segment_files import segment_name
from store.spool.segment_writer import SegmentWriter
from store.sqlite import SqliteStore
from tests.store.calls import exchange
from tests.store.clickhouse.copies import join
from tests.support.scripts import answer
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

COMMANDS = (
    "serve",
    "reprocess",
    "sql",
    "version",
    "demo",
    "keys new",
    "config check",
    "config show",
    "config example",
    "spool verify",
    "replica rebuild",
    "store migrate",
)


def run(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GNOMON_")}
    return subprocess.run(
        [sys.executable, "-m", "gnomon", *arguments],
        cwd=cwd,
        env={**ours, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def spool_of_two_frames(data_dir: DataDir) -> Path:
    """A segment that its writer has closed."""
    data_dir.quarantine.mkdir(parents=True)
    segment = SegmentWriter(data_dir.spool, segment_name("writer", 1))
    for exchange_id in ("one", "two"):
        header: RequestHeader = {
            "exchange_id": exchange_id,
            "request_size_bytes": 4,
            "request_truncated": False,
            "request_complete": True,
        }
        segment.append([encode(Kind.REQUEST, header, b"body", segment.seed)])
    segment.release()
    return data_dir.spool / segment_name("writer", 1)


def test_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert run("version", cwd=tmp_path).stdout.splitlines()[0] == version("gnomon") == gnomon.__version__


async def test_doctor_says_which_node_it_reads(tmp_path: Path) -> None:
    """Its findings and bodies are those of one record."""
    store = await SqliteStore.open(DataDir(tmp_path / "data"), ScoreSettings(), join=join(7))
    await store.close()
    ended = run("doctor", cwd=tmp_path, GNOMON_SERVER__DATA_DIR=str(tmp_path / "data"))
    assert ended.stdout.startswith("This is about node 7 alone: run gnomon doctor on each node for its own calls.\n")


def test_a_new_key_is_accepted_by_the_settings_printed_with_it(tmp_path: Path) -> None:
    """The first line is the key; the lines from [[auth.key]] on go into the settings file unchanged."""
    ended = run("keys", "new", "--name", "ci", "--scopes", "read,score", "--project", "7", cwd=tmp_path)
    key, _, rest = ended.stdout.partition("\n")
    lines = rest[rest.index("[[auth.key]]") :]
    (settings,) = (KeySettings(**table) for table in tomllib.loads(lines)["auth"]["key"])
    caller = Keys([settings]).find(f"Bearer {key}")
    assert caller is not None
    assert (caller.name, caller.project, caller.scopes) == ("ci", 7, {"read", "score"})
    assert len(key) >= 35
    assert key not in rest


def test_two_new_keys_differ(tmp_path: Path) -> None:
    first, second = (run("keys", "new", cwd=tmp_path).stdout.splitlines()[0] for _ in range(2))
    assert first != second


def test_an_unknown_scope_is_a_usage_error(tmp_path: Path) -> None:
    ended = run("keys", "new", "--scopes", "proxy,writ", cwd=tmp_path)
    assert ended.returncode == 2
    assert "'proxy', 'read' or 'score'" in ended.stderr


def test_check_prints_the_place_of_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "gnomon.toml").write_text("[server]\nprot = 1\n")
    ended = run("config", "check", cwd=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.startswith('gnomon.toml:2: server.prot: unknown key; did you mean "port"?')


def test_check_accepts_a_missing_default_file(tmp_path: Path) -> None:
    ended = run("config", "check", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_serve_does_not_start_with_a_mistake(tmp_path: Path) -> None:
    """It prints the same lines as `config check` and creates no file."""
    ended = run("serve", cwd=tmp_path, GNOMON_SERVER__HOST="0.0.0.0")
    assert ended.returncode == 1
    assert ended.stderr == run("config", "check", cwd=tmp_path, GNOMON_SERVER__HOST="0.0.0.0").stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [["serve", "--prot"], ["config", "chekc"], ["spool", "verify", "x", "y"]])
def test_a_usage_error_ends_with_2(tmp_path: Path, arguments: list[str]) -> None:
    assert run(*arguments, cwd=tmp_path).returncode == 2


def test_show_prints_toml_with_the_origin_of_each_value(tmp_path: Path) -> None:
    shown = run("config", "show", cwd=tmp_path, GNOMON_SERVER__PORT="9").stdout
    assert tomllib.loads(shown)["server"]["port"] == 9
    assert "# GNOMON_SERVER__PORT" in shown


def test_verify_counts_the_frames_in_the_spool(tmp_path: Path) -> None:
    spool_of_two_frames(DataDir(tmp_path / "gnomon-data"))
    ended = run("spool", "verify", cwd=tmp_path)
    assert ended.stdout.splitlines()[-1] == "1 segments: 2 frames, 0 torn, 0 damaged, 2 frames not stored yet"
    assert (ended.returncode, ended.stderr) == (0, "")


def test_verify_exits_with_1_when_a_frame_is_damaged(tmp_path: Path) -> None:
    """Frames after the damage are still read."""
    segment = spool_of_two_frames(DataDir(tmp_path / "gnomon-data"))
    data = bytearray(segment.read_bytes())
    data[10] ^= 0xFF
    segment.write_bytes(data)
    ended = run("spool", "verify", cwd=tmp_path)
    assert "1 frames, 0 torn, 1 damaged" in ended.stdout
    assert ended.returncode == 1


def test_verify_lists_the_segments_next_to_a_damaged_database(tmp_path: Path) -> None:
    """Names are never cut, however narrow the terminal. The number not stored is unknown, and one line says why."""
    data_dir = DataDir(tmp_path / "gnomon-data")
    segment = spool_of_two_frames(data_dir)
    named = segment.rename(segment.with_name(segment_name("0" * 36, 1)))
    data_dir.database.write_bytes(b"no database" * 1000)
    ended = run("spool", "verify", cwd=tmp_path, COLUMNS="80")
    assert ended.returncode == 1
    (row,) = [line for line in ended.stdout.splitlines() if line.startswith("000")]
    assert row.split() == [named.name, "0", "0", str(named.stat().st_size), "0", "unknown"]
    (message,) = ended.stderr.splitlines()
    assert "gnomon.db is damaged (file is not a database)" in message
    assert "Back up and restore" in message


@pytest.mark.parametrize("command", [["spool", "verify"], ["reprocess"]])
def test_a_missing_data_directory_is_an_error(tmp_path: Path, command: list[str]) -> None:
    """A mistyped data_dir is named, and not created."""
    ended = run(*command, cwd=tmp_path)
    assert ended.returncode == 1
    assert "gnomon-data" in ended.stderr
    assert not list(tmp_path.iterdir())


def test_reprocess_needs_a_data_directory_that_no_server_uses(tmp_path: Path, upstream: Upstream) -> None:
    upstream.default(answer(body=b"{}"))
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        gnomon.call("POST", "/v1/chat/completions", b"{}", {"Helicone-Request-Id": "mine"})
        gnomon.request("mine")
        gnomon.kill("api")  # the supervisor is about to start another
        refused = run("reprocess", "--config", str(gnomon.config), cwd=tmp_path)
        supervisor = gnomon.pids().supervisor
    assert refused.returncode == 1
    assert f"is in use by another gnomon (process {supervisor}," in refused.stderr
    ended = run("reprocess", "--all", "--config", str(gnomon.config), cwd=tmp_path)
    assert (ended.stdout, ended.returncode) == ("1 calls reprocessed.\n", 0)


async def test_the_replica_is_rebuilt_from_the_stored_calls(tmp_path: Path) -> None:
    """Only while no server runs; otherwise the message says what to do."""
    data_dir = DataDir(tmp_path / "gnomon-data")
    assert "no call has been stored there" in run("replica", "rebuild", cwd=tmp_path).stderr
    store = await SqliteStore.open(data_dir, ScoreSettings())
    await asyncio.wrap_future(store.store_batch(Batch(exchanges=[exchange("a"), exchange("b")])))
    refused = run("replica", "rebuild", cwd=tmp_path)
    assert refused.returncode == 1
    assert "in use by another gnomon" in refused.stderr
    assert "by itself" in refused.stderr
    await store.close()
    ended = run("replica", "rebuild", cwd=tmp_path)
    assert (ended.returncode, ended.stdout.startswith("2 changes copied to ")) == (0, True), ended.stderr
    with duckdb.connect(data_dir.analytics) as replica:
        assert replica.execute("SELECT request_id FROM request ORDER BY 1").fetchall() == [("a",), ("b",)]


def test_every_command_is_listed(tmp_path: Path) -> None:
    """The former name of `replica rebuild` still works, but is not listed."""
    listed = run("--help", cwd=tmp_path).stdout
    assert all(command.split()[0] in listed for command in COMMANDS)
    assert "analytics" not in listed
    assert run("analytics", "rebuild", "--help", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_sentences(command: str) -> None:
    """The help of every command and option begins with a capital letter, ends with a full stop, and says something."""
    node = typer.main.get_command(app)
    texts = {}
    for word in command.split():
        assert isinstance(node, TyperGroup)
        node = node.commands[word]
        texts[word] = node.help
    texts |= {str(parameter.name): getattr(parameter, "help", None) for parameter in node.params}
    for name, text in texts.items():
        assert text, name
        assert (text[0].isupper(), text[-1]) == (True, "."), name
        assert len(text.split()) >= 3, name


def test_the_demo_is_made_before_a_server_runs_renewed_beside_it_and_removed(tmp_path: Path) -> None:
    """Without a server the command writes the files itself; else the server does."""
    with Upstream() as upstream:
        gnomon_server = Gnomon(tmp_path, upstream.base_url)
        config = ("--config", str(gnomon_server.config))
        made = run("demo", *config, cwd=tmp_path)
        assert (made.returncode, made.stderr) == (0, ""), made.stderr
        count = made.stdout.split(" calls made.")[0]
        assert 1_000 <= int(count) <= 2_000
        assert "/ui/?project=demo" in made.stdout
        with gnomon_server:
            assert gnomon_server.get("/v1/demo").json()["data"] == {"calls": int(count)}
            again = run("demo", "--url", gnomon_server.url, cwd=tmp_path)
            assert again.stdout.startswith(f"{count} calls made."), again.stderr
            assert gnomon_server.get("/v1/demo").json()["data"] == {"calls": int(count)}
            removed = run("demo", "--url", gnomon_server.url, "--remove", cwd=tmp_path)
            assert not (tmp_path / "gnomon-data").exists(), "what is at the URL was meant, not files here"
            assert removed.stdout == f"{count} calls of the demo project deleted.\n"
            assert gnomon_server.get("/v1/demo").json()["data"] == {"calls": 0}
        empty = run("demo", *config, "--remove", cwd=tmp_path)
        assert empty.stdout == "0 calls of the demo project deleted.\n"
