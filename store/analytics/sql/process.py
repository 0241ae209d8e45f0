"""`python -m store.analytics.sql.process`: the SQL process. The api process starts it, by sql_process.py.

It holds a copy of the replica and forks for each statement. A fork has the tables as they are, takes milliseconds, and
dies without a trace; the SQL process itself never runs a statement of a caller.

Its standard input is a socket from the api process. Both send lines of JSON:

    to it    the job: where the data is, the settings
             {"copy": version}              the replica is at rest: copy its files
             {"run": id}                    and a socket, for a statement and its answer
             {"cancel": id}
    from it  {"state": "loaded"}, {"state": "copied"}, {"state": "ready"}
             {"ended": id, "status": …}     exit status, or minus a signal's number
             {"failed": …}                  it ends, because of that error
             {"no_room": …}                 … because the disk has no room for the copy
             {"unreadable": …}              … because the replica may be damaged

It ends when the socket does, and the statements' processes with it.
"""

from __future__ import annotations

import os
import select
import signal
import socket
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol

import orjson

from store.analytics.sql import statement_process
from store.analytics.sql.replica_copy import CopyUnreadable, NoRoom, ReplicaCopy, copy_files
from store.analytics.sql.statement import load
from store.confinement import limits
from store.settings import DataDir, SqlSettings

_LOOK_EVERY_S = 1.0  # for changes of the record, so that few are left when the next statement comes
_STEP_S = 0.2  # copying may delay what arrives meanwhile by so long
_FDS_MAX = 64  # that one message can bring


@dataclass(frozen=True, slots=True)
class SqlJob:
    data_dir: str
    folder: str  # for the copy; exists
    threads: int  # of a statement
    settings: dict[str, Any]  # SqlSettings
    parent: int  # pid of the api process
    tables: str = ""  # how the names of ClickHouse's tables end, if that has the rows: "_row" or "_all"


class ProcessTables(statement_process.Tables, Protocol):
    def catch_up(self) -> None: ...

    def catch_up_for(self, seconds: float) -> None: ...

    def checkpoint_if_due(self) -> None: ...

    def must_checkpoint(self) -> bool: ...


class _Waiting(NamedTuple):
    id: int
    connection: socket.socket


class _Ended(Exception):
    """The api process closed its end."""


class SqlServer:
    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._received = b""
        self._sockets: deque[int] = deque()  # descriptors, in the order of the lines that name them
        self.job = SqlJob(**self._next_line())
        self.settings = SqlSettings.model_validate(self.job.settings)
        self._waiting: deque[_Waiting] = deque()
        self._running: dict[int, int] = {}  # pid → id of the statement
        self._child_ended = _on_child_end()

    @property
    def parent(self) -> int:
        return self.job.parent

    def kill_statements(self) -> None:
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)

    def serve(self) -> None:
        self._tables = self.open()
        self._send({"state": "ready"})
        while True:
            ready, _, _ = select.select([self._control, self._child_ended], [], [], _LOOK_EVERY_S)
            if self._child_ended in ready:
                self._reap()
            if self._control in ready:
                self._receive()
                while line := self._line():
                    self._take(line)
            if not ready:
                self._tables.catch_up_for(_STEP_S)
            if not self._running:
                self._tables.checkpoint_if_due()
            while self._waiting and not (self._running and self._tables.must_checkpoint()):
                self._run(self._waiting.popleft())

    def open(self) -> ProcessTables:
        """What statements run on."""
        data_dir, folder = DataDir(Path(self.job.data_dir)), Path(self.job.folder)
        self._send({"state": "loaded"})
        version = self._next_line()["copy"]
        copy_files(data_dir, folder)
        self._send({"state": "copied"})
        copy = ReplicaCopy(data_dir, folder, version)
        load(copy.database)
        copy.catch_up()  # with what changed during a long start: no statement has to wait for that
        return copy

    def _take(self, line: dict[str, Any]) -> None:
        if "run" in line:
            connection = socket.socket(fileno=self._sockets.popleft())
            self._waiting.append(_Waiting(line["run"], connection))
            return
        cancelled = line["cancel"]
        self._waiting = deque(statement for statement in self._waiting if statement.id != cancelled)
        for pid, number in self._running.items():
            if number == cancelled:
                os.kill(pid, signal.SIGKILL)

    def _run(self, statement: _Waiting) -> None:
        self._tables.catch_up()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self.serve_statement(statement.connection, parent)
        statement.connection.close()
        self._running[pid] = statement.id

    def serve_statement(self, connection: socket.socket, parent: int) -> NoReturn:
        """In the process of the statement."""
        statement_process.serve(connection, self._tables, self.settings, self.job.threads, parent)

    def _reap(self) -> None:
        self._child_ended.recv(4096)
        for pid in list(self._running):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self._send({"ended": self._running.pop(pid), "status": os.waitstatus_to_exitcode(status)})

    # The socket

    def _send(self, message: dict[str, Any]) -> None:
        try:
            self._control.sendall(orjson.dumps(message) + b"\n")
        except OSError:
            raise _Ended from None

    def _next_line(self) -> dict[str, Any]:
        while (line := self._line()) is None:
            self._receive()
        return line

    def _line(self) -> dict[str, Any] | None:
        line, end, rest = self._received.partition(b"\n")
        if not end:
            return None
        self._received = rest
        message: dict[str, Any] = orjson.loads(line)
        return message

    def _receive(self) -> None:
        data, descriptors, _, _ = socket.recv_fds(self._control, 65536, _FDS_MAX)
        if not data:
            raise _Ended
        self._received += data
        self._sockets += descriptors


def _on_child_end() -> socket.socket:
    """A socket that can be read when a child has ended."""
    here, there = socket.socketpair()
    here.setblocking(False)
    there.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(there.detach(), warn_on_full_buffer=False)
    return here


def main(server: type[SqlServer] = SqlServer) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # reach all processes; the api process says when to stop
    os.umask(0o077)
    control = socket.socket(fileno=0)
    try:
        _serve(server(control))
    except _Ended:
        pass
    except NoRoom as error:
        _say(control, {"no_room": str(error)})
    except CopyUnreadable as error:
        _say(control, {"unreadable": str(error)})
    except Exception as error:
        _say(control, {"failed": repr(error)})
    finally:
        os._exit(0)  # nothing is left to do, and nothing of the copy to write


def _serve(server: SqlServer) -> None:
    try:
        limits.die_with_parent(server.parent)
        server.serve()
    finally:
        server.kill_statements()


def _say(control: socket.socket, message: dict[str, Any]) -> None:
    try:
        control.sendall(orjson.dumps(message) + b"\n")
    except OSError:
        pass  # nobody listens any more


if __name__ == "__main__":
    main()
