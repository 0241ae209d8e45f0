"""The programs that are measured: how they are started, called and stopped, with all their child processes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own

from bench import nginx
from bench.traffic import Kind

_STOP_S = 10


@dataclass(frozen=True, slots=True)
class Call:
    """What to send to one program so that it relays the call to one location of the upstream."""

    port: int
    path: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Running:
    """A contestant that is listening. `pid`: the root of the process tree whose CPU time and memory are measured."""

    port: int
    pid: int

    def call(self, kind: Kind, *, tls: bool) -> Call:
        raise NotImplementedError

    def logged(self) -> int | None:
        """The number of calls in its log so far; None when it has no log."""
        return None

    def roles(self) -> Mapping[str, Sequence[int]]:
        """Process ids by role, for a program whose processes are measured separately."""
        return {}

    def stop(self) -> None:
        raise NotImplementedError


class Program:
    """A process with its own log file, home and environment. `stop` ends its children as well."""

    def __init__(self, folder: Path, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self.log_file = folder / "output.log"
        # Peers write to the home directory and look for credentials there; therefore they get an empty one.
        own = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **(environment or {})}
        with self.log_file.open("w") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=own)
        self.pid = self._process.pid

    def wait_until_it_listens(self, port: int, within_s: float) -> None:
        try:
            nginx.wait_until_it_listens(port, self._process, self.log_file, within_s)
        except nginx.CannotStart:
            self.stop()
            raise

    def stop(self) -> None:
        family = psutil.Process(self.pid).children(recursive=True) if self._process.poll() is None else []
        self._process.terminate()
        try:
            self._process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for process in psutil.wait_procs(family, 1)[1]:
            process.kill()
