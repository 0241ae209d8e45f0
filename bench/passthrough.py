"""The shortest relay on aiohttp: the cost of a Python proxy that logs nothing.

python -m bench.passthrough PORT http://127.0.0.1:9000 https://localhost:9001 ca.pem

Paths under /tls/ go to the second upstream.
"""

from __future__ import annotations

import asyncio
import ssl
import sys

import uvloop
from aiohttp import ClientSession, TCPConnector, web

_NOT_RELAYED = frozenset(("connection", "content-length", "host", "keep-alive", "transfer-encoding"))


async def serve(port: int, plain: str, tls: str, ca_file: str) -> None:
    connector = TCPConnector(limit=0, ssl=ssl.create_default_context(cafile=ca_file))
    async with ClientSession(connector=connector, auto_decompress=False) as session:

        async def relay(request: web.BaseRequest) -> web.StreamResponse:
            headers = [(name, value) for name, value in request.headers.items() if name.lower() not in _NOT_RELAYED]
            body = await request.read()
            path = request.raw_path
            url = tls + path.removeprefix("/tls") if path.startswith("/tls/") else plain + path
            async with session.request(request.method, url, headers=headers, data=body) as answer:
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
        await web.TCPSite(runner, "127.0.0.1", port, backlog=4096).start()
        await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), *sys.argv[2:]))
