"""`AwayTasks`: the tasks of a node that is away, as they were when they reached the archive, with what became of them.

A task is offered only if the call or score that it is about has reached the archive, too: any other waits for its node.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from heapq import nsmallest
from typing import Any

import orjson

from store.clickhouse.archive.reading import SETTINGS, NodeArchive
from store.clickhouse.archive.tables import OTHER, decode
from store.clickhouse.nodes.coordination import only_unavailable
from store.clickhouse.nodes.owner import Owner
from store.clickhouse.nodes.work.results import TaskResults
from store.clickhouse.servers import Servers
from store.evaluation.pipeline import Consumer, Settled, Task, TaskState
from store.evaluation.results import TaskResult, key_of

_LEFT_TO_THEIR_NODE = "shadow"  # samples, which are too old when somebody else could send them
TASKS_MOST = 50_000  # of a node that are in memory; the others wait for it
_TASKS = f"""
SELECT data FROM $other WHERE node = {{node:UInt32}} AND name = 'task'
    AND JSONExtractString(data, 'consumer_kind') <> '{_LEFT_TO_THEIR_NODE}'
ORDER BY JSONExtractInt(data, 'due_at_us'), JSONExtractInt(data, 'id') LIMIT {TASKS_MOST} FORMAT RowBinary"""


class AwayTasks:
    """Belongs to an event loop. Open it with `AwayTasks.open(…)`."""

    def __init__(self, results: TaskResults, owner: Owner, tasks: dict[int, Task], done: dict[int, TaskResult]) -> None:
        self._results = results
        self._owner = owner
        self._tasks = tasks  # that can be done here, or have failed
        self._ids = {key_of(task): task.id for task in tasks.values()}
        self._results_of = done  # of tasks that are not done, by their ids

    @classmethod
    async def open(cls, servers: Servers, owner: Owner, node: int) -> AwayTasks:
        """`node`: the number of the one that is away. Raises StoreUnavailable."""
        results = TaskResults(servers, node)
        archived = await asyncio.to_thread(archived_tasks, servers, node)
        found, known = tasks_with_results(archived, await asyncio.to_thread(results.all_now))
        archive = NodeArchive(servers, node)
        tasks = await asyncio.to_thread(_with_subjects, archive, found)
        return cls(results, owner, {task.id: task for task in tasks}, known)

    def due(
        self, consumer: Consumer, now_us: int, limit: int, without: Collection[int] = ()
    ) -> tuple[list[Task], int | None]:
        """See Pipeline.due."""
        waiting = [each for each in self._tasks.values() if each.consumer == consumer and each.state == "waiting"]
        due = [each for each in waiting if each.due_at_us <= now_us and each.id not in without]
        first = nsmallest(limit, due, key=lambda each: (each.due_at_us, each.id))
        return first, min((each.due_at_us for each in waiting if each.due_at_us > now_us), default=None)

    def get(self, task_id: int) -> Task | None:
        return self._tasks.get(task_id)

    def target_of(self, subject: str) -> str | None:
        """The request or session whose score a task is about."""
        for task in self._tasks.values():
            if task.subject == subject:
                return task.request_id or task.session_id
        return None

    async def settle(self, settled: Sequence[Settled]) -> None:
        """See Pipeline.settle, of a webhook's messages. Raises StoreUnavailable: they may be sent again."""
        results = [self._result(task, each) for each in settled if (task := self._tasks.get(each.task_id))]
        await self.note(results)

    async def note(self, results: Sequence[TaskResult]) -> None:
        """Store what became of tasks. Raises StoreUnavailable."""
        if not results:
            return
        await self._results.write(self._owner, results)
        for result in results:
            task_id = self._ids.get(result.key)
            if task_id is None or task_id not in self._tasks:
                continue
            if result.state == "done":
                del self._tasks[task_id]
            else:
                self._tasks[task_id] = _after(self._tasks[task_id], result)
                self._results_of[task_id] = result

    def _result(self, task: Task, settled: Settled) -> TaskResult:
        """With the counts of all attempts that the node does not know of."""
        counts = Counter(before.counts if (before := self._results_of.get(task.id)) else {})
        failed = settled.error is not None and settled.again_at_us is None
        counts["delivered"] += settled.error is None
        counts["attempts_failed"] += settled.error is not None
        counts["failed"] += failed
        return TaskResult(
            task.consumer,
            task.kind,
            task.subject,
            before.was_due_at_us if before else task.due_at_us,
            "done" if settled.error is None else "failed" if failed else "waiting",
            task.attempts + (settled.error is not None),
            settled.again_at_us or task.due_at_us,
            settled.error,
            dict(counts),
        )


def archived_tasks(servers: Servers, node: int) -> list[Task]:
    """The longest due first. Raises StoreUnavailable."""
    text = _TASKS.replace("$other", servers.table(OTHER))
    with only_unavailable():
        answer = servers.query_bytes(text, {"node": node}, settings=SETTINGS)
    return [_task(orjson.loads(data)) for (data,) in decode(("Bytes",), answer)]


def tasks_with_results(
    archived: Sequence[Task], results: Sequence[TaskResult]
) -> tuple[list[Task], dict[int, TaskResult]]:
    """The tasks that are not done, as they are now; and what became of some of them, by their ids."""
    found = {key_of(task): task for task in archived}
    known: dict[int, TaskResult] = {}
    for result in results:
        task = found.get(result.key)
        if task is None or (result.evaluation is not None and task.due_at_us != result.was_due_at_us):
            continue
        if result.state == "done":
            del found[result.key]
        else:
            found[result.key] = _after(task, result)
            known[task.id] = result
    return list(found.values()), known


def _task(row: dict[str, Any]) -> Task:
    consumer = Consumer(row.pop("consumer_kind"), row.pop("consumer"))
    optional = dict.fromkeys(("request_id", "session_id", "error", "data"))
    return Task(**{**optional, **row, "consumer": consumer})


def _after(task: Task, result: TaskResult) -> Task:
    state: TaskState = "failed" if result.state == "failed" else "waiting"
    return replace(task, attempts=result.attempts, due_at_us=result.due_at_us, error=result.error, state=state)


def _with_subjects(archive: NodeArchive, tasks: Sequence[Task]) -> list[Task]:
    """Those that can be done here. What an alert is about is in its task, and sessions are read when they are due."""
    of_calls = {task.subject for task in tasks if task.kind == "request.logged" and task.request_id}
    of_scores = {target for task in tasks if task.kind == "score.added" and (target := _target(task))}
    exchanges, scores = archive.known("exchange", of_calls), archive.known("score", of_scores)

    def is_known(task: Task) -> bool:
        match task.kind:
            case "request.logged":
                return task.request_id is None or task.subject in exchanges
            case "score.added":
                return task.subject in scores
        return True

    return [task for task in tasks if is_known(task)]


def _target(task: Task) -> str | None:
    return task.request_id or task.session_id
