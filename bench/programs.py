"""Programs that run beside the bench: started, waited for, stopped, with all that they started themselves."""

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
    """What the load has to send to one program so that it is relayed to one place of the upstream."""

    port: int
    path: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Running:
    """A contestant that listens. `pid`: the first process of its tree, whose CPU time and memory count."""

    port: int
    pid: int

    def call(self, kind: Kind, *, tls: bool) -> Call:
        raise NotImplementedError

    def logged(self) -> int | None:
        """How many calls are in its log by now; None when it keeps none."""
        return None

    def roles(self) -> Mapping[str, Sequence[int]]:
        """Process ids by what they do, for a program whose processes are worth telling apart."""
        return {}

    def stop(self) -> None:
        raise NotImplementedError


class Program:
    """A process with its own log file, home and environment. `stop` ends what it has started, too."""

    def __init__(self, folder: Path, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self.said = folder / "said.log"
        # Peers write to the home directory and look for credentials there: they get an empty one.
        own = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", **(environment or {})}
        with self.said.open("w") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=own)
        self.pid = self._process.pid

    def wait_until_it_listens(self, port: int, within_s: float) -> None:
        try:
            nginx.wait_until_it_listens(port, self._process, self.said, within_s)
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
        for left in psutil.wait_procs(family, 1)[1]:
            left.kill()
