"""Main function of every child process, be it a proxy worker or the api process.

Its standard input is a pipe from the supervisor. The first line is its job. Nothing follows; the pipe ends when the
supervisor dies, however that happens, and the child then stops as if it had been asked to.

SIGUSR1 asks it to stop, SIGUSR2 to stop without finishing its work. SIGTERM cannot be used for that: systemd, the init
of a container or a shell may send it to all processes at once, but the workers have to finish before the api process.
A worker that receives SIGTERM finishes its calls and exits; the api process leaves it to the supervisor.
"""

from __future__ import annotations

import gc
import os
import select
import shutil
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gnomon.processes import allocator
from gnomon.processes.signals import EXIT_PERMANENT, GROUP_SIGNALS, STOP

if TYPE_CHECKING:
    from gnomon.processes.jobs import Job

# structlog, which is imported below, would load it to show errors on terminals: 5 MB. Log lines are no such output.
sys.modules["rich"] = None  # type: ignore[assignment]  # what marks a module that cannot be imported


def main() -> None:
    gc.disable()  # imports leave no garbage behind, and looking for it is an eighth of an api process's start
    _ignore_group_signals()
    line = _read_line()
    if not line:
        return  # the supervisor died before it sent the job
    # Each process imports only what it needs: a worker never has the API's libraries in memory.
    if sys.argv[1] == "api":
        _run_api(line)
    else:
        _run_worker(line)
    # All is closed and stored. To take the interpreter apart would be a tenth of what a start and a stop cost.
    os._exit(0)


def _run_worker(line: bytes) -> None:
    from gnomon.processes.jobs import WorkerJob
    from proxy import worker

    job = WorkerJob.of_line(line)
    with _prepared(job) as (listener, _):
        worker.run(job.config, listener, lambda: _report_ready(job.ready))


def _run_api(line: bytes) -> None:
    import structlog

    from api import server
    from gnomon.processes.api_job import ApiJob
    from store.base import (
        CannotOpen,
        DatabaseDamaged,
        DataDirInUse,
        StoreUnavailable,
        TooNew,
        TooOld,
    )

    job = ApiJob.of_line(line)
    with _prepared(job) as (listener, lifeline):
        try:
            server.run(job.config, listener, lambda: _report_ready(job.ready))
        except (CannotOpen, DataDirInUse, StoreUnavailable) as error:
            structlog.get_logger().critical("cannot_start", error=str(error))
            raise SystemExit(EXIT_PERMANENT if isinstance(error, (DatabaseDamaged, TooNew, TooOld)) else 1) from None
    if lifeline.is_cut:
        shutil.rmtree(Path(job.socket_path).parent, ignore_errors=True)


@contextmanager
def _prepared(job: Job) -> Iterator[tuple[socket.socket, _Lifeline]]:
    from gnomon import log

    log.configure(job.name)
    os.set_inheritable(job.ready, False)  # a process that we start must not keep the ready pipe open after our end
    lifeline = _Lifeline()
    gc.freeze()  # what was imported stays: no collection needs to walk it
    gc.enable()
    with socket.socket(fileno=job.listener) as listener:
        yield listener, lifeline


def _ignore_group_signals() -> None:
    """Ctrl-C, a closed terminal and a service manager's stop reach all processes; only the supervisor acts on them."""
    for number in GROUP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, GROUP_SIGNALS)


def _read_line() -> bytes:
    """The first line of standard input; empty when the pipe ends before it."""
    received = bytearray()
    while not received.endswith(b"\n"):
        piece = os.read(0, 65536)
        if not piece:
            return b""
        received += piece
    return bytes(received)


class _Lifeline:
    """Stops this process when the supervisor dies. Until then its thread returns freed memory to the system."""

    def __init__(self) -> None:
        self.is_cut = False
        # Reads the descriptor, not sys.stdin: a daemon thread that holds sys.stdin's lock makes Python's exit fail.
        threading.Thread(target=self._watch, name="lifeline", daemon=True).start()

    def _watch(self) -> None:
        while not select.select([0], [], [], allocator.RELEASE_EVERY_S)[0] or os.read(0, 4096):
            allocator.release_freed()
        self.is_cut = True
        os.kill(os.getpid(), STOP)


def _report_ready(descriptor: int) -> None:
    """The pipe stays open afterwards: its end tells the supervisor that this process has ended."""
    try:
        os.write(descriptor, b"+")
    except BrokenPipeError:
        pass  # the supervisor is gone; the lifeline stops us


if __name__ == "__main__":
    main()
