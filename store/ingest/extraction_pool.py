"""Runs extraction in processes of its own, some side by side; a stuck one is killed and replaced."""

from __future__ import annotations

import os
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


class ExtractionJob:
    """One call whose bodies are being read. `answer`: once a process has read them, or none can."""

    def __init__(self, facts: ExchangeRow, bodies: Bodies) -> None:
        self.facts = facts
        self.bodies = bodies
        self.started_at_s: float | None = None  # None: no process is free yet
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

    def __init__(self, deadline_s: float) -> None:
        self._deadline_s = deadline_s
        self._threads = ThreadPoolExecutor(_PROCESSES, "extraction")  # each waits for one process
        self._lock = threading.Condition()  # for everything below
        self._idle: list[_Process] = []
        self._jobs: list[ExtractionJob] = []  # the running ones first, the oldest before the others

    def submit(self, facts: ExchangeRow, bodies: Bodies, on_done: Callable[[], None]) -> ExtractionJob:
        """`on_done` is called in any thread. When too many jobs wait, this waits too, until one is done; one that takes
        long is cancelled to make room."""
        job = ExtractionJob(facts, bodies)
        with self._lock:
            while len(self._jobs) > _WAITING or self._waiting_bytes() > _WAITING_BYTES:
                oldest = self._jobs[0]
                if oldest.running_s > _FAIR_S:
                    self._cancel(oldest)
                self._lock.wait(_FAIR_S / 5)
            self._jobs.append(job)
        job.answer.add_done_callback(lambda _: on_done())
        self._threads.submit(self._run, job)
        return job

    def cancel(self, job: ExtractionJob) -> None:
        """Kill the job's process. Its answer will say `too_slow`."""
        with self._lock:
            self._cancel(job)

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
        job.started_at_s = time.monotonic()
        answer = self._answer(job)
        with self._lock:
            self._jobs.remove(job)
            self._lock.notify_all()
        job.answer.set_result(answer)

    def _answer(self, job: ExtractionJob) -> ExtractionAnswer:
        error = ""
        for _ in range(_ATTEMPTS):
            try:
                process = self._take(job)
                if process is None:
                    return ExtractionAnswer(None, "too_slow")
                return self._ask(process, job)
            except Exception as problem:  # the process is gone, or could not be started
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
                job.process = None
                is_usable = is_usable and not job.is_cancelled
                if is_usable:
                    self._idle.append(process)
            if not is_usable:
                process.end()

    def _take(self, job: ExtractionJob) -> _Process | None:
        """A process for the job; None: the job has been cancelled."""
        with self._lock:
            process = self._idle.pop() if self._idle else None
        if process is None:
            process = _Process(self._deadline_s)
        with self._lock:
            if not job.is_cancelled:
                job.process = process
                return process
        process.end()
        return None


class _Process:
    def __init__(self, deadline_s: float) -> None:
        here = str(Path(store.__path__[0]).parent)
        # It ends when its input ends: also when this process is killed.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "store.extract.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join([here, *filter(None, sys.path)])},
            start_new_session=True,  # Ctrl-C is for this process, which ends the other when it is done
        )
        write_message(self._pipes()[0], deadline_s)

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
