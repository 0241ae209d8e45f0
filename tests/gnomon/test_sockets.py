"""The sockets that the supervisor opens."""

from __future__ import annotations

import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from gnomon.processes.lock import AlreadyServing, ServeLock
from gnomon.processes.sockets import CannotListen, PrivateSocket, listeners


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def opened(closing: ExitStack, host: str, port: int, workers: int) -> list[socket.socket]:
    return [closing.enter_context(each) for each in listeners(host, port, workers, timeout_s=0)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the workers share one socket")
def test_each_worker_has_its_own_socket_on_one_port(closing: ExitStack) -> None:
    sockets = opened(closing, "127.0.0.1", 0, 3)
    assert len({each.fileno() for each in sockets}) == 3
    assert len({each.getsockname() for each in sockets}) == 1


def test_a_port_in_use_is_an_error_although_sockets_could_share_it(closing: ExitStack) -> None:
    """Two gnomons on one port would each get half of the calls, and nobody would notice."""
    port = opened(closing, "127.0.0.1", 0, 2)[0].getsockname()[1]
    with pytest.raises(CannotListen, match=f"Port {port} on 127.0.0.1 is in use by another program"):
        listeners("127.0.0.1", port, 2, timeout_s=0)


def test_a_port_that_becomes_free_is_used(closing: ExitStack) -> None:
    """Open connections of a former gnomon do not block its port."""
    former = socket.create_server(("127.0.0.1", 0))
    address = former.getsockname()
    closing.enter_context(socket.create_connection(address))
    closing.enter_context(former.accept()[0])
    former.close()
    assert opened(closing, "127.0.0.1", address[1], 1)[0].getsockname() == address


def test_localhost_means_the_ipv4_loopback(closing: ExitStack) -> None:
    assert opened(closing, "localhost", 0, 1)[0].getsockname()[0] == "127.0.0.1"


def test_an_ipv6_host(closing: ExitStack) -> None:
    first, second = opened(closing, "::1", 0, 2)
    assert first.family == socket.AF_INET6
    assert first.getsockname() == second.getsockname()


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b"])
def test_a_host_that_is_not_this_machine_is_an_error(host: str) -> None:
    with pytest.raises(CannotListen, match=r"server\.host: .* is not an address of this machine"):
        listeners(host, 0, 1, timeout_s=0)


def test_only_this_user_can_reach_the_api_socket() -> None:
    """Its directory is closed to other users, and is removed with it."""
    private = PrivateSocket()
    directory = Path(private.path).parent
    try:
        assert stat.S_IMODE(directory.stat().st_mode) == 0o700
        assert len(private.path) <= 104
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(private.path)
    finally:
        private.close()
    assert not directory.exists()


def test_one_server_per_data_directory(tmp_path: Path) -> None:
    lock = ServeLock(tmp_path)
    with pytest.raises(AlreadyServing, match=r"is in use by another gnomon .* server\.data_dir"):
        ServeLock(tmp_path, timeout_s=0)
    lock.close()
    ServeLock(tmp_path, timeout_s=0).close()
