"""One child process, as the supervisor sees it.

Two pipes tie them together. The child's standard input brings its job and is its lifeline: it ends with the supervisor.
The ready pipe goes the other way: one byte when the child takes calls, and its end when the child ends.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import structlog

from gnomon.processes.jobs import GROUP_SIGNALS, HURRY, JOB, STOP, Job

HURRY_S = 1.0
State = Literal["starting", "ready", "stopping", "ended"]


class Process:
    def __init__(self, job_for: Callable[[int], Job], inherits: Sequence[int] = ()) -> None:
        """Starts the child. `job_for` gets the descriptor of its ready pipe; `inherits` are more descriptors it has.

        Raises OSError when the system has no room for another process.
        """
        loop = asyncio.get_running_loop()
        self.state: State = "starting"
        self.told_to_stop = False
        self.started_at = time.monotonic()
        self._spoke = asyncio.Event()  # it was ready, or has ended
        self._was_ready = False
        self._ended = asyncio.Event()
        self._status = 0
        self._ready_pipe, ready = os.pipe()
        try:
            job = job_for(ready)
            self.name = job.name
            self._child = _spawn(pass_fds=[job.listener, ready, *inherits])
        except OSError:
            os.close(self._ready_pipe)
            raise
        finally:
            os.close(ready)
        loop.add_reader(self._ready_pipe, self._on_ready_pipe)
        self._tell(JOB.dump_json(job) + b"\n")

    def __repr__(self) -> str:
        return f"<{self.name} {self._child.pid} {self.state}>"

    @property
    def pid(self) -> int:
        return self._child.pid

    async def became_ready(self) -> bool:
        """False when it ended before."""
        await self._spoke.wait()
        return self._was_ready

    async def wait(self) -> int:
        """Its exit status, or minus the number of the signal it died of."""
        await self._ended.wait()
        return self._status

    def terminate(self) -> None:
        """Ask it, once, to finish what it does and leave."""
        if not self.told_to_stop:
            self._ask(STOP)

    def hurry(self) -> None:
        """Ask it to leave at once."""
        self._ask(HURRY)

    def kill(self) -> None:
        if self.state != "ended":
            self._child.kill()

    def _ask(self, number: signal.Signals) -> None:
        if self.state != "ended":
            self.state = "stopping"
            self.told_to_stop = True
            self._child.send_signal(number)

    def _tell(self, line: bytes) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(line)
            self._child.stdin.flush()
        except BrokenPipeError:
            pass  # it died already, and `ended` will say so

    def _on_ready_pipe(self) -> None:
        if os.read(self._ready_pipe, 1):
            if self.state == "starting":
                self.state = "ready"
            self._was_ready = True
        else:
            self._bury()
        self._spoke.set()

    def _bury(self) -> None:
        asyncio.get_running_loop().remove_reader(self._ready_pipe)
        os.close(self._ready_pipe)
        self._status = self._child.wait()  # takes no time: it has closed its files already
        self._hang_up()
        self.state = "ended"
        self._ended.set()

    def _hang_up(self) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.close()
        except BrokenPipeError:
            pass  # what it never read of its job


async def end(processes: Sequence[Process], timeout_s: float, hurry: asyncio.Event) -> None:
    """Ask them to leave, wait, and kill what is still there after `timeout_s`, or soon after `hurry` was set."""
    for process in processes:
        process.terminate()
    if not await _all_ended(processes, timeout_s, unless=hurry) and hurry.is_set():
        for process in processes:
            process.hurry()
        await _all_ended(processes, HURRY_S)
    log = structlog.get_logger()
    for process in processes:
        if process.state != "ended":
            log.warning("process had to be killed", killed=process.name)
            process.kill()
        elif (status := await process.wait()) not in (0, -STOP, -HURRY):
            log.warning("process did not stop well", stopped=process.name, cause=died_of(status))
        await process.wait()


async def _all_ended(processes: Sequence[Process], timeout_s: float, unless: asyncio.Event | None = None) -> bool:
    gone = asyncio.create_task(_wait_for_all(processes))
    asked = asyncio.create_task(unless.wait() if unless else asyncio.Event().wait())
    try:
        await asyncio.wait((gone, asked), timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        return gone.done()
    finally:
        gone.cancel()
        asked.cancel()


async def _wait_for_all(processes: Sequence[Process]) -> None:
    for process in processes:
        await process.wait()


def _spawn(pass_fds: Sequence[int]) -> subprocess.Popen[bytes]:
    with _group_signals_blocked():
        return subprocess.Popen(
            # -P: a directory "api" or "proxy" where gnomon was started must not be taken for ours.
            [sys.executable, "-P", "-m", "gnomon.processes.child"],
            stdin=subprocess.PIPE,
            pass_fds=pass_fds,
        )


@contextmanager
def _group_signals_blocked() -> Iterator[None]:
    """A child inherits the mask and lifts it once it ignores them, so that no Ctrl-C can hit it before."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, GROUP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def died_of(status: int) -> str:
    """How a process ended, in words."""
    if status >= 0:
        return f"exit status {status}"
    try:
        return f"signal {signal.Signals(-status).name}"
    except ValueError:
        return f"signal {-status}"
