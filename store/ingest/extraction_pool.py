"""Runs extraction in processes of its own, some side by side; a stuck one is killed and replaced."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO

import store
from store.extract.process import ExtractionAnswer, read_message, write_message
from store.models import Bodies, ExchangeRow

_PROCESSES = 3
_WAITING_BYTES = 64 << 20  # of bodies for which no process is free
_WAITING = 200  # calls with such bodies
_FAIR_S = 0.5  # so long a process may read one body while others wait for it
_ATTEMPTS = 2  # the first process may have been killed from outside; the second one was killed by the bodies


class NotStarted(Exception):
    """A process did not become ready, which has nothing to do with the bodies. The message says why."""


class ExtractionJob:
    """One call whose bodies are being read. `answer`: once a process has read them, or none can."""

    def __init__(self, facts: ExchangeRow, bodies: Bodies) -> None:
        self.facts = facts
        self.bodies = bodies
        self.started_at_s: float | None = None  # when a process that was ready took it; None: none has it
        self.answer: Future[ExtractionAnswer] = Future()
        self.process: _Process | None = None
        self.is_cancelled = False

    @property
    def size_bytes(self) -> int:
        return len(self.bodies.request or b"") + len(self.bodies.response or b"")

    @property
    def running_s(self) -> float:
        return 0.0 if self.started_at_s is None else time.monotonic() - self.started_at_s


class ExtractionPool:
    """Belongs to one thread. Starts a process when all others are busy; there are at most three. Other jobs wait."""

    def __init__(self, deadline_s: float, start_s: float, idle_s: float) -> None:
        """`start_s`: a process that is not ready by then is given up. Reading bodies has `deadline_s`, apart from
        that: a busy machine starts processes slowly. `idle_s`: see `end_idle`."""
        self._deadline_s = deadline_s
        self._start_s = start_s
        self._idle_s = idle_s
        self._threads = ThreadPoolExecutor(_PROCESSES, "extraction")  # each waits for one process
        self._lock = threading.Condition()  # for everything below
        self._idle: list[_Process] = []  # the one used last is the last one
        self._jobs: list[ExtractionJob] = []  # the running ones first, the oldest before the others

    def submit(self, facts: ExchangeRow, bodies: Bodies, on_done: Callable[[], None]) -> ExtractionJob:
        """`on_done` is called in any thread. When too many jobs wait, this waits too, until one is done; one that takes
        long is cancelled to make room."""
        job = ExtractionJob(facts, bodies)
        with self._lock:
            while len(self._jobs) > _WAITING or self._waiting_bytes() > _WAITING_BYTES:
                slowest = max(self._jobs, key=lambda job: job.running_s)
                if slowest.running_s > _FAIR_S:
                    self._cancel(slowest)
                self._lock.wait(_FAIR_S / 5)
            self._jobs.append(job)
        job.answer.add_done_callback(lambda _: on_done())
        self._threads.submit(self._run, job)
        return job

    def cancel(self, job: ExtractionJob) -> None:
        """Kill the job's process. Its answer will say `too_slow`."""
        with self._lock:
            self._cancel(job)

    def end_idle(self) -> None:
        """End processes that had nothing to do for `idle_s`: each has 25 to 130 MB."""
        before_s = time.monotonic() - self._idle_s
        ended: list[_Process] = []
        with self._lock:
            while self._idle and self._idle[0].idle_since_s <= before_s:
                ended.append(self._idle.pop(0))
        for process in ended:
            process.end()

    def close(self) -> None:
        with self._lock:
            for job in self._jobs:
                self._cancel(job)
        self._threads.shutdown()
        for process in self._idle:
            process.end()
        self._idle.clear()

    def _waiting_bytes(self) -> int:
        return sum(job.size_bytes for job in self._jobs[_PROCESSES:])

    @staticmethod
    def _cancel(job: ExtractionJob) -> None:
        job.is_cancelled = True
        if job.process:
            job.process.kill()

    # In the threads

    def _run(self, job: ExtractionJob) -> None:
        answer = self._answer(job)
        with self._lock:
            self._jobs.remove(job)
            self._lock.notify_all()
        job.answer.set_result(answer)

    def _answer(self, job: ExtractionJob) -> ExtractionAnswer:
        error = ""
        for _ in range(_ATTEMPTS):
            if job.is_cancelled:
                break
            try:
                return self._ask(self._take(job), job)
            except Exception as problem:  # the process is gone, or did not start
                error = repr(problem)
        return ExtractionAnswer(None, "too_slow") if job.is_cancelled else ExtractionAnswer(None, "failed", error)

    def _ask(self, process: _Process, job: ExtractionJob) -> ExtractionAnswer:
        is_usable = False
        try:
            answer = process.ask(job.facts, job.bodies)
            is_usable = not answer.is_last
            return answer
        finally:
            with self._lock:
                job.process = job.started_at_s = None
                is_usable = is_usable and not job.is_cancelled
                if is_usable:
                    process.idle_since_s = time.monotonic()
                    self._idle.append(process)
            if not is_usable:
                process.end()

    def _take(self, job: ExtractionJob) -> _Process:
        """A process that is ready. The job's time begins."""
        with self._lock:
            process = self._idle.pop() if self._idle else None
        if process is None:
            process = self._start(job)
        with self._lock:
            self._give(process, job)
            job.started_at_s = time.monotonic()
        return process

    def _start(self, job: ExtractionJob) -> _Process:
        """Raises NotStarted, and OSError when the system cannot start another process."""
        process = _Process()
        with self._lock:
            self._give(process, job)
        try:
            process.wait_until_ready(self._deadline_s, self._start_s)
        except BaseException:
            with self._lock:
                job.process = None
            process.end()
            raise
        return process

    @staticmethod
    def _give(process: _Process, job: ExtractionJob) -> None:
        job.process = process
        if job.is_cancelled:
            process.kill()  # whoever asks it learns that it is gone


class _Process:
    idle_since_s = 0.0  # monotonic

    def __init__(self) -> None:
        here = str(Path(store.__path__[0]).parent)
        # It ends when its input ends: also when this process is killed.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "store.extract.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([here, *filter(None, sys.path)])},
            start_new_session=True,  # Ctrl-C is for this process, which ends the other when it is done
        )

    def wait_until_ready(self, deadline_s: float, start_s: float) -> None:
        """Raises NotStarted after `start_s`, or when the process is gone."""
        into, out = self._pipes()
        try:
            write_message(into, deadline_s)
            with selectors.DefaultSelector() as selector:
                selector.register(out, selectors.EVENT_READ)
                if not selector.select(start_s):
                    raise NotStarted(f"the process that reads bodies was not ready after {start_s:g} s")
            read_message(out)
        except (EOFError, OSError) as error:
            raise NotStarted("the process that reads bodies ended before it was ready") from error

    def ask(self, facts: ExchangeRow, bodies: Bodies) -> ExtractionAnswer:
        """Raises EOFError or OSError when the process is gone."""
        into, out = self._pipes()
        write_message(into, (facts, bodies))
        return ExtractionAnswer(*read_message(out))

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        into, out = self._pipes()
        self._process.kill()
        try:
            into.close()
        except OSError:
            pass  # unsent data for a process that is gone
        out.close()
        self._process.wait()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout
