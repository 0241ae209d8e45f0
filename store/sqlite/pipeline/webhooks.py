"""`SqliteWebhooks`: implements the `WebhookStore` protocol (store/evaluation/webhooks.py) with SQLite."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import Any

import orjson

from store.evaluation.pipeline import Consumer
from store.evaluation.webhooks import Webhook
from store.sqlite.pipeline import tasks
from store.sqlite.pipeline.pipeline import Reading
from store.sqlite.session import Session
from store.sqlite.writer import WriterThread

_COLUMNS = tuple(field.name for field in fields(Webhook))
_JSON = ("events", "filter", "property_filters")
_ALL = f"SELECT {', '.join(_COLUMNS)} FROM webhook ORDER BY created_at_us, id"
_PUT = f"INSERT OR REPLACE INTO webhook ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


class SqliteWebhooks:
    def __init__(self, writer: WriterThread, reading: Reading) -> None:
        self._writer = writer
        self._reading = reading

    async def all(self) -> list[Webhook]:
        async with self._reading() as db:
            rows = await db.execute_fetchall(_ALL)
        return [_webhook(row) for row in rows]

    async def put(self, webhook: Webhook) -> None:
        await self._writer.call(partial(_put, webhook=webhook), 1)

    async def delete(self, webhook_id: str) -> None:
        await self._writer.call(partial(_delete, webhook_id=webhook_id), 1)


def _put(session: Session, webhook: Webhook) -> None:
    values = {name: getattr(webhook, name) for name in _COLUMNS}
    for name in _JSON:
        values[name] = orjson.dumps(values[name]).decode()
    session.main_db.execute(_PUT, tuple(values.values()))


def _delete(session: Session, webhook_id: str) -> None:
    session.main_db.execute("DELETE FROM webhook WHERE id = ?", (webhook_id,))
    tasks.forget(session, Consumer("webhook", webhook_id))


def _webhook(row: Any) -> Webhook:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name in _JSON:
        values[name] = orjson.loads(values[name])
    values["events"] = tuple(values["events"])
    values["property_filters"] = tuple((key, value) for key, value in values["property_filters"])
    for name in ("include_data", "enabled"):
        values[name] = bool(values[name])
    return Webhook(**values)
