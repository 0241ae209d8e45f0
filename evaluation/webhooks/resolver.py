"""`Resolver`: looks up the names of one destination's host, in threads of its own.

A name server that does not answer holds its thread for half a minute. In the threads that all share, a few such lookups
would stop those of every other receiver.
"""

from __future__ import annotations

import asyncio
import socket
import threading

from aiohttp.abc import AbstractResolver, ResolveResult

_LOOKUPS = 2  # at a time
_FLAGS = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV  # of the results, which are numbers


class Resolver(AbstractResolver):
    def __init__(self) -> None:
        self._free = asyncio.Semaphore(_LOOKUPS)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises OSError. A lookup that is given up keeps its place until it ends."""
        await self._free.acquire()
        loop = asyncio.get_running_loop()
        found: asyncio.Future[list[ResolveResult]] = loop.create_future()

        def settle(result: list[ResolveResult] | OSError) -> None:
            self._free.release()
            if found.done():
                return
            if isinstance(result, OSError):
                found.set_exception(result)
            else:
                found.set_result(result)

        def look_up() -> None:
            result = _look_up(host, port, family)
            try:
                loop.call_soon_threadsafe(settle, result)
            except RuntimeError:
                pass  # the loop has ended

        threading.Thread(target=look_up, name="webhook-resolver", daemon=True).start()
        return await found

    async def close(self) -> None:
        """Lookups that run end by themselves."""


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult] | OSError:
    try:
        infos = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except OSError as error:
        return error
    except (UnicodeError, ValueError) as error:  # a label that is too long
        return OSError(str(error))
    return [
        ResolveResult(
            hostname=host, host=str(address[0]), port=port, family=of_family, proto=protocol, flags=int(_FLAGS)
        )
        for of_family, _, protocol, _, address in infos
    ]
