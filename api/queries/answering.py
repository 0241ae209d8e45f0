"""DOC"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from api.http.answers import Fresh, written_reply
from api.requests.request_shape import timestamp
from store.analytics import Replica
from store.analytics.query import Snapshot


async def answered(
    replica: Replica, fresh_to_us: int, answer: type[Fresh[Any]], work: Callable[[Snapshot], Any]
) -> web.Response:
    """What `work` makes of several statements, as that answer."""
    written = await replica.read(lambda snapshot: _written(answer, work(snapshot), fresh_to_us))
    return written_reply(written)


def fresh_reply(answer: type[Fresh[Any]], data: Any, fresh_to_us: int) -> web.Response:
    return written_reply(_written(answer, data, fresh_to_us))


def _written(answer: type[Fresh[Any]], data: Any, fresh_to_us: int) -> bytes:
    return answer(data=data, fresh_to=timestamp(fresh_to_us)).model_dump_json().encode()
