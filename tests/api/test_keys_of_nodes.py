"""An idempotency key is used for one body, on whichever node of an installation it is used."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from api.http.homes import keys, wire
from api.http.homes.keys import HomedKeys
from store.base import IdempotencyKey, KeyReused, StoreUnavailable
from store.models import NewScore
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore

SCORE = NewScore("call", "quality", "integer", 1.0)
FIRST, OTHER = (IdempotencyKey("a key", body) for body in (b"first body", b"other body"))


class Installation:
    """Nodes with records of their own, which ask each other as they do over the network."""

    def __init__(self, open_store: Callable[[int], Any]) -> None:
        self._open_store = open_store
        self._stores: dict[int, SqliteStore] = {}
        self._away: set[int] = set()

    async def join(self, number: int) -> HomedKeys:
        self._stores[number] = await self._open_store(number)
        return HomedKeys(self._stores[number], number, lambda: [*self._stores.keys() - {number}], self._ask)

    def leave(self, number: int) -> None:
        self._away.add(number)

    async def _ask(self, number: int, call: wire.NodeCall[Any, Any], question: Any, /) -> Any:
        if number in self._away:
            raise StoreUnavailable("the node is away")
        sent = call.question.validate_json(call.question.dump_json(question))
        answer = await keys.ANSWERS[call.name](self._stores[number], sent)
        return call.answer.validate_json(call.answer.dump_json(answer))


@pytest.fixture
async def installation(tmp_path: Path) -> AsyncIterator[Installation]:
    async with AsyncExitStack() as stack:

        async def open_store(number: int) -> SqliteStore:
            folder = tmp_path / str(number)
            folder.mkdir()
            store = await SqliteStore.open(DataDir(folder), ScoreSettings())
            stack.push_async_callback(store.close)
            return store

        yield Installation(open_store)


async def test_another_body_is_noticed_when_a_node_joins_and_when_one_leaves(installation: Installation) -> None:
    """Two nodes know each key. Another project, and another step of a call, may use it."""
    nodes = {number: await installation.join(number) for number in range(1, 5)}
    earlier, knowing = await nodes[1].claim(1, FIRST)
    assert (earlier, len(knowing)) == (None, 2)
    for number in range(5, 9):
        nodes[number] = await installation.join(number)
        for asked in nodes.values():
            with pytest.raises(KeyReused):
                await asked.claim(1, OTHER)
        await nodes[1].claim(1, FIRST)
    installation.leave(knowing[0])
    for number in nodes.keys() - {knowing[0]}:
        with pytest.raises(KeyReused):
            await nodes[number].claim(1, OTHER)
    assert (await nodes[1].claim(2, OTHER)).receipt is None
    assert (await nodes[1].claim(1, IdempotencyKey(OTHER.key, OTHER.body_hash, 1))).receipt is None


async def test_a_repeated_call_gets_the_first_receipt_on_every_node(installation: Installation, tmp_path: Path) -> None:
    """While it is not there yet, the call may be stored again: its scores have the same ids."""
    nodes = [await installation.join(number) for number in range(1, 4)]
    claim = await nodes[0].claim(1, FIRST)
    (tmp_path / "scores").mkdir()
    store = await SqliteStore.open(DataDir(tmp_path / "scores"), ScoreSettings())
    receipt = await store.keep_scores(1, [SCORE])
    await store.close()
    assert [(await node.claim(1, FIRST)).receipt for node in nodes] == [None] * 3
    await nodes[0].remember(1, FIRST, claim.nodes, receipt)
    repeated = [(await node.claim(1, FIRST)).receipt for node in nodes]
    assert [each and (each.score_ids, each.repeated) for each in repeated] == [(receipt.score_ids, True)] * 3
    await nodes[1].release(1, FIRST, claim.nodes)  # of a repetition that was refused
    assert (await nodes[2].claim(1, FIRST)).receipt is not None


async def test_a_key_is_free_again_after_a_call_that_was_refused(installation: Installation) -> None:
    """Also on nodes that did not know whom it belongs to when they were asked first."""
    nodes = [await installation.join(number) for number in range(1, 4)]
    claim = await nodes[0].claim(1, FIRST)
    await nodes[0].release(1, FIRST, claim.nodes)
    assert (await nodes[2].claim(1, OTHER)).receipt is None
    for node in nodes:
        with pytest.raises(KeyReused):
            await node.claim(1, FIRST)


async def test_a_claim_that_is_refused_leaves_nothing_behind(installation: Installation) -> None:
    """A node that has joined since comes before one that knows the key: it forgets the body that was refused there."""
    nodes = {number: await installation.join(number) for number in range(1, 3)}
    await nodes[1].claim(1, FIRST)
    for number in range(3, 9):
        nodes[number] = await installation.join(number)
        with pytest.raises(KeyReused):
            await nodes[number].claim(1, OTHER)
        assert (await nodes[number].claim(1, FIRST)).receipt is None
