"""How many checks a second the process of an evaluator does on one core: `python -m bench.evaluators`.

One evaluator with all thirteen kinds of checks, on answers of about 1,000 characters as models give them: prose, JSON,
Python and SQL. Calls go through the pipe as they do in the server; CPU time is that of both sides.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import time
from typing import Any

import orjson

from evaluation.evaluators.checks.check_model import CheckType
from evaluation.evaluators.results import Failed
from evaluation.evaluators.sandbox.process import SandboxJob
from evaluation.evaluators.sandbox.sandbox import Sandbox

CALLS = 4_000
BATCH = 200
GOAL_PER_S = 5_000

PARAMETERS: dict[CheckType, dict[str, Any]] = {
    "valid_json": {"code_block": True},
    "json_schema": {"json_schema": {"type": "object", "required": ["rows"]}, "code_block": True},
    "regex": {"pattern": r"\b\d{4}-\d\d-\d\d\b"},
    "contains": {"texts": ["river", "sorry"], "ignore_case": True},
    "length": {"unit": "words", "maximum": 300},
    "refusal": {},
    "language": {"languages": ["en"]},
    "latency": {"maximum": 2_000},
    "cost": {"maximum": 0.01},
    "tool_called": {},
    "finish_reason": {"reasons": ["stop"]},
    "valid_python": {"code_block": True},
    "valid_sql": {"code_block": True},
}
PROSE = "The river rises in the hills to the north and reaches the sea after some three hundred kilometres. " * 10
ANSWERS = (
    PROSE,
    json.dumps({"rows": [{"id": number, "name": f"river {number}", "length_km": 100.5} for number in range(20)]}),
    "Here it is:\n```python\n" + "def add(a, b):\n    return a + b\n\n\n" * 20 + "```\n",
    "```sql\nSELECT name, sum(length_km) FROM river WHERE country = 'FR' GROUP BY name ORDER BY 2 DESC LIMIT 10\n```",
)


def call(number: int) -> bytes:
    answer = ANSWERS[number % len(ANSWERS)]
    facts = {"latency_ms": 800.0, "cost_usd": 0.002, "finish_reason": "stop", "refused": False, "tool_calls": []}
    body = {"request": {"messages": [{"role": "user", "content": "…"}]}, "response": {"choices": [answer]}}
    return orjson.dumps({"answer": answer, "answer_text": answer} | facts | body)


async def measure(checks: list[dict[str, Any]]) -> tuple[float, float]:
    """Checks per second of wall time, and per second of CPU time."""
    sandbox = Sandbox(SandboxJob(checks, "", "", 1.0, 512, 0))
    try:
        await sandbox.evaluate([call(number) for number in range(BATCH)])  # loads and warms up
        own = _cpu_s(resource.RUSAGE_SELF)
        started, process_cpu = time.perf_counter(), _children_cpu_s()
        for _ in range(CALLS // BATCH):
            results = await sandbox.evaluate([call(number) for number in range(BATCH)])
            assert not any(isinstance(result, Failed) for result in results)
        wall_s = time.perf_counter() - started
        cpu_s = _cpu_s(resource.RUSAGE_SELF) - own + _children_cpu_s() - process_cpu
    finally:
        await sandbox.close()
    count = CALLS * len(checks)
    return count / wall_s, count / cpu_s


def _cpu_s(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _children_cpu_s() -> float:
    """Of the running children of this process (proc_pid_stat(5))."""
    total = 0.0
    with open(f"/proc/self/task/{os.getpid()}/children") as children:
        pids = children.read().split()
    for pid in pids:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def main() -> None:
    everything = [{"score": kind, "type": kind, **parameters} for kind, parameters in PARAMETERS.items()]
    per_wall_s, per_cpu_s = asyncio.run(measure(everything))
    print(f"all kinds: {per_wall_s:,.0f} checks/s of wall time, {per_cpu_s:,.0f} checks per second of CPU time")
    for check in everything:
        per_wall_s, per_cpu_s = asyncio.run(measure([check]))
        print(f"{check['type']:<14} {per_wall_s:>9,.0f} /s {per_cpu_s:>9,.0f} per CPU second")
    print(f"goal: {GOAL_PER_S:,} checks/s on one core")


if __name__ == "__main__":
    main()
