"""Which web pages may talk to the API."""

from __future__ import annotations

import pytest

from api.http.errors import Forbidden, Misdirected
from api.http.guard import Guard


@pytest.fixture
def guard() -> Guard:
    return Guard("gnomon.internal", ["logs.example.com"])


@pytest.mark.parametrize(
    "host",
    [
        "localhost:8787",
        "LOCALHOST",
        "localhost:",  # an empty port is the default one (RFC 3986 §3.2.3)
        "localhost.:8787",
        "127.0.0.1:8787",
        "[::1]:8787",
        "192.168.1.5",
        "gnomon.internal:80",
        "logs.example.com",
    ],
)
def test_hosts_we_answer_to(guard: Guard, host: str) -> None:
    """Loopback, any address (which can't be rebound) and the names in the settings."""
    guard.check([host], [])


@pytest.mark.parametrize(
    "hosts",
    [
        ["evil.example"],
        ["localhost.evil.example"],
        ["evil.example:8787"],
        ["localhost@evil.example"],
        ["localhost/x"],
        ["localhost:99999"],
        ["[::1"],
        [""],
        ["\udcff"],
        ["localhost", "evil.example"],
    ],
)
def test_hosts_we_do_not_answer_to(guard: Guard, hosts: list[str]) -> None:
    """A name made to resolve to us by somebody else is refused, and the message names the setting."""
    with pytest.raises(Misdirected, match=r"server\.allowed_hosts"):
        guard.check(hosts, [])


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8787", "http://localhost:8787"),
        ("localhost:8787", "https://localhost:8787"),
        ("logs.example.com", "https://logs.example.com"),
        ("logs.example.com:443", "https://logs.example.com"),
        ("10.0.0.7:8787", "http://10.0.0.7:8787"),
        ("127.0.0.1:8787", "https://logs.example.com"),  # behind a proxy that rewrites Host
    ],
)
def test_origins_that_may_ask(guard: Guard, host: str, origin: str) -> None:
    """Our own pages, and those of allowed hosts."""
    guard.check([host], [origin])


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8787", "https://evil.example"),
        ("localhost:8787", "http://localhost:3000"),
        ("localhost:8787", "http://localhost"),
        ("localhost:8787", "null"),
        ("localhost:8787", ""),
        ("localhost:8787", "file://"),
        ("localhost:8787", "http://localhost:8787@evil.example"),
        ("localhost:8787", "http://localhost:8787/x"),
        ("localhost:8787", "http://localhost:8787 http://evil.example"),
        ("localhost:8787", "chrome-extension://localhost:8787"),
        ("localhost:8787", "http://[::1"),
    ],
)
def test_origins_that_may_not(guard: Guard, host: str, origin: str) -> None:
    """Any other page is refused, another program's page on this machine included."""
    with pytest.raises(Forbidden, match=r"server\.allowed_hosts"):
        guard.check([host], [origin])


def test_programs_send_neither(guard: Guard) -> None:
    """HTTP/1.0 without Host and any client without Origin are not held up."""
    guard.check([], [])
    with pytest.raises(Forbidden):
        guard.check([], ["http://localhost:8787"])
