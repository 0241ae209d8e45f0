"""Opening connections to upstreams: DNS, the environment's HTTP proxy, TCP, TLS."""

from __future__ import annotations

import asyncio
import base64
import socket
import ssl
import time
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]  # not in typeshed

import aiohappyeyeballs
import certifi

from proxy.errors import UpstreamTimeout, UpstreamUnreachable
from proxy.upstream.targets import Origin, check_resolved

Protocol = TypeVar("Protocol", bound=asyncio.Protocol)

_CACHED_NAME_S = 10.0
_MAX_CACHED_NAMES = 1024  # callers name the hosts where proxy.allowed_targets has a wildcard
_NEXT_ADDRESS_AFTER_S = 0.25  # RFC 8305 §5
_MAX_PROXY_HEAD_BYTES = 16 << 10


class _AddrInfo(NamedTuple):
    """One result of getaddrinfo."""

    family: int
    type: int
    proto: int
    canonname: str
    sockaddr: tuple[str, int] | tuple[str, int, int, int]


class Dialer:
    """Opens connections. Every failure becomes a ProxyError that names the origin and the cause."""

    def __init__(self, loop: asyncio.AbstractEventLoop, connect_s: float, ca_file: Path | None) -> None:
        self._loop = loop
        self._connect_s = connect_s
        self._ca_file = ca_file
        self._tls: ssl.SSLContext | None = None
        self._names: dict[tuple[str, int], tuple[float, list[_AddrInfo]]] = {}  # valid until (monotonic), addresses

    async def open(self, origin: Origin, factory: Callable[[], Protocol]) -> Protocol:
        """Raises UpstreamUnreachable, UpstreamTimeout, CallNotAllowed."""
        try:
            async with asyncio.timeout(self._connect_s):
                return await self._open(origin, factory)
        except TimeoutError as error:
            raise UpstreamTimeout(
                f"Could not connect to {origin} within {self._connect_s:g} s (timeouts.connect_s)"
            ) from error
        except ssl.SSLCertVerificationError as error:
            raise UpstreamUnreachable(
                f"Could not reach {origin}: its TLS certificate is not valid ({error.verify_message}); "
                "to trust a private CA, set proxy.ca_file"
            ) from error
        except ssl.SSLError as error:
            raise UpstreamUnreachable(f"Could not reach {origin}: TLS failed ({error.reason or error})") from error
        except OSError as error:
            self._names.clear()  # the cause may be an address that is out of date
            raise UpstreamUnreachable(f"Could not reach {origin}: {_cause(error)}") from error
        except ValueError as error:  # an invalid host name, of the upstream or of the environment's proxy
            raise UpstreamUnreachable(f"Could not reach {origin}: {error}") from error

    async def _open(self, origin: Origin, factory: Callable[[], Protocol]) -> Protocol:
        if origin.unix_path:
            _, protocol = await self._loop.create_unix_connection(factory, origin.unix_path)
            return protocol
        proxy = _environment_proxy(origin) if origin.tls else None
        if proxy:
            tcp = await self._tunnel(proxy, origin)
        else:
            tcp = await self._connect(origin.host, origin.port, origin)
        try:
            _, protocol = await self._loop.create_connection(
                factory,
                sock=tcp,
                ssl=self._context() if origin.tls else None,
                server_hostname=origin.host if origin.tls else None,
            )
        except BaseException:
            tcp.close()
            raise
        return protocol

    async def _connect(self, host: str, port: int, origin: Origin) -> socket.socket:
        addresses = await self._resolve(host, port)
        check_resolved(origin, [address.sockaddr[0] for address in addresses])
        tcp = await aiohappyeyeballs.start_connection(
            addresses,
            happy_eyeballs_delay=_NEXT_ADDRESS_AFTER_S,
            loop=self._loop,
        )
        tcp.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return tcp

    async def _resolve(self, host: str, port: int) -> list[_AddrInfo]:
        valid_until, addresses = self._names.get((host, port), (0.0, []))
        if time.monotonic() > valid_until:
            infos = await self._loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = [_AddrInfo(*info) for info in infos]
            if len(self._names) >= _MAX_CACHED_NAMES:
                self._names.clear()
            self._names[host, port] = (time.monotonic() + _CACHED_NAME_S, addresses)
        return addresses

    async def _tunnel(self, proxy: str, origin: Origin) -> socket.socket:
        """A TCP connection through the HTTP proxy that the environment names (RFC 9110 §9.3.6)."""
        parts = urlsplit(proxy if "//" in proxy else f"//{proxy}", scheme="http")
        if parts.scheme != "http" or not parts.hostname:
            raise UpstreamUnreachable("The environment variable HTTPS_PROXY must be http://[user:password@]host:port")
        through = Origin(False, parts.hostname, parts.port or 80)
        tcp = await self._connect(through.host, through.port, through)
        try:
            await self._loop.sock_sendall(tcp, _connect_request(origin, parts.username, parts.password))
            answer = b""
            while b"\r\n\r\n" not in answer:
                data = await self._loop.sock_recv(tcp, 1)  # byte by byte: what follows the head belongs to TLS
                if not data or len(answer) > _MAX_PROXY_HEAD_BYTES:
                    raise UpstreamUnreachable(f"Could not reach {origin}: the proxy {through} closed the connection")
                answer += data
            status = answer.split(b"\r\n")[0].decode("latin-1")
            if status.split(" ")[1:2] != ["200"]:
                raise UpstreamUnreachable(f"Could not reach {origin}: the proxy {through} answered: {status[:200]}")
        except BaseException:
            tcp.close()
            raise
        return tcp

    def _context(self) -> ssl.SSLContext:
        """Made on first use: it takes some milliseconds and megabytes."""
        if self._tls is None:
            self._tls = ssl.create_default_context()  # the system's store, or SSL_CERT_FILE
            self._tls.load_verify_locations(certifi.where())
            if self._ca_file:
                self._tls.load_verify_locations(self._ca_file)
            self._tls.set_alpn_protocols(["http/1.1"])
        return self._tls


def _environment_proxy(origin: Origin) -> str | None:
    proxies = getproxies_environment()
    if not proxies or proxy_bypass_environment(origin.host, proxies) or _is_loopback(origin.host):
        return None
    return proxies.get("https") or proxies.get("all")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _connect_request(origin: Origin, user: str | None, password: str | None) -> bytes:
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    request = f"CONNECT {host}:{origin.port} HTTP/1.1\r\nHost: {host}:{origin.port}\r\n"
    if user is not None:
        token = base64.b64encode(f"{unquote(user)}:{unquote(password or '')}".encode()).decode()
        request += f"Proxy-Authorization: Basic {token}\r\n"
    return f"{request}\r\n".encode()


def _cause(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return f"DNS does not know its name ({error.strerror})"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    return error.strerror or str(error) or type(error).__name__
