"""What the replica answers → an HTTP response."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from api.http.base_models import Fresh
from api.http.replies import bytes_reply
from api.http.timestamps import iso_8601
from store.analytics import Replica
from store.analytics.query import Snapshot


async def reply_from_replica(
    replica: Replica, fresh_to_us: int, answer: type[Fresh[Any]], work: Callable[[Snapshot], Any]
) -> web.Response:
    """`work` reads the data of the answer, in as many statements as it needs, from one snapshot."""
    body = await replica.read(lambda snapshot: _body(answer, work(snapshot), fresh_to_us))
    return bytes_reply(body)


def fresh_reply(answer: type[Fresh[Any]], data: Any, fresh_to_us: int) -> web.Response:
    return bytes_reply(_body(answer, data, fresh_to_us))


def _body(answer: type[Fresh[Any]], data: Any, fresh_to_us: int) -> bytes:
    return answer(data=data, fresh_to=iso_8601(fresh_to_us)).model_dump_json().encode()
