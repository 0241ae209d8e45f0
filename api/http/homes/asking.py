"""Asks the records of other nodes."""

from __future__ import annotations

import asyncio
from typing import Any, TypeVar

import orjson

from api.http.homes import wire
from api.http.homes.client import NodeAway, NodeClient
from store.base import StoreUnavailable

A = TypeVar("A")


class NodeStores:
    """The records of other nodes."""

    def __init__(self, client: NodeClient) -> None:
        self._client = client

    async def ask(self, number: int, call: wire.NodeCall[Any, A], question: Any) -> A:
        """Raises StoreUnavailable, and what the store of that node raises."""
        try:
            status, answer = await self._client.call(number, call.name, call.question.dump_json(question))
        except NodeAway as error:
            raise StoreUnavailable(str(error)) from error
        if status == wire.REFUSED:
            raise wire.raised(orjson.loads(answer))
        if status != 200:
            raise StoreUnavailable(f"node {number} answered with status {status}: {_message(answer)}")
        return call.answer.validate_json(answer)

    def others(self) -> list[int]:
        """Raises StoreUnavailable."""
        try:
            return self._client.others()
        except NodeAway as error:
            raise StoreUnavailable(str(error)) from error

    async def ask_all(self, call: wire.NodeCall[Any, A], question: Any) -> list[A]:
        """The answers of all other nodes. Raises StoreUnavailable if one is away."""
        return list(await asyncio.gather(*(self.ask(number, call, question) for number in self.others())))


def _message(answer: bytes) -> str:
    try:
        return str(orjson.loads(answer)["error"])
    except (ValueError, KeyError, TypeError):
        return "without a reason"
