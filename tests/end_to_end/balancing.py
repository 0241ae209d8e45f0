"""A load balancer: each call goes to the next node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle

import aiohttp

from tests.support.scripts import send_answer
from tests.support.server import Gnomon
from tests.support.upstream import Call, Upstream

_OF_ONE_CONNECTION = ("connection", "content-length", "host", "keep-alive", "transfer-encoding")


@contextmanager
def balanced(nodes: Sequence[Gnomon]) -> Iterator[Upstream]:
    turns = cycle(nodes)

    async def pass_on(call: Call) -> None:
        body = await call.body()
        url = next(turns).url + call.request.target
        async with (
            aiohttp.ClientSession(auto_decompress=False) as session,
            session.request(call.request.method, url, data=body, headers=_end_to_end(call.request.headers)) as answer,
        ):
            await send_answer(call, answer.status, _end_to_end(answer.headers.items()), await answer.read())

    with Upstream(pass_on) as balancer:
        yield balancer


def _end_to_end(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() not in _OF_ONE_CONNECTION]
