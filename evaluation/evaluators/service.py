"""`EvaluatorService`: all evaluators of this server, those of the settings and those of the API.

following    inside the block, evaluators listen to the feed and work
put, delete  by the API
preview      a draft on logged calls, without storing anything
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import aiohttp
import structlog
from pydantic import ValidationError

from evaluation.evaluators.active import ActiveEvaluator, NotRunnable, activated
from evaluation.evaluators.backfill import Range
from evaluation.evaluators.backfills import Backfills
from evaluation.evaluators.budget import BudgetGate, in_words
from evaluation.evaluators.definition import Evaluator, EvaluatorWord
from evaluation.evaluators.drafts import previewed
from evaluation.evaluators.estimate import Estimate
from evaluation.evaluators.evaluating import Evaluating
from evaluation.evaluators.judge.judge import JudgeRunner
from evaluation.evaluators.judge.upstream import JudgeUpstream, ProxyAddress
from evaluation.evaluators.other_runners import OtherRunners
from evaluation.evaluators.outcomes import Evaluated
from evaluation.evaluators.reading import CallReader
from evaluation.evaluators.runner import EvaluatorRunner
from evaluation.evaluators.settings import EvaluationConfig
from evaluation.feed import Feed, Listener
from evaluation.feed.sampling import sample_position
from store.analytics import Replica
from store.base import Store, StoreUnavailable
from store.evaluation.evaluators import Backfill, EvaluatorId, StoredEvaluator
from store.extract.pricing.cost import Prices
from store.filter import parse

log = structlog.get_logger()

EVALUATORS_MOST = 100  # of a project
_RETRY_S = 5.0


class UnknownEvaluator(Exception):
    """There is no evaluator of that name."""


class OwnedBySettings(Exception):
    """The evaluator is in the settings; the API cannot change it."""


@dataclass(frozen=True, slots=True)
class EvaluatorState:
    """How an evaluator is now."""

    stored: StoredEvaluator
    state: EvaluatorWord
    reason: str | None  # why it is not active, or why it does not get on
    until_us: int | None  # when a paused one continues


class EvaluatorService:
    def __init__(
        self,
        store: Store,
        replica: Replica,
        feed: Feed,
        config: EvaluationConfig,
        prices: Prices,
        proxy_url: str,
        secret: bytes,
    ) -> None:
        """`secret`: decides who is sampled, as for the feed."""
        self._store = store
        self._feed = feed
        self._config = config
        self._sample_of = partial(sample_position, secret)
        self._prices = prices
        self._reader = CallReader(store, replica)
        self._replica = replica
        judge_keys = {each.upstream: each.env for each in config.judge_keys}
        self._proxy = ProxyAddress(proxy_url, config.proxy_keys, judge_keys)
        self._runners: dict[EvaluatorId, tuple[EvaluatorRunner, asyncio.Task[None]]] = {}
        self._others: list[OtherRunners] = []  # at work on tasks of nodes that are away
        self._not_runnable: dict[EvaluatorId, str] = {}
        self._changing = asyncio.Lock()

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10)
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(timeout=timeout, connector=connector, auto_decompress=True) as session:
            judges = JudgeRunner(JudgeUpstream(session, self._proxy), self._prices, self._config.base_urls)
            budgets = BudgetGate(self._store.evaluators, self._config.settings)
            self._evaluating = Evaluating(
                self._store.evaluators,
                self._reader,
                judges,
                budgets,
                self._config.settings.code_dir,
                self._config.settings.code_processes,
            )
            self._budgets = budgets
            self._backfills = Backfills(self._store, self._replica, self._evaluating, self._sample_of, self._block)
            starting = None if await self._started() else asyncio.create_task(self._start_later())
            try:
                yield
            finally:
                if starting:
                    starting.cancel()
                    await asyncio.wait([starting])
                await self._stop()

    @asynccontextmanager
    async def working_for(self, store: Store) -> AsyncIterator[None]:
        """Inside the block, tasks of another node are done, too: those in `store`."""
        settings = self._config.settings
        evaluating = Evaluating(
            store.evaluators,
            CallReader(store, self._replica),
            self._evaluating.judges,
            self._budgets,
            settings.code_dir,
            settings.code_processes,
        )
        runners = OtherRunners(store, evaluating, self._block)
        self._others.append(runners)
        try:
            await self._refresh()
            yield
        finally:
            self._others.remove(runners)
            await runners.stop()

    # Definitions

    async def put(self, evaluator: EvaluatorId, definition: Evaluator) -> EvaluatorState:
        """Raises NotRunnable, OwnedBySettings."""
        self._check_owner(evaluator)
        active = self._activated(evaluator, definition)
        async with self._changing:
            known = {stored.id for stored in await self._store.evaluators.all(evaluator.project)}
            if evaluator not in known and len(known) >= EVALUATORS_MOST:
                raise NotRunnable("name", f"the project has {EVALUATORS_MOST} evaluators; delete one first")
            await self._store_definition(active, "api")
        await self._refresh()
        return await self.state(evaluator)

    async def delete(self, evaluator: EvaluatorId) -> bool:
        """Its scores and its versions stay. Raises OwnedBySettings."""
        self._check_owner(evaluator)
        async with self._changing:
            await self._end_runner(evaluator)
            await self._listen()
            deleted = await self._store.evaluators.delete(evaluator)
        await self._refresh()
        return deleted

    async def resume(self, evaluator: EvaluatorId) -> EvaluatorState:
        """End its block. Raises UnknownEvaluator."""
        await self.state(evaluator)
        await self._store.evaluators.block(evaluator, None)
        await self._refresh()
        return await self.state(evaluator)

    async def read_again(self) -> None:
        """Take over what the store has: something else than these methods changed it. Raises StoreUnavailable."""
        await self._refresh()

    async def take_settings(self) -> None:
        """Store the evaluators of the settings: another node may have stored others. Raises StoreUnavailable."""
        await self._take_settings()
        await self._refresh()

    async def state(self, evaluator: EvaluatorId) -> EvaluatorState:
        """Raises UnknownEvaluator."""
        for each in await self.states(evaluator.project):
            if each.stored.id == evaluator:
                return each
        raise UnknownEvaluator(evaluator.name)

    async def states(self, project: int | None = None) -> list[EvaluatorState]:
        return [self._state(each) for each in await self._store.evaluators.all(project)]

    def _state(self, stored: StoredEvaluator) -> EvaluatorState:
        if stored.blocked_reason is not None:
            return EvaluatorState(stored, "blocked", stored.blocked_reason, None)
        if stored.id in self._not_runnable:
            return EvaluatorState(stored, "not_runnable", self._not_runnable[stored.id], None)
        if stored.id not in self._runners:
            return EvaluatorState(stored, "disabled", None, None)
        runner = self._runners[stored.id][0]
        if runner.paused is not None:
            return EvaluatorState(stored, "paused", in_words(runner.paused), runner.paused.until_us)
        return EvaluatorState(stored, "active", runner.error, None)

    # Drafts and back-fills

    async def preview(
        self, project: int, definition: Evaluator, last: int, subject_ids: Sequence[str]
    ) -> tuple[list[Evaluated], int]:
        """What became of the calls, and how many were to be evaluated: some are left when the budget is used up.
        Raises NotRunnable, and Unable when the draft cannot run. `subject_ids`: empty for the last calls that match.
        Stores nothing; what a judge costs is spent."""
        draft = self._activated(EvaluatorId(project, definition.name), definition)
        return await previewed(self._evaluating, self._store, self._replica, draft, last, subject_ids)

    async def sample_rate(self, evaluator: EvaluatorId) -> float:
        """Raises UnknownEvaluator."""
        return Evaluator.model_validate((await self.state(evaluator)).stored.definition).sample_rate

    async def estimate(self, evaluator: EvaluatorId, run: Range) -> Estimate:
        """Raises UnknownEvaluator, NotRunnable."""
        return await self._backfills.estimate(await self._known(evaluator), run)

    async def begin_backfill(self, evaluator: EvaluatorId, run: Range) -> Backfill:
        """Raises UnknownEvaluator, NotRunnable."""
        backfill = await self._backfills.begin(await self._known(evaluator), run)
        await self._refresh()
        return backfill

    async def cancel_backfill(self, backfill: Backfill) -> None:
        await self._store.evaluators.set_backfill(backfill.id, "cancelled", "by a caller")
        await self._refresh()

    # Inside

    async def _known(self, evaluator: EvaluatorId) -> ActiveEvaluator:
        stored = (await self.state(evaluator)).stored
        return self._activated(evaluator, Evaluator.model_validate(stored.definition))

    def _activated(self, evaluator: EvaluatorId, definition: Evaluator) -> ActiveEvaluator:
        return activated(evaluator, definition, self._config.settings.code_dir, self._config.base_urls.keys())

    def _check_owner(self, evaluator: EvaluatorId) -> None:
        if any(EvaluatorId(each.project, each.name) == evaluator for each in self._config.evaluators):
            raise OwnedBySettings(evaluator.name)

    async def _store_definition(self, active: ActiveEvaluator, source: str) -> None:
        definition = active.definition.model_dump(mode="json", exclude={"project"})
        await self._store.evaluators.put(
            active.id, "settings" if source == "settings" else "api", definition, active.version, active.content
        )

    async def _started(self) -> bool:
        """False: the store is not available."""
        try:
            await self.take_settings()
        except StoreUnavailable as error:
            log.error("evaluators_not_started", error=str(error), again_in_s=_RETRY_S)
            return False
        return True

    async def _start_later(self) -> None:
        """Meanwhile the store writes events for the evaluators that it knows, so none is lost."""
        while True:
            await asyncio.sleep(_RETRY_S)
            if await self._started():
                return

    async def _take_settings(self) -> None:
        """The evaluators of the settings are stored as they are there; those that are gone from there are deleted."""
        kept: set[EvaluatorId] = set()
        for each in self._config.evaluators:
            evaluator = EvaluatorId(each.project, each.name)
            definition = Evaluator.model_validate(each.model_dump(exclude={"project"}))
            try:
                active = self._activated(evaluator, definition)
            except NotRunnable as error:
                log.error("evaluator_not_runnable", evaluator=each.name, field=error.field, error=str(error))
                active = ActiveEvaluator(evaluator, definition, "", definition.content())
            await self._store_definition(active, "settings")
            kept.add(evaluator)
        for stored in await self._store.evaluators.all():
            if stored.source == "settings" and stored.id not in kept:
                await self._store.evaluators.delete(stored.id)

    async def _refresh(self) -> None:
        """Have exactly those run that should, in their present version."""
        async with self._changing:
            wanted: dict[EvaluatorId, ActiveEvaluator] = {}
            self._not_runnable = {}
            known: dict[EvaluatorId, ActiveEvaluator] = {}
            for stored in await self._store.evaluators.all():
                active = self._runnable(stored)
                if active is None:
                    continue
                if stored.blocked_reason is None:
                    known[stored.id] = active
                    if active.definition.enabled:
                        wanted[stored.id] = active
            for evaluator, (runner, _) in list(self._runners.items()):
                if runner.active != wanted.get(evaluator):
                    await self._end_runner(evaluator)
            for evaluator, active in wanted.items():
                if evaluator not in self._runners:
                    runner = EvaluatorRunner(active, self._store, self._evaluating, self._block)
                    self._runners[evaluator] = runner, asyncio.create_task(runner.run())
            for runners in self._others:
                await runners.refresh(wanted)
            await self._listen()
            await self._backfills.refresh(known)

    def _runnable(self, stored: StoredEvaluator) -> ActiveEvaluator | None:
        try:
            return self._activated(stored.id, Evaluator.model_validate(stored.definition))
        except NotRunnable as error:
            self._not_runnable[stored.id] = f"{error.field}: {error}"
        except ValidationError as error:  # of a version of Gnomon that took it
            self._not_runnable[stored.id] = error.errors(include_url=False, include_input=False)[0]["msg"]
        return None

    async def _listen(self) -> None:
        await self._feed.listen("evaluator", [_listener(runner) for runner, _ in self._runners.values()])

    async def _block(self, active: ActiveEvaluator, reason: str) -> None:
        """Called by its own runner, which ends afterwards."""
        log.error("evaluator_blocked", evaluator=active.id.name, project=active.id.project, reason=reason)
        await self._store.evaluators.block(active.id, reason)
        await self._evaluating.end(active)
        if (entry := self._runners.get(active.id)) and entry[0].active == active:
            if entry[1] is not asyncio.current_task():
                entry[1].cancel()
            del self._runners[active.id]
            await self._listen()

    async def _end_runner(self, evaluator: EvaluatorId) -> None:
        if entry := self._runners.pop(evaluator, None):
            runner, task = entry
            task.cancel()
            await asyncio.wait([task])
            await self._evaluating.end(runner.active)

    async def _stop(self) -> None:
        await self._backfills.stop()
        tasks = [task for _, task in self._runners.values()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        for runner, _ in self._runners.values():
            await self._evaluating.end(runner.active)
        await self._evaluating.close()


def _listener(runner: EvaluatorRunner) -> Listener:
    definition = runner.active.definition
    is_session = definition.target == "session"
    return Listener(
        consumer=runner.active.id.consumer,
        project=runner.active.id.project,
        kinds=frozenset({"request.logged"}),
        on_tasks=runner.wake,
        filter=parse(definition.filter),
        sample_rate=definition.sample_rate,
        target="session" if is_session else "event",
        quiet_us=round(definition.quiet_s * 1e6) if is_session else 0,
    )


__all__ = ["EvaluatorService", "EvaluatorState", "OwnedBySettings", "UnknownEvaluator"]
