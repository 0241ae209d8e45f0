"""One child process, as the supervisor sees it.

Two pipes connect them. The child's standard input carries its job and stays open as its lifeline: it ends when the
supervisor dies. The ready pipe runs the other way: one byte when the child accepts calls, and its end when the child
exits.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import structlog

from gnomon.processes.jobs import Job, WorkerJob
from gnomon.processes.signals import GROUP_SIGNALS, RETIRE, STOP, STOP_NOW

# glibc would keep freed memory in up to eight pools per core, one thread's out of reach of the others: 40 MB more.
# It would also return the memory of each large body to the kernel and ask for it again with the next, at a fourth of
# what a worker spends on a call of 100 kB. So it keeps up to 4 MB, and only larger blocks are returned when freed.
_ENVIRONMENT = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": str(4 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(4 << 20),
    # pydantic would read the metadata of every installed package to find plugins of its own.
    "PYDANTIC_DISABLE_PLUGINS": "true",
}

STOP_NOW_S = 1.0  # a child that exits without finishing needs no longer
State = Literal["starting", "ready", "retiring", "stopping", "ended"]


class Process:
    def __init__(self, job_for: Callable[[int], Job], inherits: Sequence[int] = ()) -> None:
        """Start the child. `job_for` gets the descriptor of its ready pipe; `inherits`: further descriptors to pass on.

        Raises OSError when the system cannot start another process.
        """
        loop = asyncio.get_running_loop()
        self.state: State = "starting"
        self.stop_requested = False
        self._ready_or_ended = asyncio.Event()
        self._was_ready = False
        self._ended = asyncio.Event()
        self._status = 0
        self._ready_pipe, ready = os.pipe()
        try:
            job = job_for(ready)
            self.name = job.name
            self._child = _spawn("worker" if isinstance(job, WorkerJob) else "api", [job.listener, ready, *inherits])
        except OSError:
            os.close(self._ready_pipe)
            raise
        finally:
            os.close(ready)
        loop.add_reader(self._ready_pipe, self._on_ready_pipe)
        self._send_line(job.line())

    def __repr__(self) -> str:
        return f"<{self.name} {self._child.pid} {self.state}>"

    @property
    def pid(self) -> int:
        return self._child.pid

    async def became_ready(self) -> bool:
        """Wait until it accepts calls; False when it exits before that."""
        await self._ready_or_ended.wait()
        return self._was_ready

    async def wait(self) -> int:
        """Its exit status, or minus the number of the signal that killed it."""
        await self._ended.wait()
        return self._status

    def retire(self) -> None:
        """Ask a worker to accept no more connections, and to exit when its clients have moved to a newer worker. One
        that is still starting has no clients: it is stopped."""
        if self.state == "ready":
            self.state = "retiring"
            self._child.send_signal(RETIRE)
        elif self.state == "starting":
            self.stop()

    def stop(self) -> None:
        """Ask it, once, to finish its work and exit."""
        if not self.stop_requested:
            self._signal(STOP)

    def stop_now(self) -> None:
        """Ask it to exit without finishing its work."""
        self._signal(STOP_NOW)

    def kill(self) -> None:
        if self.state != "ended":
            self._child.kill()

    def _signal(self, number: signal.Signals) -> None:
        if self.state != "ended":
            self.state = "stopping"
            self.stop_requested = True
            self._child.send_signal(number)

    def _send_line(self, line: bytes) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(line)
            self._child.stdin.flush()
        except BrokenPipeError:
            pass  # it has died already; the end of the ready pipe reports that

    def _on_ready_pipe(self) -> None:
        if os.read(self._ready_pipe, 1):
            if self.state == "starting":
                self.state = "ready"
            self._was_ready = True
        else:
            self._on_end()
        self._ready_or_ended.set()

    def _on_end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._ready_pipe)
        os.close(self._ready_pipe)
        self._status = self._child.wait()  # returns at once: the child has closed its files
        self._close_stdin()
        self.state = "ended"
        self._ended.set()

    def _close_stdin(self) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.close()
        except BrokenPipeError:
            pass  # part of the job was never read


async def stop_all(processes: Sequence[Process], timeout_s: float, stop_now: asyncio.Event) -> None:
    """Stop the processes and wait for them, as `wait_for_all` does."""
    for process in processes:
        process.stop()
    await wait_for_all(processes, timeout_s, stop_now)


async def wait_for_all(processes: Sequence[Process], timeout_s: float, stop_now: asyncio.Event) -> None:
    """Wait until they have ended. After `timeout_s`, or soon after `stop_now` is set, kill those left."""
    if not await _all_ended(processes, timeout_s, unless=stop_now) and stop_now.is_set():
        for process in processes:
            process.stop_now()
        await _all_ended(processes, STOP_NOW_S)
    log = structlog.get_logger()
    for process in processes:
        if process.state != "ended":
            log.warning("process_killed", name=process.name)
            process.kill()
        elif (status := await process.wait()) not in (0, -STOP, -STOP_NOW):
            log.warning("process_failed_to_stop_cleanly", name=process.name, cause=exit_cause(status))
        await process.wait()


async def _all_ended(processes: Sequence[Process], timeout_s: float, unless: asyncio.Event | None = None) -> bool:
    """Whether all processes ended within `timeout_s` and before `unless` was set."""
    ended = asyncio.create_task(_end_of_all(processes))
    interrupted = asyncio.create_task(unless.wait() if unless else asyncio.Event().wait())
    try:
        await asyncio.wait((ended, interrupted), timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
        return ended.done()
    finally:
        ended.cancel()
        interrupted.cancel()


async def _end_of_all(processes: Sequence[Process]) -> None:
    for process in processes:
        await process.wait()


def _spawn(kind: str, pass_fds: Sequence[int]) -> subprocess.Popen[bytes]:
    with _group_signals_blocked():
        return subprocess.Popen(  # noqa: S603  the arguments are ours
            # -P: a directory "api" or "proxy" in the current directory must not be imported instead of ours.
            [sys.executable, "-P", "-m", "gnomon.processes.child", kind],
            stdin=subprocess.PIPE,
            pass_fds=pass_fds,
            env={**_ENVIRONMENT, **os.environ},
        )


@contextmanager
def _group_signals_blocked() -> Iterator[None]:
    """A child inherits the mask and lifts it once it ignores these signals: no Ctrl-C can reach it before that."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, GROUP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def exit_cause(status: int) -> str:
    """How a process ended, in words: "exit status 1" or "signal SIGKILL"."""
    if status >= 0:
        return f"exit status {status}"
    try:
        return f"signal {signal.Signals(-status).name}"
    except ValueError:
        return f"signal {-status}"
