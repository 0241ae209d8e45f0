"""A child process: what it does around its work, be it a proxy worker or the api process.

Its standard input is a pipe from the supervisor. The first line is its job. After that nothing comes, and when the
pipe ends, the supervisor is gone, however it died: then the child stops as if it had been told to.

It is told by SIGUSR1 to stop and by SIGUSR2 to hurry. SIGTERM would not do: systemd, a container's init or a shell may
send it to all processes at once, where workers have to finish before the api process, and nobody meant "hurry". A
worker that gets it finishes its calls and leaves; the api process leaves it to the supervisor.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import structlog

from gnomon import log
from gnomon.processes.jobs import CANNOT_HELP, GROUP_SIGNALS, JOB, STOP, ApiJob, Job


def main() -> None:
    _leave_group_signals_to_the_supervisor()
    line = _first_line()
    if not line:
        return  # the supervisor was gone before it said what to do
    job = JOB.validate_json(line)
    log.configure(job.name)
    os.set_inheritable(job.ready, False)  # what we start must not seem to be us, still running
    lifeline = _Lifeline()
    with socket.socket(fileno=job.listener) as listener:
        _run(job, listener, lambda: _say_ready(job.ready))
    if lifeline.cut and isinstance(job, ApiJob):
        shutil.rmtree(Path(job.socket_path).parent, ignore_errors=True)


def _run(job: Job, listener: socket.socket, ready: Callable[[], None]) -> None:
    # Each process loads only what it needs: the proxy never has the API's libraries in memory.
    if isinstance(job, ApiJob):
        _run_api(job, listener, ready)
    else:
        from proxy import worker  # noqa: PLC0415

        worker.run(job.config, listener, ready)


def _run_api(job: ApiJob, listener: socket.socket, ready: Callable[[], None]) -> None:
    from api import server  # noqa: PLC0415
    from store.base import (  # noqa: PLC0415
        CannotOpen,
        DatabaseDamaged,
        DataDirInUse,
        StoreUnavailable,
        TooNew,
        TooOld,
    )

    try:
        server.run(job.config, listener, ready)
    except (CannotOpen, DataDirInUse, StoreUnavailable) as error:
        structlog.get_logger().critical("cannot start", error=str(error))
        raise SystemExit(CANNOT_HELP if isinstance(error, (DatabaseDamaged, TooNew, TooOld)) else 1) from None


def _leave_group_signals_to_the_supervisor() -> None:
    """Ctrl-C, a closed terminal and a service manager's stop reach all processes; the supervisor makes an orderly stop
    of them."""
    for number in GROUP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, GROUP_SIGNALS)


def _first_line() -> bytes:
    received = bytearray()
    while not received.endswith(b"\n"):
        piece = os.read(0, 65536)
        if not piece:
            return b""
        received += piece
    return bytes(received)


class _Lifeline:
    """Notices the supervisor's end."""

    def __init__(self) -> None:
        self.cut = False
        # Reads the descriptor, not sys.stdin: a daemon thread that holds sys.stdin's lock makes Python's exit fail.
        threading.Thread(target=self._hold, name="lifeline", daemon=True).start()

    def _hold(self) -> None:
        while os.read(0, 4096):
            pass
        self.cut = True
        os.kill(os.getpid(), STOP)


def _say_ready(descriptor: int) -> None:
    """The pipe stays open: its end will tell the supervisor of ours."""
    try:
        os.write(descriptor, b"+")
    except BrokenPipeError:
        pass  # nobody is left to be told; the lifeline says so too


if __name__ == "__main__":
    main()
