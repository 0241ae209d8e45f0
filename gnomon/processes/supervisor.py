"""`gnomon serve`: opens the sockets, keeps N proxy workers and one api process running, stops them in order.

starting   until every child was ready once; what cannot start ends the program
running    a child that dies is started again; SIGHUP replaces the children by ones with the settings read anew
stopping   SIGTERM or SIGINT: workers finish their calls, then the api process empties the spool; a second signal
           hurries
"""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

import structlog

from gnomon import banner
from gnomon.processes import jobs, sockets
from gnomon.processes.jobs import ApiJob, Job, WorkerJob
from gnomon.processes.lock import ServeLock
from gnomon.processes.process import Process, end
from gnomon.processes.process_slot import CannotStart, ProcessSlot
from gnomon.settings.settings import BadSettings, Loaded, Settings
from gnomon.terminal import Terminal
from store.settings import DataDir

GRACE_S = 5.0  # a worker leaves by itself after drain_s; this much later it is killed
API_STOP_S = 60.0  # to empty the spool; what is left in it is read at the next start
MOST_FILES = 1 << 20  # more is never used, and some systems' hard limit is a billion
HELD = ("host", "port", "workers", "data_dir")  # of [server]: sockets and locks that live as long as the supervisor


def serve(loaded: Loaded, read: Callable[[], Loaded]) -> int:
    """Run until told to stop; returns the exit status. `read` reads the settings anew.

    Raises CannotListen, DataDirInUse, and OSError when the data directory cannot be made.
    """
    os.umask(0o077)
    _raise_file_limit()
    data_dir = DataDir(loaded.settings.server.data_dir.absolute())
    data_dir.quarantine.mkdir(mode=0o700, parents=True, exist_ok=True)
    server = loaded.settings.server
    with closing(ServeLock(data_dir.root)) as lock:
        listeners = sockets.listeners(server.host, server.port, server.workers)
        with closing(sockets.PrivateSocket()) as private:
            supervisor = Supervisor(
                loaded=loaded, read=read, data_dir=data_dir, lock=lock, listeners=listeners, private=private
            )
            return asyncio.run(supervisor.run())


class Supervisor:
    def __init__(
        self,
        *,
        loaded: Loaded,
        read: Callable[[], Loaded],
        data_dir: DataDir,
        lock: ServeLock,
        listeners: Sequence[socket.socket],
        private: sockets.PrivateSocket,
    ) -> None:
        self._loaded = loaded
        self._settings = loaded.settings
        self._read = read
        self._data_dir = data_dir
        self._lock = lock
        self._listeners = listeners
        self._private = private
        self._port: int = listeners[0].getsockname()[1]
        self._processes: Sequence[Process] = ()  # all that may be running, older ones that are finishing too
        self._retiring: set[asyncio.Task[None]] = set()
        self._api = ProcessSlot("api", self._launch_api)
        self._workers = [
            ProcessSlot(f"worker-{index + 1}", partial(self._launch_worker, index)) for index in range(len(listeners))
        ]
        self._stop = asyncio.Event()
        self._hurry = asyncio.Event()
        self._hangup = asyncio.Event()
        self._log = structlog.get_logger()

    async def run(self) -> int:
        self._listen_to_signals()
        keeping = [asyncio.create_task(keeper.run()) for keeper in (self._api, *self._workers)]
        attending = [asyncio.create_task(self._greet()), asyncio.create_task(self._reload_when_asked())]
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait([*keeping, stopping], return_when=asyncio.FIRST_COMPLETED)
        failed = [error for task in keeping if task.done() and (error := task.exception())]
        tasks = [*keeping, *attending, stopping]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for error in failed:
            self._log.critical("cannot start", error=str(error))
        await self._end_all()
        return 1 if failed else 0

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        terminal = Terminal()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._on_stop)
        # SIGHUP means two things: "read your settings", and "the terminal you ran in is gone".
        loop.add_signal_handler(signal.SIGHUP, lambda: self._on_stop() if terminal.is_gone() else self._hangup.set())

    def _on_stop(self) -> None:
        if self._stop.is_set():
            self._hurry.set()
        self._stop.set()

    async def _greet(self) -> None:
        for keeper in (self._api, *self._workers):
            await keeper.up.wait()
        print(banner.banner(self._loaded, self._port, self._data_dir.root), flush=True)

    async def _end_all(self) -> None:
        """Workers first: the api process empties the spool that they leave behind."""
        if self._stop.is_set():
            self._log.info("stopping", drain_s=self._settings.server.drain_s)
        for listener in self._listeners:
            listener.close()  # or new clients would wait in its queue for a worker that never comes
        api = self._api.process
        await end([each for each in self._running() if each is not api], self._worker_timeout_s(), self._hurry)
        await end(self._running(), API_STOP_S, self._hurry)

    async def _reload_when_asked(self) -> None:
        while True:
            await self._hangup.wait()
            self._hangup.clear()
            try:
                await self._reload()
            except (BadSettings, CannotStart, OSError) as error:
                self._log.error("settings not reloaded, the old ones stay", error=str(error))

    async def _reload(self) -> None:
        """Replace every child by one with the settings read anew. Raises BadSettings, CannotStart, OSError."""
        loaded = self._read()
        before = self._settings
        self._settings, ignored = _with_held(loaded.settings, before)
        if ignored:
            self._log.warning("changed settings that need a restart", settings=", ".join(ignored))
        try:
            for worker in self._workers:
                if older := await worker.replace():
                    self._retire(older)
        except (CannotStart, OSError):
            self._settings = before
            raise
        # The api process alone writes to the store: the old one has to leave before the new one comes.
        if api := self._api.process:
            await end([api], API_STOP_S, self._hurry)
        self._log.info("settings reloaded")

    def _retire(self, older: Process) -> None:
        task = asyncio.create_task(end([older], self._worker_timeout_s(), self._hurry))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    def _worker_timeout_s(self) -> float:
        return self._settings.server.drain_s + GRACE_S

    def _running(self) -> Sequence[Process]:
        return [process for process in self._processes if process.state != "ended"]

    def _launch_worker(self, index: int) -> Process:
        config = jobs.worker_config(self._settings, self._data_dir, self._private.path)
        listener = self._listeners[index].fileno()
        return self._launch(lambda ready: WorkerJob(f"worker-{index + 1}", listener, ready, config))

    def _launch_api(self) -> Process:
        config = jobs.api_config(self._settings, self._data_dir, self._port)
        listener, path = self._private.listener.fileno(), self._private.path
        return self._launch(lambda ready: ApiJob("api", listener, ready, config, path), inherits=[self._lock.fileno()])

    def _launch(self, job_for: Callable[[int], Job], inherits: Sequence[int] = ()) -> Process:
        process = Process(job_for, inherits)
        self._processes = [*self._running(), process]
        return process


def _with_held(new: Settings, running: Settings) -> tuple[Settings, Sequence[str]]:
    """The new settings but for those that can't change while we run; and the names of these, where they differ."""
    held = {name: getattr(running.server, name) for name in HELD}
    changed = [f"server.{name}" for name, value in held.items() if getattr(new.server, name) != value]
    return new.model_copy(update={"server": new.server.model_copy(update=held)}), changed


def _raise_file_limit() -> None:
    """Two sockets per call in flight: the usual limit of 1024 files would be met soon."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for limit in (MOST_FILES, 10_240):  # macOS says "unlimited" and takes no more than OPEN_MAX
        wanted = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
                return
            except (ValueError, OSError):
                continue
