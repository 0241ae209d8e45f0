"""`Receiver`: posts to one destination, over connections of its own.

Each address is checked when its socket is made, so what is checked is what is connected to, whatever the name of the
host says a moment later. A connection that is kept open stays with its address.
"""

from __future__ import annotations

import asyncio
import io
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver

from evaluation.webhooks.addresses import AllowedHosts
from evaluation.webhooks.resolver import Resolver
from evaluation.webhooks.schedule import retry_after_s

TIMEOUT_S = 15.0  # from the beginning to the head of the answer; Standard Webhooks advises 15 to 30
_DRAIN_S = 1.0  # for the body of the answer, which is not used
_DRAIN_BYTES = 64 << 10  # a connection is used again only after a body that is not longer
_GONE = 410
_KEEP_ALIVE_S = 1.5  # Node closes idle connections after 5 s, gunicorn after 2: a message must not meet that
_BYTES_AT_ONCE = 1 << 20  # aiohttp warns of longer bodies, unless they are files


class ForbiddenAddress(OSError):
    """The host's name has an address to which no webhook may be sent."""


@dataclass(frozen=True, slots=True)
class DeliveryAttempt:
    """How a delivery went."""

    error: str | None = None  # None: it was accepted
    retry_after_s: float | None = None  # for which the receiver asked
    gone: bool = False  # the receiver wants no more deliveries


class Receiver:
    def __init__(
        self,
        host: str,
        allowed: AllowedHosts,
        connections: int,
        tls: ssl.SSLContext,
        timeout_s: float = TIMEOUT_S,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._host = host
        self._allowed = allowed
        self._timeout_s = timeout_s
        connector = aiohttp.TCPConnector(
            limit=connections,
            ssl=tls,
            use_dns_cache=False,
            keepalive_timeout=_KEEP_ALIVE_S,
            resolver=resolver or Resolver(),
            socket_factory=self._make_socket,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=timeout_s + _DRAIN_S, sock_connect=timeout_s),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,  # a proxy would connect to addresses that are not checked
        )

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> DeliveryAttempt:
        """Only 2xx is success. A redirect is not followed: it could lead anywhere."""
        data = body if len(body) < _BYTES_AT_ONCE else io.BytesIO(body)
        try:
            async with asyncio.timeout(self._timeout_s):
                answer = await self._session.post(url, data=data, headers=headers, allow_redirects=False)
        except Exception as error:
            return DeliveryAttempt(_in_words(error, self._timeout_s))
        try:
            if 200 <= answer.status < 300:
                return DeliveryAttempt()
            pause_s = retry_after_s(answer.headers.get("Retry-After"), time.time())
            words = "HTTP {}; redirects are not followed" if 300 <= answer.status < 400 else "HTTP {}"
            return DeliveryAttempt(words.format(answer.status), pause_s, answer.status == _GONE)
        finally:
            await _drain(answer)

    async def close(self) -> None:
        await self._session.close()

    def _make_socket(self, address: tuple[Any, ...]) -> socket.socket:
        """Raises ForbiddenAddress."""
        family, kind, protocol, _, (ip, *_) = address
        if refusal := self._allowed.refusal(self._host, ip):
            raise ForbiddenAddress(refusal)
        return socket.socket(family, kind, protocol)


async def _drain(answer: aiohttp.ClientResponse) -> None:
    """Read a short body, so that its connection can be used again; close the connection of a long or slow one."""
    read = 0
    try:
        async with asyncio.timeout(_DRAIN_S):
            while read <= _DRAIN_BYTES and (piece := await answer.content.readany()):
                read += len(piece)
    except Exception:  # noqa: S110  the head has said what there was to say
        pass
    finally:
        answer.release() if answer.content.at_eof() else answer.close()


def _in_words(error: Exception, timeout_s: float) -> str:
    """Without the URL, which may hold a secret."""
    match error:
        case TimeoutError():
            words = f"no answer within {timeout_s:g} s"
        case aiohttp.ClientConnectorCertificateError():
            reason = getattr(error.certificate_error, "verify_message", "") or "it does not match the host name"
            words = f"the TLS certificate is not valid: {reason}"
        case aiohttp.ClientConnectorDNSError():
            words = "the host name cannot be resolved"
        case aiohttp.ClientConnectorError(os_error=ForbiddenAddress()):
            words = f"not sent: {error.os_error}"
        case aiohttp.ClientConnectorError():
            words = f"no connection: {error.os_error.strerror or error.os_error}"
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientOSError():
            words = "the connection was closed before the answer"
        case _:
            words = f"the answer is not HTTP ({type(error).__name__})"
    return words
