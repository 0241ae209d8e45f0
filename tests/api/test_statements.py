"""No endpoint reads all of the record: what takes a millisecond here takes a minute where there are millions of calls.

But deletion of scores by what they are alone, which looks at each of them, and of the demo project.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from store.intake import span_id_of
from store.settings import DataDir
from tests.api import example_data
from tests.api.conftest import Api, MakeConfig, running
from tests.api.contract import promised
from tests.api.examples import run
from tests.support.otlp import TRACE, logs, message, span, traces

_SMALL = {
    *("wanted", "json_each", "counter", "property_key", "score_definition", "hidden_property", "spool_position"),
    *("webhook", "evaluator", "queue", "alert_rule", "built_in_alert", "alert_state"),  # a hundred of each in a project
    "evaluator_spend",  # a day of each
    *("tables", "pragma_table_info"),  # of the schema
    *("sums", "rating_elsewhere"),  # of the requests that are wanted
}
_DEMO = re.compile(r" WHERE project = 0\b")  # all of the demo project, which has a bounded size, when it is removed
_BY_FEATURES = "SELECT count(*), coalesce(max(id), 0) FROM score"
# All of a table, or of a project.
_WHOLE = re.compile(r"SCAN (?!(?:\d+ )?CONSTANT)(\w+)|SEARCH (\w+) USING (?:COVERING )?INDEX \w+ \(project=\?\)")


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every statement that SQLite is given, with its values."""
    statements: set[str] = set()
    connect = sqlite3.connect

    def listening(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(statements.add)
        return connection

    monkeypatch.setattr(sqlite3, "connect", listening)
    return statements


async def _send_messages(api: Api) -> None:
    """Before their span, with it, and after it."""
    chat = {"gen_ai.operation.name": "chat", "gen_ai.request.model": "gpt-4o"}
    said = logs([message(1, "gen_ai.user.message", {"content": "Hi"})])
    answered = logs([message(1, "gen_ai.choice", {"message": {"content": "Ho"}})])
    for path, body in (("/v1/logs", said), ("/v1/traces", traces([span(1, chat)])), ("/v1/logs", answered)):
        assert (await api.call("POST", path, json=body)).status == 200
        found = await api.request(span_id_of(1, TRACE, f"{1:016x}"))
    assert (found["prompt_preview"], found["answer_preview"]) == ("Hi", "Ho")


@pytest.mark.timeout(240)
async def test_every_endpoint_finds_its_rows_by_an_index(make_config: MakeConfig, heard: set[str]) -> None:
    config = make_config(shown=example_data.SETTINGS)
    async with running(config) as api:
        heard.clear()  # at the start the tables are made, and looked through for calls in flight
        await run(api, promised())
        for named in ({"request_ids": ["r"]}, {"session_ids": ["s"]}, {"request_ids": ["r"], "names": ["n"]}):
            body = {"filter": named, "confirm_count": 0, "dry_run": False}
            answer = await api.call("POST", "/v1/scores/delete", json=body)
            assert answer.body["data"] == {"dry_run": False, "count": 0, "deleted": 0}
        await _send_messages(api)
    asked = [one for one in heard if one.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))]
    data_dir = DataDir(config.data_dir)
    with closing(sqlite3.connect(data_dir.database)) as records:
        records.execute("ATTACH ? AS bodies", (str(data_dir.bodies),))
        for one in heard:
            if one.lstrip().startswith("CREATE TEMP TABLE"):
                records.execute(one)
        found = {
            statement
            for statement in asked
            for *_, step in records.execute(f"EXPLAIN QUERY PLAN {statement}")
            if (whole := _WHOLE.match(step)) and not _SMALL & {*whole.groups()} and not _DEMO.search(statement)
        }
    assert len(asked) > 100
    assert {one for one in found if not one.startswith(_BY_FEATURES) or " target IN " in one} == set()
