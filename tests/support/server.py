"""`gnomon serve` as a real process, with its own settings file and data folder.

    with Gnomon(tmp_path, upstream.base_url) as gnomon:
        ... gnomon.url ...
        gnomon.request("my-id", lambda request: request["attempts"][0]["outcome"] == "ok")

Leaving the block stops it with SIGTERM and checks that it exits with status 0.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import psutil

from store.spool import counters
from tests.support.client import Client
from tests.support.gate import WAIT_S

Which = Literal["worker", "api", "supervisor", "all"]
Settings = Mapping[str, Mapping[str, Any]]

_STOP_S = 40.0
_COUNTERS = f"*{counters.SUFFIX}"
_URL = re.compile(r"https?://[^\s/\"']+:\d+")


@dataclass(frozen=True, slots=True)
class Pids:
    supervisor: int
    workers: list[int]
    api: int | None

    @property
    def all(self) -> list[int]:
        return [self.supervisor, *self.workers, *([self.api] if self.api else [])]


class Gnomon(Client):
    def __init__(
        self,
        folder: Path,
        upstream_url: str,
        *,
        workers: int = 1,
        settings: Settings | None = None,
        upstreams: Sequence[Mapping[str, Any]] | None = None,
        env: Mapping[str, str] | None = None,
        wrapper: Sequence[str] = (),
        executable: Sequence[str] = (sys.executable, "-m", "gnomon"),
        cwd: Path | None = None,
    ) -> None:
        """`settings` override the default ones key by key; `upstreams` replace the one named "fake".

        `wrapper`: a command that runs the command after it. `executable`: the gnomon to run, in `cwd`.
        """
        super().__init__()
        self.folder = folder
        self.data_dir = folder / "data"
        self.config = folder / "gnomon.toml"
        self.stderr_file = folder / "stderr.log"
        self._env = dict(env or {})
        self._wrapper = wrapper
        self._executable = executable
        self._cwd = cwd
        self._process: subprocess.Popen[str] | None = None
        self._known: dict[int, psutil.Process] = {}
        self.stdout: list[str] = []
        sections: dict[str, Any] = {"server": {"port": 0, "workers": workers, "data_dir": str(self.data_dir)}}
        for section, values in (settings or {}).items():
            sections[section] = {**sections.get(section, {}), **values}
        self.config.write_text(to_toml(sections, upstreams or [{"name": "fake", "base_url": upstream_url}]))

    def __repr__(self) -> str:
        return f"<Gnomon {'running at ' + self.url if self.is_running else 'stopped'}>"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    # Start and stop

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None and self._process is not None:
                self.stop()
        finally:
            self.kill("all")
            if error is not None:
                print(f"--- stderr of gnomon ---\n{self.stderr}", file=sys.stderr)

    def start(self) -> None:
        """Start it, and wait until it prints its URL and answers there."""
        self.stdout = []
        command = [*self._wrapper, *self._executable, "serve", "--config", str(self.config)]
        with self.stderr_file.open("ab") as stderr:
            self._process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=stderr,
                stdin=subprocess.DEVNULL,
                text=True,
                env=_clean_environment() | self._env,
                cwd=self._cwd,
            )
        try:
            self.url = self._read_url()
            health = self.get("/healthz")  # without waiting: the URL is printed once it is ready
            assert health.status == 200, f"/healthz answered {health}\n{self.stderr}"
        except BaseException:
            self.kill("all")
            raise
        self.pids()

    def stop(self) -> None:
        """Stop it with SIGTERM; it must exit with status 0."""
        self.terminate()
        self.wait_stopped()

    def terminate(self) -> None:
        """Send SIGTERM to the supervisor."""
        os.kill(self.pids().supervisor, signal.SIGTERM)

    def wait_stopped(self) -> None:
        """After a stop was requested: wait until it has exited with status 0."""
        status = self.wait_ended()
        assert status == 0, f"gnomon serve exited with status {status}\n{self.stderr}"

    def wait_ended(self) -> int:
        """After a stop was requested: wait until it has exited; returns its status."""
        status = self._wait_ended()
        self._process = None
        return status

    def kill(self, which: Which) -> None:
        """Send SIGKILL and wait until the killed processes are gone. "worker" is the first running worker."""
        processes = [self._known[pid] for pid in self._pids_of(which)]
        for process in processes:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                pass
        if which in ("supervisor", "all") and self._process is not None:
            self._wait_ended()
            self._process = None
        self.wait_until(lambda: not any(map(_is_alive, processes)), f"the end of {which}")

    def wait_orphans_gone(self) -> None:
        """After the supervisor was killed: wait until its children have noticed that and exited."""
        orphans = list(self._known.values())
        self.wait_until(lambda: not any(map(_is_alive, orphans)), "the orphans to exit")

    def check(self) -> None:
        """Raises AssertionError when it has exited unexpectedly."""
        if self._process is not None and (status := self._process.poll()) is not None:
            raise AssertionError(f"gnomon exited with status {status}\n{self.stderr}")

    def _pids_of(self, which: Which) -> list[int]:
        if which == "all":
            if self.is_running:
                self.pids()
            return list(self._known)
        if which == "supervisor":
            return [self.pids().supervisor]
        self.wait_until(lambda: bool(self.pids().workers and self.pids().api), "a worker and an api process")
        pids = self.pids()
        return pids.workers[:1] if which == "worker" else [pids.api or 0]

    def pids(self) -> Pids:
        """The processes that run now, identified by the files that they hold open."""
        assert self._process is not None
        supervisor = _supervisor(psutil.Process(self._process.pid), wrapped=bool(self._wrapper))
        self._known[self._process.pid] = psutil.Process(self._process.pid)
        self._known[supervisor.pid] = supervisor
        workers, api = [], None
        counting_pids = {counters.read(file).get("pid") for file in self._spool_of(supervisor).glob(_COUNTERS)}
        for child in supervisor.children():
            self._known[child.pid] = child
            if child.pid in counting_pids:
                workers.append(child.pid)
            elif _has_open(child, self.data_dir / "gnomon.db"):
                api = child.pid
        return Pids(supervisor.pid, sorted(workers), api)

    @property
    def spool(self) -> Path:
        return self._spool_of(psutil.Process(self.pids().supervisor))

    def counted(self, name: str) -> int:
        """The sum of a counter over all running workers, read from their files: works without the api process."""
        pids = self.pids().workers
        all_counters = [counters.read(file) for file in self.spool.glob(_COUNTERS)]
        return sum(worker[name] for worker in all_counters if worker.get("pid") in pids)

    def _spool_of(self, supervisor: psutil.Process) -> Path:
        """A wrapper may have given it its own file systems, which are visible through /proc."""
        root = Path(f"/proc/{supervisor.pid}/root") if self._wrapper else Path("/")
        return root / (self.data_dir / "spool").relative_to("/")

    @property
    def stderr(self) -> str:
        return self.stderr_file.read_text(errors="replace") if self.stderr_file.exists() else ""

    def _read_url(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        printed = threading.Event()
        threading.Thread(target=self._read_stdout, args=(self._process.stdout, printed), daemon=True).start()
        printed.wait(WAIT_S)
        urls = [match[0] for line in self.stdout if (match := _URL.search(line))]
        assert urls, f"gnomon did not print its URL, but {self.stdout}\n{self.stderr}"
        return urls[-1]

    def _read_stdout(self, pipe: Any, printed: threading.Event) -> None:
        """Read to the end, because a full pipe would block the server."""
        lines = self.stdout
        with pipe:
            for line in pipe:
                lines.append(line)
                if _URL.search(line):
                    printed.set()
        printed.set()

    def _wait_ended(self) -> int:
        assert self._process is not None
        try:
            return self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"gnomon did not exit within {_STOP_S} s\n{self.stderr}") from None


def to_toml(sections: Settings, upstreams: Sequence[Mapping[str, Any]]) -> str:
    """TOML text of sections of plain values and the upstreams. JSON scalars and lists are valid TOML."""
    tables: list[tuple[str, Mapping[str, Any]]] = [(f"[{name}]", values) for name, values in sections.items()]
    tables += [("[[upstream]]", values) for values in upstreams]
    lines = []
    for title, values in tables:
        lines += [title, *(f"{key} = {json.dumps(value)}" for key, value in values.items()), ""]
    return "\n".join(lines)


def _supervisor(started: psutil.Process, *, wrapped: bool) -> psutil.Process:
    if not wrapped:
        return started
    return next(
        (child for child in [started, *started.children(recursive=True)] if "gnomon" in child.cmdline()),
        started,
    )


def _has_open(process: psutil.Process, file: Path) -> bool:
    try:
        return any(opened.path == str(file) for opened in process.open_files())
    except psutil.Error:
        return False  # it has exited since it was listed


def _is_alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _clean_environment() -> dict[str, str]:
    """This process's environment without variables that change settings or name a proxy."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("GNOMON_") and not name.lower().endswith("_proxy")
    }
