"""A relay on aiohttp, as short as it can be: what a Python proxy costs that logs nothing.

python -m bench.passthrough http://127.0.0.1:9000 [ca.pem]       prints the port it listens on
"""

from __future__ import annotations

import asyncio
import ssl
import sys

import uvloop
from aiohttp import ClientSession, TCPConnector, web

_NOT_RELAYED = frozenset(("connection", "content-length", "host", "keep-alive", "transfer-encoding"))


async def serve(upstream: str, ca_file: str | None) -> None:
    tls = ssl.create_default_context(cafile=ca_file) if ca_file else True
    async with ClientSession(upstream, connector=TCPConnector(limit=0, ssl=tls), auto_decompress=False) as session:

        async def relay(request: web.BaseRequest) -> web.StreamResponse:
            headers = [(name, value) for name, value in request.headers.items() if name.lower() not in _NOT_RELAYED]
            body = await request.read()
            async with session.request(request.method, request.raw_path, headers=headers, data=body) as answer:
                relayed = web.StreamResponse(status=answer.status, reason=answer.reason)
                relayed.headers.extend((k, v) for k, v in answer.headers.items() if k.lower() not in _NOT_RELAYED)
                relayed.content_length = answer.content_length
                await relayed.prepare(request)
                async for piece in answer.content.iter_any():
                    await relayed.write(piece)
                await relayed.write_eof()
                return relayed

        runner = web.ServerRunner(web.Server(relay, access_log=None))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
