"""Whose statement runs next."""

from __future__ import annotations

import asyncio

import pytest

from store.analytics.sql.turns import NoTurn, QueueFull, Turns


class Story:
    """Statements that take their turns; each runs until it is told to end."""

    def __init__(self, at_once: int, waiting_max: int = 100) -> None:
        self.turns = Turns(at_once, waiting_max)
        self.running: list[str] = []
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def ask(self, *names: str) -> None:
        """ "A1": statement 1 of project A."""
        for name in names:
            self.ends[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._statement(name))
        await settle()

    async def end(self, name: str) -> list[str]:
        self.ends[name].set()
        await settle()
        return self.running

    async def _statement(self, name: str) -> None:
        async with self.turns.turn(ord(name[0]), 60):
            self.running.append(name)
            try:
                await self.ends[name].wait()
            finally:
                self.running.remove(name)


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_projects_take_turns() -> None:
    """However many statements one of them has sent before."""
    story = Story(1)
    await story.ask("A1", "A2", "A3", "A4", "B1", "C1", "B2")
    order = []
    while story.running:
        order += story.running
        await story.end(order[-1])
    assert order == ["A1", "A2", "B1", "C1", "A3", "B2", "A4"]


async def test_so_many_run_at_once() -> None:
    story = Story(2)
    await story.ask("A1", "A2", "A3", "B1")
    assert story.running == ["A1", "A2"]
    assert await story.end("A2") == ["A1", "A3"]
    assert await story.end("A1") == ["A3", "B1"]
    await story.end("A3")
    await story.end("B1")
    await story.ask("C1", "C2")
    assert story.running == ["C1", "C2"]


async def test_a_project_may_have_so_many_waiting() -> None:
    story = Story(1, waiting_max=1)
    await story.ask("A1", "A2", "A3", "B1")
    with pytest.raises(QueueFull):
        await story.tasks["A3"]
    assert await story.end("A1") == ["A2"]
    assert await story.end("A2") == ["B1"]


async def test_who_leaves_takes_no_turn() -> None:
    """Neither while it waits, nor in the moment in which its turn comes."""
    story = Story(1)
    await story.ask("A1", "B1", "B2", "C1")
    story.tasks["B1"].cancel()
    await settle()
    story.ends["A1"].set()
    await asyncio.sleep(0)  # A1 has ended, B2 does not run yet
    story.tasks["B2"].cancel()
    await settle()
    assert story.running == ["C1"]
    assert await story.end("C1") == []
    await story.ask("A2")
    assert story.running == ["A2"]


async def test_a_turn_that_does_not_come_in_time() -> None:
    turns = Turns(1, 9)
    async with turns.turn(1, 60):
        with pytest.raises(NoTurn):
            async with turns.turn(2, 0.01):
                pass
    async with turns.turn(2, 0.01):
        pass
