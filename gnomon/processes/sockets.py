"""The sockets that the processes listen on. The supervisor opens them and keeps them open."""

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
BACKLOG = 2048  # the system reduces it to its own limit (somaxconn)
# On Linux the kernel distributes new connections over the sockets that share a port. Elsewhere the newest of such
# sockets would get them all; there, the workers share one socket.
_PORT_IS_SHARED = sys.platform == "linux"


class CannotListen(Exception):
    """The address is invalid or in use; the message says why and what to do."""


def listeners(host: str, port: int, workers: int, timeout_s: float = 2.0) -> Sequence[socket.socket]:
    """One listening socket per worker, all on one port; port 0 takes any free one. Raises CannotListen.

    A port in use is retried for `timeout_s`: the children of a killed gnomon may be about to exit.
    """
    family, address = _address(host, port)
    if port:
        _wait_until_free(family, address, timeout_s)
    first = _listen(family, address)
    if not _PORT_IS_SHARED:
        return [first] * workers
    real = (address[0], first.getsockname()[1], *address[2:])
    return [first, *(_listen(family, real) for _ in range(workers - 1))]


def _address(host: str, port: int) -> tuple[socket.AddressFamily, Address]:
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise CannotListen(f"server.host: {host!r} is not an address of this machine ({error}).") from error
    # "localhost" is both 127.0.0.1 and ::1. Every client understands the IPv4 one, and the banner prints it.
    family, _, _, _, address = min(addresses, key=lambda each: each[0] != socket.AF_INET)
    return family, address


def _wait_until_free(family: socket.AddressFamily, address: Address, timeout_s: float) -> None:
    """Bind a socket that does not share its port, to detect another gnomon whose sockets do."""
    deadline = time.monotonic() + timeout_s
    while True:
        with _new_socket(family) as probe:
            try:
                probe.bind(address)
                return
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                    raise _cannot_listen(address, error) from error
        time.sleep(0.05)


def _listen(family: socket.AddressFamily, address: Address) -> socket.socket:
    listener = _new_socket(family)
    try:
        if _PORT_IS_SHARED:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise _cannot_listen(address, error) from error
    listener.setblocking(False)
    return listener


def _new_socket(family: socket.AddressFamily) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    return sock


def _cannot_listen(address: Address, error: OSError) -> CannotListen:
    host, port = address[:2]
    if error.errno == errno.EADDRINUSE:
        return CannotListen(
            f"Port {port} on {host} is in use by another program, perhaps another gnomon. "
            "Stop it, or choose another port with server.port."
        )
    if error.errno == errno.EACCES:
        return CannotListen(f"This user may not listen on port {port} of {host}. Choose a server.port above 1023.")
    if error.errno == errno.EADDRNOTAVAIL:
        return CannotListen(f"server.host: {host} is not an address of this machine.")
    return CannotListen(f"Cannot listen on port {port} of {host}: {error.strerror}.")


class PrivateSocket:
    """A listening Unix socket in its own directory, which only this user can enter."""

    def __init__(self) -> None:
        # Not in the data directory: the path of a Unix socket is limited to 104 bytes (macOS; 108 on Linux).
        self._directory = Path(tempfile.mkdtemp(prefix="gnomon-"))
        self.path = str(self._directory / "api.sock")
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.listener.bind(self.path)
        except OSError as error:
            self.close()
            raise CannotListen(
                f"Cannot create a socket in {self._directory}: {error}. Set TMPDIR to a short, writable path."
            ) from error
        self.listener.listen(BACKLOG)
        self.listener.setblocking(False)

    def close(self) -> None:
        self.listener.close()
        shutil.rmtree(self._directory, ignore_errors=True)
