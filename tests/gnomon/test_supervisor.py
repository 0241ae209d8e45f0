"""`gnomon serve` as real processes: how they start, die, are replaced, and stop."""

from __future__ import annotations

import http.client
import os
import select
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.support.gate import WAIT_S, Gate
from tests.support.scripts import answer, stalled_body
from tests.support.server import Gnomon, to_toml
from tests.support.upstream import Upstream

HASH = "0123456789abcdef" * 4


@pytest.fixture
def sockets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The directory in which the supervisor creates its Unix socket; short, because such paths are limited."""
    with tempfile.TemporaryDirectory(prefix="g") as directory:
        monkeypatch.setenv("TMPDIR", directory)
        yield Path(directory)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gnomon]:
    """For tests that only look at one. It answers each call with "hello", and was started with few open files."""
    wrapper = ["prlimit", "--nofile=256:2048"] if sys.platform == "linux" else []
    with Upstream() as upstream:
        upstream.default(answer(body=b"hello"))
        with Gnomon(tmp_path_factory.mktemp("running"), upstream.base_url, wrapper=wrapper) as gnomon:
            yield gnomon


@contextmanager
def call_in_flight(gnomon: Gnomon, upstream: Upstream) -> Iterator[tuple[Gate, http.client.HTTPResponse]]:
    """A call whose response has begun; the rest follows when the gate is opened.

    It is the only one of its connection, so that no worker waits for further ones afterwards.
    """
    gate = Gate()
    upstream.next(stalled_body(gate, b"begun, ", b"ended"))
    host, port = gnomon.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=WAIT_S)
    try:
        connection.request("GET", "/v1/slow", headers={"Connection": "close"})
        response = connection.getresponse()
        assert response.read(7) == b"begun, "
        yield gate, response
    finally:
        gate.open()
        connection.close()


def serve(folder: Path, **sections: Any) -> subprocess.CompletedProcess[str]:
    """Run a `gnomon serve` that is expected to end by itself."""
    file = folder / "gnomon.toml"
    file.write_text(to_toml(sections, [{"name": "fake", "base_url": "http://127.0.0.1:9"}]))
    return subprocess.run(
        [sys.executable, "-m", "gnomon", "serve", "--config", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def own_session(terminal: str = "") -> list[str]:
    """A command that runs the command after it as the leader of a new session, on that terminal if one is named."""
    lines = ["import fcntl, os, signal, sys, termios", "os.setsid()"]
    lines.append("signal.signal(signal.SIGHUP, signal.SIG_DFL)")  # the tests themselves may run under nohup
    if terminal:
        lines.append(f"fcntl.ioctl(os.open({terminal!r}, os.O_RDWR), termios.TIOCSCTTY, 0)")
    lines.append("os.execv(sys.argv[1], sys.argv[1:])")
    return [sys.executable, "-c", "\n".join(lines)]


def shell(terminal: str) -> list[str]:
    """A command that runs the command after it as a background job of a new session; SIGTERM ends only the session."""
    lines = [
        *("import fcntl, os, signal, subprocess, sys, termios", "os.setsid()"),
        f"fcntl.ioctl(os.open({terminal!r}, os.O_RDWR), termios.TIOCSCTTY, 0)",
        "signal.signal(signal.SIGHUP, signal.SIG_DFL)",
        "job = subprocess.Popen(sys.argv[1:], process_group=0)",
        "signal.signal(signal.SIGTERM, lambda *_: os._exit(0))",
        "sys.exit(job.wait())",
    ]
    return [sys.executable, "-c", "\n".join(lines)]


def pid_of(gnomon: Gnomon, which: str) -> int | None:
    pids = gnomon.pids()
    return pids.api if which == "api" else (pids.workers or [None])[0]


def is_cut(response: http.client.HTTPResponse) -> bool:
    """Whether a response that is held back ends within the time that a worker takes to cut it."""
    return bool(select.select([response], [], [], 0.5)[0])


def has_reloaded(gnomon: Gnomon, times: int) -> bool:
    return gnomon.stderr.count("event=settings_reloaded") == times


def has_taken(pid: int, number: signal.Signals) -> bool:
    """Whether the signal is not pending any more, and the process waits again for what comes next."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    return status["State"].startswith("S") and not int(status["ShdPnd"], 16) >> (number - 1) & 1


def has_ended(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def limit_file_size(gnomon: Gnomon) -> None:
    """Forbid the api process to write more than 1 kB to any file: to it, the disk is full."""
    psutil.Process(gnomon.pids().api).rlimit(psutil.RLIMIT_FSIZE, (1_000, psutil.RLIM_INFINITY))


def test_the_banner_names_base_url_data_directory_and_settings(running: Gnomon) -> None:
    running.wait_until(lambda: "settings" in running.stdout[-1], "the banner")
    banner = "".join(running.stdout)
    assert f"is listening on {running.url}\n" in banner
    assert "Warning" not in running.stderr
    assert f"base URL          {running.url}/v1  (forwards to fake)" in banner
    assert f"data directory    {running.data_dir}" in banner
    assert f"settings          {running.config}" in banner


def test_only_its_user_can_read_its_files(running: Gnomon) -> None:
    files = [running.data_dir, *running.data_dir.rglob("*")]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in files}
    assert len(files) > 5
    assert {path: mode for path, mode in modes.items() if mode & 0o077} == {}


def test_no_secret_is_in_a_command_line_or_environment(tmp_path: Path, upstream: Upstream) -> None:
    """Children get their job through a pipe, because other users can read command lines."""
    gnomon = Gnomon(tmp_path, upstream.base_url)
    with gnomon.config.open("a") as config:
        config.write(f'[[auth.key]]\nname = "a"\nsha256 = "{HASH}"\n')
    with gnomon:
        for pid in gnomon.pids().all:
            process = psutil.Process(pid)
            assert HASH not in "".join([*process.cmdline(), *process.environ().values()])


@pytest.mark.skipif(sys.platform != "linux", reason="psutil reads limits of other processes on Linux only")
def test_the_limit_of_open_files_is_raised(running: Gnomon) -> None:
    (worker,) = running.pids().workers
    assert psutil.Process(worker).rlimit(psutil.RLIMIT_NOFILE) == (2048, 2048)


@pytest.mark.skipif(sys.platform != "linux", reason="counts page faults where Linux lists them")
def test_a_worker_keeps_the_memory_of_a_large_body_for_the_next(running: Gnomon) -> None:
    """Where glibc returns it after each call, a page fault for every 4 kB brings it back."""
    stat_file = Path(f"/proc/{running.pids().workers[0]}/stat")
    faults = []
    with ThreadPoolExecutor(16) as callers:
        for calls in (48, 96):
            replies = callers.map(lambda _: running.post("/v1/x", "x" * 100_000), range(calls))
            assert {reply.body for reply in replies} == {b"hello"}
            faults.append(int(stat_file.read_text().rsplit(")", 1)[1].split()[7]))
    assert faults[1] - faults[0] < 2 * calls


@pytest.mark.parametrize("which", ["worker", "api"])
def test_a_child_that_dies_is_restarted(tmp_path: Path, upstream: Upstream, which: Any) -> None:
    upstream.default(answer(body=b"hello"))
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        before = pid_of(gnomon, which)
        gnomon.kill(which)
        gnomon.wait_until(lambda: pid_of(gnomon, which) not in (None, before), f"a new {which}")
        gnomon.wait_until(lambda: gnomon.get("/v1/x").body == b"hello", "calls to go through")
        gnomon.wait_until(lambda: gnomon.get("/healthz").status == 200, "health")
        assert "event=process_died" in gnomon.stderr
        assert "signal SIGKILL" in gnomon.stderr


def test_connections_wait_for_a_worker_that_is_restarted(tmp_path: Path, upstream: Upstream) -> None:
    """The supervisor keeps the listening socket open, so new connections are not refused meanwhile."""
    upstream.default(answer(body=b"hello"))
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        gnomon.kill("worker")
        assert gnomon.get("/v1/x").body == b"hello"


def test_after_kill_9_of_the_supervisor_its_children_exit(tmp_path: Path, upstream: Upstream, sockets_in: Path) -> None:
    """They remove the directory of the socket, and release the port and the data directory."""
    with Gnomon(tmp_path, upstream.base_url, workers=2) as gnomon:
        port = int(gnomon.url.rpartition(":")[2])
        gnomon.kill("supervisor")
        gnomon.wait_orphans_gone()
        assert not list(sockets_in.iterdir())
        socket.create_server(("127.0.0.1", port)).close()
        gnomon.start()


def test_after_kill_9_of_the_supervisor_the_next_one_can_start_at_once(tmp_path: Path, upstream: Upstream) -> None:
    """It waits for the children of its predecessor, which are about to exit."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Gnomon(tmp_path, upstream.base_url, settings={"server": {"port": port}}) as gnomon:
        gnomon.kill("supervisor")
        gnomon.start()
        assert gnomon.get("/healthz/live").status == 200


def test_sigterm_lets_a_call_in_flight_finish(tmp_path: Path, upstream: Upstream, sockets_in: Path) -> None:
    with Gnomon(tmp_path, upstream.base_url) as gnomon, call_in_flight(gnomon, upstream) as (gate, response):
        gnomon.terminate()
        gnomon.wait_until(lambda: "event=stopping" in gnomon.stderr, "the stop to begin")
        gate.open()
        assert response.read() == b"ended"
        gnomon.wait_stopped()
        assert not list(sockets_in.iterdir())


def test_a_second_signal_stops_at_once(tmp_path: Path, upstream: Upstream) -> None:
    """The call in flight is cut, but the exit status is still 0."""
    settings = {"server": {"drain_s": 600}}
    with (
        Gnomon(tmp_path, upstream.base_url, settings=settings) as gnomon,
        call_in_flight(gnomon, upstream) as (_, response),
    ):
        gnomon.terminate()
        gnomon.wait_until(lambda: "event=stopping" in gnomon.stderr, "the stop to begin")
        gnomon.terminate()
        gnomon.wait_stopped()
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            response.read()


def test_ctrl_c_reaches_all_processes_and_is_an_orderly_stop(tmp_path: Path, upstream: Upstream) -> None:
    with (
        Gnomon(tmp_path, upstream.base_url, wrapper=own_session()) as gnomon,
        call_in_flight(gnomon, upstream) as (gate, response),
    ):
        os.killpg(gnomon.pids().supervisor, signal.SIGINT)
        gnomon.wait_until(lambda: "event=stopping" in gnomon.stderr, "the stop to begin")
        gate.open()
        assert response.read() == b"ended"
        gnomon.wait_stopped()
        assert "Traceback" not in gnomon.stderr


def test_sigterm_to_all_processes_is_an_orderly_stop(tmp_path: Path, upstream: Upstream) -> None:
    """As systemd or `kill -- -PGID` sends it: the call in flight finishes, and the api process stays until the call is
    stored."""
    with (
        Gnomon(tmp_path, upstream.base_url, wrapper=own_session()) as gnomon,
        call_in_flight(gnomon, upstream) as (gate, response),
    ):
        os.killpg(gnomon.pids().supervisor, signal.SIGTERM)
        gnomon.wait_until(lambda: "event=stopping" in gnomon.stderr, "the stop to begin")
        assert not is_cut(response)
        gate.open()
        assert response.read() == b"ended"
        gnomon.wait_stopped()
        assert "event=drain_ended" not in gnomon.stderr
        assert not list((gnomon.data_dir / "spool").glob("*.seg"))


def test_a_worker_that_gets_sigterm_finishes_its_calls(tmp_path: Path, upstream: Upstream) -> None:
    """However often the signal arrives."""
    with Gnomon(tmp_path, upstream.base_url) as gnomon, call_in_flight(gnomon, upstream) as (gate, response):
        (worker,) = gnomon.pids().workers
        for _ in range(2):
            os.kill(worker, signal.SIGTERM)
            assert not is_cut(response)
        gate.open()
        assert response.read() == b"ended"
        gnomon.wait_until(lambda: pid_of(gnomon, "worker") not in (None, worker), "a new worker")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit a running process (prlimit)")
def test_a_stop_does_not_wait_for_a_store_that_fails(tmp_path: Path, upstream: Upstream) -> None:
    """Calls that cannot be stored stay in the spool for the next start."""
    upstream.default(answer(body=b"hello"))
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        gnomon.call("GET", "/v1/x", headers={"Helicone-Request-Id": "before"})
        gnomon.request("before")
        limit_file_size(gnomon)
        gnomon.call("GET", "/v1/x", headers={"Helicone-Request-Id": "waits"})
        started = time.monotonic()
        gnomon.stop()
        assert time.monotonic() - started < 15
        gnomon.start()
        assert gnomon.request("waits")["attempts"][0]["outcome"] == "ok"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit a running process (prlimit)")
def test_a_call_that_cannot_be_stored_yet_is_not_reported_as_unknown(tmp_path: Path, upstream: Upstream) -> None:
    """It is complete in the spool; until it is stored, its id is answered with 503. Log lines name the api process."""
    upstream.default(answer(body=b"hello"))
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        gnomon.call("GET", "/v1/x", headers={"Helicone-Request-Id": "before"})
        gnomon.request("before")
        assert gnomon.get("/v1/request/nobody").json()["data"] is None
        limit_file_size(gnomon)
        gnomon.call("GET", "/v1/x", headers={"Helicone-Request-Id": "waits"})
        reply = gnomon.get("/v1/request/waits")
        assert reply.status == 503
        assert "are not reaching the store" in reply.json()["error"]
        assert gnomon.request("before")
        assert any("process=api" in line and "store_unavailable" in line for line in gnomon.stderr.splitlines())


def test_sighup_reloads_the_settings_and_cuts_no_call(tmp_path: Path, upstream: Upstream) -> None:
    """New workers take new calls; the older ones finish theirs."""
    with (
        Upstream(answer(body=b"from the other")) as other,
        Gnomon(tmp_path, upstream.base_url, workers=2) as gnomon,
        call_in_flight(gnomon, upstream) as (gate, response),
    ):
        before = gnomon.pids()
        gnomon.config.write_text(gnomon.config.read_text().replace(upstream.base_url, other.base_url))
        os.kill(before.supervisor, signal.SIGHUP)
        gnomon.wait_until(lambda: "event=settings_reloaded" in gnomon.stderr, "the new settings")
        assert gnomon.get("/v1/x").body == b"from the other"
        gate.open()
        assert response.read() == b"ended"
        gnomon.wait_until(lambda: len(gnomon.pids().workers) == 2, "the older workers to leave")
        gnomon.wait_until(lambda: gnomon.get("/healthz").status == 200, "health")
        assert not set(gnomon.pids().workers) & set(before.workers)
        assert gnomon.pids().api != before.api


@pytest.mark.parametrize("limit_bytes", [2_000, 100_000])
def test_one_limit_of_heads_holds_for_calls_and_the_api(tmp_path: Path, upstream: Upstream, limit_bytes: int) -> None:
    """proxy.max_head_bytes, smaller or larger than what HTTP servers usually accept."""
    upstream.default(answer(body=b"hello"))
    with Gnomon(tmp_path, upstream.base_url, settings={"proxy": {"max_head_bytes": limit_bytes}}) as gnomon:
        for path in ("/v1/x", "/v1/request/r", "/healthz", "/ui/session"):
            for name in ("Cookie", "Authorization", "X-Other"):
                accepted = gnomon.call("GET", path, headers={name: "a" * (limit_bytes - 500)})
                refused = gnomon.call("GET", path, headers={name: "SECRET" + "a" * limit_bytes})
                assert (path, name, accepted.status, refused.status) == (path, name, 200, 431)
                assert "proxy.max_head_bytes" in refused.json()["error"]["message"]
        assert "SECRET" not in gnomon.stderr


def test_sighup_loses_no_request_on_a_kept_connection(tmp_path: Path, upstream: Upstream) -> None:
    """The older worker answers it, and says that the connection closes; the client's next one reaches the newer."""
    upstream.default(answer(body=b"hello"))
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        before = gnomon.pids()
        host, port = gnomon.url.removeprefix("http://").split(":")
        with closing(http.client.HTTPConnection(host, int(port), timeout=WAIT_S)) as kept:
            for path in ("/v1/x", "/healthz"):
                kept.request("GET", path)
                assert kept.getresponse().read()
            os.kill(before.supervisor, signal.SIGHUP)
            gnomon.wait_until(lambda: "event=settings_reloaded" in gnomon.stderr, "the new settings")
            assert before.workers[0] in gnomon.pids().workers
            kept.request("POST", "/v1/x", b"{}")
            response = kept.getresponse()
            assert (response.status, response.getheader("Connection"), response.read()) == (200, "close", b"hello")
        gnomon.wait_until(lambda: before.workers[0] not in gnomon.pids().workers, "the older worker to leave")


# The supervisor with a grace of 0.1 s instead of 5 s, so that nobody waits for it.
_HASTY = "from gnomon.processes import supervisor; supervisor.GRACE_S = 0.1; import gnomon.__main__"


def test_a_call_begun_on_an_old_worker_has_drain_s_of_its_own(tmp_path: Path, upstream: Upstream) -> None:
    """The supervisor waits for it."""
    gate = Gate()
    upstream.next(answer(body=b"hello"))
    upstream.next(stalled_body(gate, b"begun, ", b"ended"))
    settings = {"server": {"drain_s": 4.0}}
    executable = (sys.executable, "-c", _HASTY)
    with Gnomon(tmp_path, upstream.base_url, settings=settings, executable=executable) as gnomon:
        older = psutil.Process(gnomon.pids().workers[0])
        host, port = gnomon.url.removeprefix("http://").split(":")
        kept, idle = (http.client.HTTPConnection(host, int(port), timeout=WAIT_S) for _ in range(2))
        with closing(kept), closing(idle):
            kept.request("GET", "/v1/x")
            assert kept.getresponse().read() == b"hello"
            idle.connect()
            os.kill(gnomon.pids().supervisor, signal.SIGHUP)
            gnomon.wait_until(partial(has_reloaded, gnomon, 1), "the new settings")
            kept.request("GET", "/v1/slow")
            response = kept.getresponse()
            assert response.read(7) == b"begun, "
            assert idle.sock.recv(1) == b"", "drain_s is over"
            until = time.monotonic() + 0.5
            gnomon.wait_until(lambda: time.monotonic() > until or has_ended(older), "more than the grace")
            gate.open()
            assert response.read() == b"ended"
        gnomon.wait_until(lambda: has_ended(older), "the older worker to leave")
        assert "process_killed" not in gnomon.stderr


def test_a_reload_stops_a_worker_that_is_still_starting(tmp_path: Path, upstream: Upstream) -> None:
    """A newer one has its place; nobody would ask the older one to leave afterwards."""
    gate = tmp_path / "gate"
    (tmp_path / "sitecustomize.py").write_text(
        f"import os\nif os.path.exists({str(gate)!r}): open({str(gate)!r}).read()\n"  # until the other end is closed
    )
    settings, env = {"server": {"drain_s": 600}}, {"PYTHONPATH": str(tmp_path)}
    with Gnomon(tmp_path, upstream.base_url, settings=settings, env=env) as gnomon:
        os.mkfifo(gate)
        before = gnomon.pids()
        os.kill(before.workers[0], signal.SIGKILL)
        with holding(gnomon, gate):
            gate.unlink()  # further processes are not held
            (held,) = (child for child in psutil.Process(before.supervisor).children() if child.pid != before.api)
            os.kill(before.supervisor, signal.SIGHUP)
            gnomon.wait_until(partial(has_reloaded, gnomon, 1), "the new settings")
            gnomon.wait_until(lambda: has_ended(held), "the worker that was starting to end")
        assert gnomon.get("/healthz/live").status == 200


@contextmanager
def holding(gnomon: Gnomon, gate: Path) -> Iterator[None]:
    """A process that reads the named pipe `gate` stays where it is inside of the block."""
    ends: list[int] = []

    def has_reader() -> bool:
        with suppress(OSError):  # ENXIO: nobody reads it yet
            ends.append(os.open(gate, os.O_WRONLY | os.O_NONBLOCK))
        return bool(ends)

    gnomon.wait_until(has_reader, "the process to start")
    try:
        yield
    finally:
        os.close(ends[0])


def test_many_reloads_do_not_pile_up_workers(tmp_path: Path, upstream: Upstream) -> None:
    """Only the workers of the last reload wait for their clients; idle connections of earlier ones are closed."""
    upstream.default(answer(body=b"hello"))
    with Gnomon(tmp_path, upstream.base_url, settings={"server": {"drain_s": 600}}) as gnomon:
        host, port = gnomon.url.removeprefix("http://").split(":")
        with ExitStack() as stack:
            for reloads in (1, 2, 3):
                kept = http.client.HTTPConnection(host, int(port), timeout=WAIT_S)
                stack.callback(kept.close)
                kept.request("GET", "/v1/x")
                assert kept.getresponse().read()
                os.kill(gnomon.pids().supervisor, signal.SIGHUP)
                gnomon.wait_until(partial(has_reloaded, gnomon, reloads), "the reload")
            gnomon.wait_until(lambda: len(gnomon.pids().workers) == 2, "the oldest workers to leave")


def test_a_closed_terminal_is_an_orderly_stop(tmp_path: Path, upstream: Upstream) -> None:
    """It sends SIGHUP as well. Nobody could stop the program any more, so it must not go on."""
    ours, terminal = os.openpty()
    with Gnomon(tmp_path, upstream.base_url, wrapper=own_session(os.ttyname(terminal))) as gnomon:
        os.close(terminal)
        os.close(ours)
        gnomon.wait_stopped()
        assert "settings_reloaded" not in gnomon.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which signals are pending")
def test_a_terminal_that_closes_after_sighup_is_an_orderly_stop(tmp_path: Path, upstream: Upstream) -> None:
    """A shell sends SIGHUP to its jobs and ends afterwards; the system tells background jobs nothing more."""
    ours, terminal = os.openpty()
    with Gnomon(tmp_path, upstream.base_url, wrapper=shell(os.ttyname(terminal))) as gnomon:
        session = psutil.Process(gnomon.pids().supervisor)
        (supervisor,) = session.children()
        supervisor.send_signal(signal.SIGHUP)
        gnomon.wait_until(lambda: has_taken(supervisor.pid, signal.SIGHUP), "the signal's handler to return")
        session.terminate()
        gnomon.wait_stopped()
        gnomon.wait_until(lambda: has_ended(supervisor), "gnomon to follow its shell")
        assert "settings_reloaded" not in gnomon.stderr
    os.close(terminal)
    os.close(ours)


def test_sighup_in_a_terminal_reloads_the_settings(tmp_path: Path, upstream: Upstream) -> None:
    """The terminal stays open."""
    ours, terminal = os.openpty()
    with Gnomon(tmp_path, upstream.base_url, wrapper=own_session(os.ttyname(terminal))) as gnomon:
        os.kill(gnomon.pids().supervisor, signal.SIGHUP)
        gnomon.wait_until(lambda: "event=settings_reloaded" in gnomon.stderr, "the new settings")
    os.close(terminal)
    os.close(ours)


def test_sighup_with_a_mistake_changes_nothing(running: Gnomon) -> None:
    before, text = running.pids(), running.config.read_text()
    running.config.write_text("[server]\nprot = 1\n")
    os.kill(before.supervisor, signal.SIGHUP)
    running.wait_until(lambda: "event=settings_not_reloaded" in running.stderr, "the error")
    running.config.write_text(text)
    assert "server.prot: unknown key" in running.stderr
    assert running.pids() == before


def test_sighup_logs_which_changes_need_a_restart(tmp_path: Path, upstream: Upstream) -> None:
    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        gnomon.config.write_text(gnomon.config.read_text().replace("workers = 1", "workers = 2"))
        os.kill(gnomon.pids().supervisor, signal.SIGHUP)
        gnomon.wait_until(lambda: "event=settings_reloaded" in gnomon.stderr, "the new settings")
        assert "event=settings_need_restart" in gnomon.stderr
        assert "settings=server.workers" in gnomon.stderr
        gnomon.wait_until(lambda: len(gnomon.pids().workers) == 1, "the older worker to leave")


def test_a_second_gnomon_names_the_port_or_directory_in_use(running: Gnomon, tmp_path: Path) -> None:
    port = int(running.url.rpartition(":")[2])
    same_port = serve(tmp_path, server={"port": port, "data_dir": str(tmp_path / "other")})
    same_data = serve(tmp_path, server={"port": 0, "data_dir": str(running.data_dir)})
    assert (same_port.returncode, same_data.returncode) == (1, 1)
    assert same_port.stderr.startswith(f"Port {port} on 127.0.0.1 is in use by another program, perhaps another gnomon")
    assert same_data.stderr.startswith(f"{running.data_dir} is in use by another gnomon")


def test_a_child_that_cannot_start_ends_the_program_with_1(tmp_path: Path) -> None:
    """The database is a directory: the supervisor gives up after five attempts."""
    (tmp_path / "data" / "gnomon.db").mkdir(parents=True)
    ended = serve(tmp_path, server={"port": 0, "data_dir": str(tmp_path / "data")})
    assert ended.returncode == 1
    assert "the api process does not start (exit status 1)" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "listening" not in ended.stdout


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("gnomon.db", "is damaged (file is not a database)"),
        ("bodies.db", "gnomon.db is missing or empty, but bodies.db beside it holds bodies"),
    ],
)
def test_a_damaged_database_is_reported_once_with_the_remedy(tmp_path: Path, name: str, fault: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_bytes(bytes(range(256)) * 64)
    ended = serve(tmp_path, server={"port": 0, "data_dir": str(tmp_path / "data")})
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    (line,) = [line for line in ended.stderr.splitlines() if name in line]
    assert fault in line
    assert "Back up and restore" in line
    assert "process_died" not in ended.stderr


@pytest.mark.parametrize(
    ("number", "name", "message"),
    [
        (9999, "9999_later.sql", "was written by a newer gnomon"),
        (1, "0001_first.sql", "was written by a development version of gnomon from before the first release"),
    ],
)
def test_a_database_of_another_version_is_refused_once(tmp_path: Path, number: int, name: str, message: str) -> None:
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / "gnomon.db")) as records, records:
        records.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT, applied_at_us INTEGER)")
        records.execute("INSERT INTO migration VALUES (?, ?, 0)", (number, name))
    ended = serve(tmp_path, server={"port": 0, "data_dir": str(tmp_path / "data")})
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count(message) == 1
    assert "process_died" not in ended.stderr


def test_a_data_directory_that_cannot_be_created_ends_the_program_with_1(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = serve(tmp_path, server={"port": 0, "data_dir": str(tmp_path / "file" / "data")})
    assert ended.returncode == 1
    assert "file/data" in ended.stderr
    assert "Traceback" not in ended.stderr


def _children_of(folder: Path) -> list[psutil.Process]:
    """Of the Gnomon with its configuration in that folder; others may run beside it."""
    children: list[psutil.Process] = []
    for supervisor in psutil.Process().children():
        with suppress(psutil.Error):
            if str(folder) in " ".join(supervisor.cmdline()):
                children += supervisor.children()
    return children


@pytest.mark.parametrize("times", [1, 3])
def test_children_that_die_in_the_first_start_are_started_again(tmp_path: Path, upstream: Upstream, times: int) -> None:
    """Whoever kills them before they were ever ready; five deaths in a row would end the program."""
    killed: set[int] = set()
    started = threading.Event()

    def kill() -> None:
        while len(killed) < 2 * times and not started.is_set():
            for process in _children_of(tmp_path):
                with suppress(psutil.Error):
                    if "gnomon.processes.child" in process.cmdline() and process.pid not in killed:
                        killed.add(process.pid)
                        process.kill()

    killing = threading.Thread(target=kill)
    killing.start()
    try:
        with Gnomon(tmp_path, upstream.base_url) as gnomon:
            started.set()
            assert len(killed) == 2 * times
            assert gnomon.stderr.count("event=process_died") == 2 * times
            (worker,) = gnomon.get("/healthz").json()["workers"]
            assert worker["alive"]
    finally:
        started.set()
        killing.join()
