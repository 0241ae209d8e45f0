"""`AwayStore`: the store of an installation as whoever does the work of a node that is away needs it.

Its tasks and calls are those of the archive. What becomes of tasks is kept for the node, which stores it in its record
when it is back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast

from api.http.homes.evaluators import HomedEvaluators
from store.base import Store
from store.clickhouse.archive.evaluated import evaluated_in_archive
from store.clickhouse.archive.reading import NodeArchive
from store.clickhouse.nodes.work.tasks import AwayTasks
from store.clickhouse.servers import Servers
from store.evaluation.evaluators import Evaluation, EvaluatorId, Evaluators
from store.evaluation.pipeline import Consumer, Settled, Task
from store.evaluation.results import TaskResult
from store.models import Bodies, ExchangeRow, Request, Score


class AwayStore:
    def __init__(
        self, servers: Servers, node: int, tasks: AwayTasks, all_nodes: Store, evaluators: HomedEvaluators
    ) -> None:
        """`node`: the number of the one that is away; `all_nodes`: for calls of a session that other nodes have."""
        self._archive = NodeArchive(servers, node)
        self._all_nodes = all_nodes
        self._tasks = tasks
        self.pipeline = AwayPipeline(self._archive, tasks)
        self.evaluators = cast("Evaluators", AwayEvaluators(servers, node, tasks, evaluators))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._all_nodes, name)

    async def requests(self, project: int, any_ids: Sequence[str]) -> list[Request]:
        requests = [(each, await self._archive.request(project, each)) for each in any_ids]
        found = [request for _, request in requests if request is not None]
        self.pipeline.remember(found)
        missing = [each for each, request in requests if request is None]
        elsewhere = await self._all_nodes.requests(project, missing) if missing else []
        # Of calls that had not reached the archive, queries know too little: they have no node.
        return found + [request for request in elsewhere if request.last.node]

    async def bodies(self, project: int, exchange_id: str) -> Bodies | None:
        return await self._archive.bodies(project, exchange_id) or await self._all_nodes.bodies(project, exchange_id)

    async def many_bodies(self, exchange_ids: Sequence[str], limit_bytes: int) -> dict[str, Bodies | None]:
        found = await self._archive.many_bodies(exchange_ids, limit_bytes)
        missing = [each for each in exchange_ids if each not in found]
        return found | (await self._all_nodes.many_bodies(missing, limit_bytes) if missing else {})

    async def score_history(self, project: int, score_id: str) -> list[Score]:
        target = self._tasks.target_of(score_id)
        return await self._archive.score_history(project, score_id, target) if target else []


class AwayPipeline:
    """What deliveries and evaluators need of a Pipeline."""

    def __init__(self, archive: NodeArchive, tasks: AwayTasks) -> None:
        self._archive = archive
        self._tasks = tasks
        self._read: dict[str, ExchangeRow] = {}  # attempts of the requests that were read last, by exchange id

    def remember(self, requests: Sequence[Request]) -> None:
        self._read = {
            exchange.exchange_id: exchange
            for request in requests
            for exchange in (*request.attempts, *request.conflicts)
        }

    async def due(
        self, consumer: Consumer, now_us: int, limit: int, without: Collection[int] = ()
    ) -> tuple[list[Task], int | None]:
        return self._tasks.due(consumer, now_us, limit, without)

    async def settle(
        self, _consumer: Consumer, settled: Sequence[Settled], _counts: Mapping[str, int] | None = None
    ) -> None:
        await self._tasks.settle(settled)

    async def exchanges(self, project: int, exchange_ids: Sequence[str]) -> dict[str, ExchangeRow]:
        found = {each: self._read[each] for each in exchange_ids if each in self._read}
        for each in exchange_ids:
            if each not in found and (request := await self._archive.request(project, each)):
                exchanges = (*request.attempts, *request.conflicts)
                found |= {one.exchange_id: one for one in exchanges if one.exchange_id == each}
        return found


class AwayEvaluators:
    """What evaluators need of Evaluators. Scores are part of a result: the node that has their calls stores them."""

    def __init__(self, servers: Servers, node: int, tasks: AwayTasks, evaluators: HomedEvaluators) -> None:
        self._servers = servers
        self._node = node
        self._tasks = tasks
        self._evaluators = evaluators
        self._failures: dict[EvaluatorId, int] = {}  # in a row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._evaluators, name)

    async def evaluated(self, evaluator: EvaluatorId, version: str, exchange_ids: Collection[str]) -> set[str]:
        return await evaluated_in_archive(self._servers, self._node, evaluator, version, exchange_ids)

    async def settle(self, evaluator: EvaluatorId, version: str, evaluations: Sequence[Evaluation]) -> int:
        results = [
            _result(task, version, each)
            for each in evaluations
            if each.task and (task := self._tasks.get(each.task[0])) is not None
        ]
        await self._tasks.note(results)
        await self._evaluators.refund_here(evaluator.consumer, evaluations)
        for each in evaluations:
            in_a_row = self._failures.get(evaluator, 0) + (each.outcome == "failed")
            self._failures[evaluator] = 0 if each.outcome == "scored" else in_a_row
        return self._failures.get(evaluator, 0)


def _result(task: Task, version: str, evaluation: Evaluation) -> TaskResult:
    return TaskResult(
        task.consumer,
        task.kind,
        task.subject,
        task.due_at_us,
        "done",
        task.attempts,
        task.due_at_us,
        None,
        {},
        version,
        evaluation,
    )
