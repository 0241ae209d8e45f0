"""The sockets that the processes listen on; the supervisor opens and keeps them."""

from __future__ import annotations

import errno
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Address = tuple[Any, ...]  # (host, port), and two numbers more for IPv6
BACKLOG = 2048  # the system cuts it to what it allows (somaxconn)
# On Linux the kernel spreads new connections over sockets that share a port. Elsewhere such sockets exist too, but the
# newest would get them all: there, the workers share one socket.
_SPREADS = sys.platform == "linux"


class CannotListen(Exception):
    """The address is no good, or not free; the message says why and what to do."""


def listeners(host: str, port: int, workers: int, timeout_s: float = 2.0) -> Sequence[socket.socket]:
    """One listening socket per worker, all on one port; port 0 finds a free one. Raises CannotListen.

    A port in use is tried again for `timeout_s`: the children of a killed gnomon may just be leaving.
    """
    family, address = _address(host, port)
    if port:
        _wait_until_free(family, address, timeout_s)
    first = _listen(family, address)
    if not _SPREADS:
        return [first] * workers
    real = (address[0], first.getsockname()[1], *address[2:])
    return [first, *(_listen(family, real) for _ in range(workers - 1))]


def _address(host: str, port: int) -> tuple[socket.AddressFamily, Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise CannotListen(f"server.host: {host!r} is no address of this machine ({error})") from error
    # "localhost" is both 127.0.0.1 and ::1: the one that the printed base URL and every client understand.
    family, _, _, _, address = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, address


def _wait_until_free(family: socket.AddressFamily, address: Address, timeout_s: float) -> None:
    """Sockets that share a port would start beside another gnomon unnoticed: one that shares with nobody tells."""
    deadline = time.monotonic() + timeout_s
    while True:
        with _new_socket(family) as probe:
            try:
                probe.bind(address)
                return
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                    raise _explained(address, error) from error
        time.sleep(0.05)


def _listen(family: socket.AddressFamily, address: Address) -> socket.socket:
    listener = _new_socket(family)
    try:
        if _SPREADS:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise _explained(address, error) from error
    listener.setblocking(False)
    return listener


def _new_socket(family: socket.AddressFamily) -> socket.socket:
    new = socket.socket(family, socket.SOCK_STREAM)
    new.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        new.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    return new


def _explained(address: Address, error: OSError) -> CannotListen:
    host, port = address[:2]
    if error.errno == errno.EADDRINUSE:
        return CannotListen(
            f"port {port} on {host} is in use by another program, perhaps another gnomon; "
            "stop it, or choose another port with server.port"
        )
    if error.errno == errno.EACCES:
        return CannotListen(f"port {port} on {host} is not allowed to this user; choose one above 1023")
    if error.errno == errno.EADDRNOTAVAIL:
        return CannotListen(f"server.host: {host} is no address of this machine")
    return CannotListen(f"cannot listen on port {port} of {host}: {error.strerror}")


class PrivateSocket:
    """A listening Unix socket in a directory of its own that only this user can enter."""

    def __init__(self) -> None:
        # Not in the data directory: a Unix socket's path may be no longer than 104 bytes (macOS; 108 on Linux).
        self._directory = Path(tempfile.mkdtemp(prefix="gnomon-"))
        self.path = str(self._directory / "api.sock")
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.listener.bind(self.path)
        except OSError as error:
            self.close()
            raise CannotListen(f"no socket can be made in {self._directory}: {error}; set TMPDIR") from error
        self.listener.listen(BACKLOG)
        self.listener.setblocking(False)

    def close(self) -> None:
        self.listener.close()
        shutil.rmtree(self._directory, ignore_errors=True)
