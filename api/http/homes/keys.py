"""Idempotency keys in an installation with several nodes: a key that is used for another body is noticed on any node.

Each key has an order of the nodes. The first two of them that answer know for which body it was used, and with which
receipt: when one of them leaves or another one joins, one that knows is still asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple, Protocol

import structlog

from api.http.homes import wire
from store.base import IdempotencyKey, KeyReused, ScoreReceipt, Store, StoreUnavailable

log = structlog.get_logger()

_NODES = 2  # that know a key
_ANSWER_S = 3.0  # a node that does not answer in time is passed over


class AskNode(Protocol):
    async def __call__(self, number: int, call: wire.NodeCall[Any, Any], question: Any, /) -> Any: ...


class KeyClaim(NamedTuple):
    receipt: ScoreReceipt | None  # of the same call before
    nodes: list[int]  # that know of the claim


class HomedKeys:
    def __init__(self, store: Store, own: int, others: Callable[[], Sequence[int]], ask: AskNode) -> None:
        """`store`: this node's own, whose number is `own`."""
        self._store = store
        self._own = own
        self._others = others
        self._ask = ask

    async def claim(self, project: int, key: IdempotencyKey) -> KeyClaim:
        """One node after the other, so that of two bodies that come at once the first one has the key.

        Raises KeyReused; StoreUnavailable if no node could be asked.
        """
        note = _note(project, key)
        nodes: list[int] = []
        receipts: list[ScoreReceipt] = []
        try:
            for number in self._in_order(note):
                try:
                    receipt = await self._asked(number, wire.CLAIM_KEY, note)
                except StoreUnavailable as error:
                    log.warning("idempotency_key_not_claimed", node=number, error=str(error))
                    continue
                nodes.append(number)
                receipts += [receipt] if receipt else []
                if len(nodes) == _NODES:
                    break
        except KeyReused:
            await self.release(project, key, nodes)
            raise
        if not nodes:
            raise StoreUnavailable("no node could note the idempotency key")
        return KeyClaim(receipts[0] if receipts else None, nodes)

    async def remember(self, project: int, key: IdempotencyKey, nodes: Sequence[int], receipt: ScoreReceipt) -> None:
        question = wire.RememberReceipt(_note(project, key), receipt)
        await self._tell(nodes, wire.REMEMBER_RECEIPT, question)

    async def release(self, project: int, key: IdempotencyKey, nodes: Sequence[int]) -> None:
        """Nothing was stored: the key may be used for another body."""
        await self._tell(nodes, wire.RELEASE_KEY, _note(project, key))

    async def _tell(self, nodes: Sequence[int], call: wire.NodeCall[Any, None], question: Any) -> None:
        """A node that does not hear it knows the body all the same, and ids follow from key and body."""
        told = await asyncio.gather(*(self._asked(number, call, question) for number in nodes), return_exceptions=True)
        for number, error in zip(nodes, told, strict=True):
            if isinstance(error, StoreUnavailable):
                log.warning("idempotency_key_not_told", node=number, call=call.name, error=str(error))
            elif isinstance(error, BaseException):
                raise error

    async def _asked(self, number: int, call: wire.NodeCall[Any, Any], question: Any) -> Any:
        """Raises KeyReused, StoreUnavailable."""
        if number == self._own:
            return await ANSWERS[call.name](self._store, question)
        try:
            async with asyncio.timeout(_ANSWER_S):
                return await self._ask(number, call, question)
        except TimeoutError as error:
            raise StoreUnavailable(f"node {number} did not answer within {_ANSWER_S:.0f} s") from error

    def _in_order(self, note: wire.NoteKey) -> list[int]:
        """All nodes, by rendezvous hashing: one that joins or leaves changes no order among the others."""

        def weight(number: int) -> bytes:
            return sha256(f"{number}\n{note.project}\n{note.key}".encode()).digest()

        return sorted([self._own, *self._others()], key=weight)


async def _claim(store: Store, note: wire.NoteKey) -> ScoreReceipt | None:
    return await store.claim_key(note.project, note.idempotency())


async def _release(store: Store, note: wire.NoteKey) -> None:
    await store.release_key(note.project, note.idempotency())


async def _remember(store: Store, question: wire.RememberReceipt) -> None:
    await store.remember_receipt(question.key.project, question.key.idempotency(), question.receipt)


ANSWERS: Mapping[str, Callable[[Store, Any], Awaitable[Any]]] = {
    wire.CLAIM_KEY.name: _claim,
    wire.RELEASE_KEY.name: _release,
    wire.REMEMBER_RECEIPT.name: _remember,
}


def _note(project: int, key: IdempotencyKey) -> wire.NoteKey:
    return wire.NoteKey(project, key.key, key.body_hash.hex(), key.step)
