"""`AwayCounts`: what webhooks and evaluators have counted and spent on a node that is away, and what waits there."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import orjson

from store.clickhouse.archive.reading import SETTINGS
from store.clickhouse.archive.tables import OTHER, decode
from store.clickhouse.nodes.coordination import only_unavailable
from store.clickhouse.nodes.work.results import TaskResults
from store.clickhouse.nodes.work.tasks import archived_tasks, tasks_with_results
from store.clickhouse.servers import Servers
from store.evaluation.evaluators import Spending
from store.evaluation.pipeline import Consumer, ConsumerKind, Task, TaskState
from store.evaluation.results import TaskResult, key_of

_HOUR_US = 3_600 * 1_000_000
_ROWS = "SELECT data FROM $other WHERE node = {node:UInt32} AND name = {name:String} FORMAT RowBinary"


class AwayCounts:
    """Blocks. Every method raises StoreUnavailable. `node`: its number."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers

    def counts(self, node: int, kind: ConsumerKind) -> dict[str, dict[str, int]]:
        """See Pipeline.counts."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in self._rows(node, "consumer_count"):
            if row["consumer_kind"] == kind:
                counts[row["consumer"]][row["name"]] += row["value"]
        archived = archived_tasks(self._servers, node)
        results = TaskResults(self._servers, node).all_now()
        keys = {key_of(task) for task in archived}
        for result in results:
            if result.consumer.kind == kind and result.key in keys:
                counts[result.consumer.id].update(_counts_of(result))
        for task in tasks_with_results(archived, results)[0]:
            if task.consumer.kind == kind:
                counts[task.consumer.id]["waiting" if task.state == "waiting" else "failed_now"] += 1
        return {consumer: dict(by_name) for consumer, by_name in counts.items()}

    def spent(self, node: int, now_us: int) -> dict[str, tuple[Spending, Spending]]:
        """See Evaluators.spent."""
        hour = now_us // _HOUR_US
        spent: dict[str, tuple[Spending, Spending]] = {}
        for row in self._rows(node, "evaluator_spend"):
            if row["hour"] >= hour - hour % 24:
                of_hour, of_day = spent.get(row["consumer"], (Spending(0, 0.0), Spending(0, 0.0)))
                day = Spending(of_day.calls + row["calls"], of_day.usd + row["usd"])
                is_now = row["hour"] == hour
                spent[row["consumer"]] = (Spending(row["calls"], row["usd"]) if is_now else of_hour, day)
        return spent

    def tasks(self, node: int, consumer: Consumer, state: TaskState | None, limit: int) -> list[Task]:
        """The newest first."""
        results = TaskResults(self._servers, node).all_now()
        tasks = tasks_with_results(archived_tasks(self._servers, node), results)[0]
        found = [task for task in tasks if task.consumer == consumer and state in (None, task.state)]
        return sorted(found, key=lambda task: task.id, reverse=True)[:limit]

    def _rows(self, node: int, name: str) -> list[dict[str, Any]]:
        text = _ROWS.replace("$other", self._servers.table(OTHER))
        with only_unavailable():
            answer = self._servers.query_bytes(text, {"node": node, "name": name}, settings=SETTINGS)
        return [orjson.loads(data) for (data,) in decode(("Bytes",), answer)]


def _counts_of(result: TaskResult) -> Counter[str]:
    """As they will be counted when the node is back."""
    if result.evaluation is None:
        return Counter(result.counts)
    outcome, reason = result.evaluation.outcome, result.evaluation.reason
    return Counter([outcome, f"{outcome}:{reason}"] if reason else [outcome])
