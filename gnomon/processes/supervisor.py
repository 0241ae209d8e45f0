"""`gnomon serve`: opens the sockets, keeps N proxy workers and one api process running, stops them in order.

starting   until every child was ready once; a child that cannot start ends the program
running    a child that dies is restarted; SIGHUP rereads the settings and replaces the children
stopping   on SIGTERM or SIGINT: workers finish their calls, then the api process empties the spool; a second signal
           stops everything at once
"""

from __future__ import annotations

import asyncio
import os
import resource
import secrets
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

import structlog

from gnomon.banner import banner
from gnomon.processes import child_configs, sockets
from gnomon.processes.api_job import ApiJob
from gnomon.processes.jobs import Job, WorkerJob
from gnomon.processes.lock import ServeLock, using
from gnomon.processes.process import Process, stop_all, wait_for_all
from gnomon.processes.process_slot import CannotStart, ProcessSlot
from gnomon.processes.signals import GROUP_SIGNALS
from gnomon.settings.errors import BadSettings
from gnomon.settings.loading import Loaded
from gnomon.settings.models import Settings
from gnomon.terminal import Terminal
from store.settings import DataDir

GRACE_S = 5.0  # a worker that stops exits by itself after drain_s; it is killed this much later
API_STOP_S = 60.0  # to empty the spool; the next start reads what is left in it
MAX_OPEN_FILES = 1 << 20  # more is never needed, and the hard limit of some systems is a billion
# Keys of [server] that a reload cannot change: their sockets and locks live as long as the supervisor.
NEED_RESTART = ("host", "port", "workers", "data_dir")


def serve(loaded: Loaded, reload: Callable[[], Loaded]) -> int:
    """Run until asked to stop; returns the exit status. `reload` reads the settings again.

    Raises CannotListen, AlreadyServing and UnusableDataDir.
    """
    os.umask(0o077)
    _raise_file_limit()
    data_dir = DataDir(loaded.settings.server.data_dir.absolute())
    with using(data_dir.root):
        data_dir.quarantine.mkdir(mode=0o700, parents=True, exist_ok=True)
    server = loaded.settings.server
    with closing(ServeLock(data_dir.root)) as lock:
        listeners = sockets.listeners(server.host, server.port, server.workers)
        with closing(sockets.PrivateSocket()) as private:
            supervisor = Supervisor(
                loaded=loaded, reload=reload, data_dir=data_dir, lock=lock, listeners=listeners, private=private
            )
            return asyncio.run(supervisor.run())


class Supervisor:
    def __init__(
        self,
        *,
        loaded: Loaded,
        reload: Callable[[], Loaded],
        data_dir: DataDir,
        lock: ServeLock,
        listeners: Sequence[socket.socket],
        private: sockets.PrivateSocket,
    ) -> None:
        self._loaded = loaded
        self._settings = loaded.settings
        self._load_again = reload
        self._data_dir = data_dir
        self._lock = lock
        self._listeners = listeners
        self._private = private
        self._secret = secrets.token_bytes(32)  # makes keys that the processes of this run know of each other
        self._port: int = listeners[0].getsockname()[1]
        self._processes: Sequence[Process] = ()  # all that may be running, replaced ones that still finish included
        self._retiring: set[asyncio.Task[None]] = set()
        self._api = ProcessSlot("api", self._launch_api)
        self._workers = [
            ProcessSlot(f"worker-{index + 1}", partial(self._launch_worker, index)) for index in range(len(listeners))
        ]
        self._stop = asyncio.Event()
        self._stop_now = asyncio.Event()
        self._hung_up = asyncio.Event()
        self._log = structlog.get_logger()

    async def run(self) -> int:
        terminal = Terminal()
        self._handle_signals()
        slots = [asyncio.create_task(slot.run()) for slot in (self._api, *self._workers)]
        others = [asyncio.create_task(self._print_banner()), asyncio.create_task(self._follow_hangups(terminal))]
        stop = asyncio.create_task(self._stop.wait())
        await asyncio.wait([*slots, stop], return_when=asyncio.FIRST_COMPLETED)
        errors = [error for task in slots if task.done() and (error := task.exception())]
        tasks = [*slots, *others, stop]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for error in errors:
            self._log.critical("cannot_start", error=str(error))
        await self._stop_processes()
        # All is done. A further signal, in the moment in which asyncio has removed its handlers, would only replace the
        # exit status by its own.
        signal.pthread_sigmask(signal.SIG_BLOCK, GROUP_SIGNALS)
        return 1 if errors else 0

    def _handle_signals(self) -> None:
        """SIGHUP means "reload the settings", or "the terminal that you ran in is closed"."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._on_stop_signal)
        loop.add_signal_handler(signal.SIGHUP, self._hung_up.set)

    def _on_stop_signal(self) -> None:
        if self._stop.is_set():
            self._stop_now.set()
        self._stop.set()

    async def _print_banner(self) -> None:
        for slot in (self._api, *self._workers):
            await slot.first_ready.wait()
        print(banner(self._loaded, self._port, self._data_dir.root), flush=True)

    async def _stop_processes(self) -> None:
        """Workers first: the api process then empties the spool that they leave behind."""
        if self._stop.is_set():
            self._log.info("stopping", drain_s=self._settings.server.drain_s)
        for listener in self._listeners:
            listener.close()  # otherwise new clients would wait in its queue for a worker that never comes
        api = self._api.process
        workers = [process for process in self._running() if process is not api]
        await stop_all(workers, self._settings.server.drain_s + GRACE_S, self._stop_now)
        await stop_all(self._running(), API_STOP_S, self._stop_now)

    async def _follow_hangups(self, terminal: Terminal) -> None:
        while True:
            await self._hung_up.wait()
            self._hung_up.clear()
            if await terminal.is_closing():
                self._on_stop_signal()
                return
            try:
                await self._reload()
            except (BadSettings, CannotStart, OSError) as error:
                self._log.error("settings_not_reloaded", error=str(error), in_force="the previous settings")

    async def _reload(self) -> None:
        """Read the settings again and replace every child. Raises BadSettings, CannotStart, OSError."""
        loaded = self._load_again()
        previous = self._settings
        self._settings, ignored = _without_restart_keys(loaded.settings, previous)
        if ignored:
            self._log.warning("settings_need_restart", settings=", ".join(ignored))
        for process in self._running():
            if process.state == "retiring":  # of an earlier reload: a burst of them must not pile up processes
                process.stop()
        try:
            for worker in self._workers:
                if older := await worker.replace():
                    self._retire(older, previous.server.drain_s)
        except (CannotStart, OSError):
            self._settings = previous
            raise
        # Only one api process may write to the store: the older one has to end before the newer one starts.
        if api := self._api.process:
            await stop_all([api], API_STOP_S, self._stop_now)
        self._log.info("settings_reloaded")

    def _retire(self, older: Process, drain_s: float) -> None:
        """`drain_s`: the older worker's. A call that a client begins there at the end of it has as long again."""
        older.retire()
        task = asyncio.create_task(wait_for_all([older], 2 * drain_s + GRACE_S, self._stop_now))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    def _running(self) -> Sequence[Process]:
        return [process for process in self._processes if process.state != "ended"]

    def _launch_worker(self, index: int) -> Process:
        config = child_configs.worker_config(self._settings, self._data_dir, self._private.path, self._secret)
        listener = self._listeners[index].fileno()
        return self._launch(lambda ready: WorkerJob(f"worker-{index + 1}", listener, ready, config))

    def _launch_api(self) -> Process:
        config = child_configs.api_config(self._settings, self._data_dir, self._port, self._secret)
        listener, path = self._private.listener.fileno(), self._private.path
        return self._launch(lambda ready: ApiJob("api", listener, ready, config, path), inherits=[self._lock.fileno()])

    def _launch(self, job_for: Callable[[int], Job], inherits: Sequence[int] = ()) -> Process:
        process = Process(job_for, inherits)
        self._processes = [*self._running(), process]
        return process


def _without_restart_keys(new: Settings, running: Settings) -> tuple[Settings, Sequence[str]]:
    """The new settings with the running values of NEED_RESTART, and the names of those that would have changed."""
    values = {key: getattr(running.server, key) for key in NEED_RESTART}
    changed = [f"server.{key}" for key, value in values.items() if getattr(new.server, key) != value]
    return new.model_copy(update={"server": new.server.model_copy(update=values)}), changed


def _raise_file_limit() -> None:
    """Each call in flight needs two sockets, and the usual limit of 1024 files would soon be reached."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for limit in (MAX_OPEN_FILES, 10_240):  # macOS reports "unlimited" but accepts no more than OPEN_MAX
        wanted = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
                return
            except (ValueError, OSError):
                continue
