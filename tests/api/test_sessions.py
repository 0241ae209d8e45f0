"""Sessions: the calls under one session id."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from api.settings import ApiConfig
from tests.api import told
from tests.api.conftest import OWN, SHARED, Api, running, shared
from tests.api.scored import us
from tests.api.told import END, GPT_4O, WHOLE_MS, grouped, known, mean, moment, post, total, total_cost

pytestmark = SHARED

Sessions = dict[str, list[dict[str, Any]]]
Asked = tuple[Api, Sessions]
ALL = {"search": "", "timeFilter": WHOLE_MS, "timezoneDifference": 0, "filter": "all"}
NAMED = {"nameContains": "", "timezoneDifference": 0, "timeFilter": WHOLE_MS}


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Asked]:
    """The API with all calls logged, and the sessions with their calls."""
    async with running(shared_config) as api:
        rows = await told.send(api)
        yield api, grouped([row for row in rows if row["session_id"]], lambda row: row["session_id"])


def name_of(rows: list[dict[str, Any]]) -> str | None:
    """Of the latest call that has one; the rows are in the order of time."""
    return next(iter(reversed(known(rows, "session_name"))), None)


def seconds(rows: list[dict[str, Any]]) -> float:
    return float((rows[-1]["at"] - rows[0]["at"]).total_seconds())


def duration_ms(rows: list[dict[str, Any]]) -> float:
    """From the first start to the last end."""
    ends = [row["at"] + timedelta(milliseconds=row["delay_ms"] or 0) for row in rows]
    return (max(ends) - rows[0]["at"]) / timedelta(milliseconds=1)


async def test_a_session_is_the_sum_of_its_calls(asked: Asked) -> None:
    """Those that began last come first; calls without a session are in none."""
    api, sessions = asked
    found = await post(api, "/v1/session/query", **ALL)
    assert await post(api, "/v1/session/query", **ALL, limit=3, offset=2) == found[2:5]
    order = sorted(sessions, key=lambda name: sessions[name][0]["at"], reverse=True)
    assert [one["session_id"] for one in found] == order
    for one in found:
        rows = sessions[one["session_id"]]
        tokens = sum(known(rows, "prompt_tokens")) + sum(known(rows, "completion_tokens"))
        assert (moment(one.pop("created_at")), moment(one.pop("latest_request_created_at"))) == (
            rows[0]["at"],
            rows[-1]["at"],
        )
        assert one == {
            "session_id": rows[0]["session_id"],
            "session_name": name_of(rows),
            "total_cost": total_cost(rows),
            "total_requests": len(rows),
            "duration_ms": pytest.approx(duration_ms(rows), abs=1),
            "first_message": next((row["prompt_preview"] for row in rows if row["prompt_preview"]), None),
            "prompt_tokens": total(rows, "prompt_tokens"),
            "completion_tokens": total(rows, "completion_tokens"),
            "total_tokens": tokens,
            "avg_latency": mean(known(rows, "delay_ms")),
            "user_ids": sorted(set(known(rows, "request_user_id"))),
        }


async def test_searched(asked: Asked) -> None:
    """By a part of the id or name in any case, by the whole name, by time, by the filter tree."""
    api, sessions = asked

    async def ids(**changes: Any) -> set[str]:
        return {one["session_id"] for one in await post(api, "/v1/session/query", **ALL | changes)}

    assert await ids(search="SESSION-1") == {one for one in sessions if "session-1" in one}
    assert await ids(search="hat 2") == {one for one, rows in sessions.items() if name_of(rows) == "Chat 2"}
    assert await ids(search="%") == set()
    assert await ids(nameEquals="Chat 1") == {one for one, rows in sessions.items() if name_of(rows) == "Chat 1"}
    end_ms = us(END - 30 * told.STEP) // 1000
    late = {"startTimeUnixMs": end_ms, "endTimeUnixMs": WHOLE_MS["endTimeUnixMs"]}
    assert await ids(timeFilter=late) == {
        one for one, rows in sessions.items() if rows[-1]["at"] >= END - 30 * told.STEP
    }
    gpt_4o = {one for one, rows in sessions.items() if any(row["model"] == "gpt-4o" for row in rows)}
    assert await ids(filter=GPT_4O) == gpt_4o
    dear = {"sessions_request_response_rmt": {"session_total_cost": {"gt": 0.005}}}
    expected = {one for one, rows in sessions.items() if sum(known(rows, "cost")) > 0.005}
    assert await ids(filter=dear) == expected
    assert 0 < len(expected) < len(sessions)


async def test_count(asked: Asked) -> None:
    """Cost and requests are means of sessions, the latency is that of requests: no mean of means."""
    api, sessions = asked
    rows = [row for those in sessions.values() for row in those]
    found = await post(api, "/v1/session/count", **ALL)
    assert found == {
        "count": len(sessions),
        "total_cost": total_cost(rows),
        "avg_cost": mean([sum(costs) for those in sessions.values() if (costs := known(those, "cost"))]),
        "avg_latency": mean(known(rows, "delay_ms")),
        "avg_requests": mean([len(those) for those in sessions.values()]),
    }
    assert await post(api, "/v1/session/count", **ALL | {"search": "nothing like it"}) == {
        "count": 0,
        "total_cost": 0,
        "avg_cost": None,
        "avg_latency": None,
        "avg_requests": None,
    }


async def test_names(asked: Asked) -> None:
    """Used last first; null is the name of sessions without one."""
    api, sessions = asked
    found = await post(api, "/v1/session/name/query", **NAMED)
    named = grouped(sessions.values(), name_of)
    assert {one["name"] for one in found} == named.keys() >= {None, "Chat 1"}
    for one in found:
        rows = [row for session in named[one["name"]] for row in session]
        first, last = min(row["at"] for row in rows), max(row["at"] for row in rows)
        assert (moment(one["first_used"]), moment(one["created_at"]), moment(one["last_used"])) == (first, first, last)
        assert (one["session_count"], one["avg_latency"]) == (len(named[one["name"]]), mean(known(rows, "delay_ms")))
    used = [one["last_used"] for one in found]
    assert used == sorted(used, reverse=True)
    contains = await post(api, "/v1/session/name/query", **NAMED | {"nameContains": "chat 3"})
    assert [one["name"] for one in contains] == ["Chat 3"]


@pytest.mark.parametrize(("size", "share"), [("p50", 0.5), ("p75", 0.75), ("p99.9", 0.999)])
@pytest.mark.parametrize("both", [False, True])
async def test_spread(asked: Asked, size: str, share: float, both: bool) -> None:
    """Histograms of the amounts up to a quantile, or between two; the average is that of all sessions.
    Unknown costs are left out."""
    api, sessions = asked
    found = await post(api, "/v1/session/metrics/query", **NAMED, pSize=size, useInterquartile=both)
    average = found.pop("average")
    amounts = {
        "session_count": [float(len(rows)) for rows in sessions.values()],
        "session_duration": [seconds(rows) for rows in sessions.values()],
        "session_cost": [float(sum(costs)) for rows in sessions.values() if (costs := known(rows, "cost"))],
    }
    assert found.keys() == average.keys() == amounts.keys()
    for name, values in amounts.items():
        assert average[name] == [{"average": mean(values)}]
        low, high = (np.quantile(values, 1 - share) if both else 0, np.quantile(values, share))
        kept = [value for value in values if low <= value <= high]
        bins = found[name]
        assert sum(bin["value"] for bin in bins) == len(kept)
        assert len(bins) <= 10
        if bins:
            edges = [float(bins[0]["range_start"]), *(float(bin["range_end"]) for bin in bins)]
            assert [bin["value"] for bin in bins] == list(np.histogram(kept, edges)[0])


@OWN
async def test_calls_of_a_session_are_steps_by_their_paths(api: Api) -> None:
    """Below the last step of the path above that had begun; what has no step of its own is shown as a path."""
    paths = ["/plan", "/plan/search", "/plan", "/plan/search", None, "/a/b/c", "//plan/search/", "/x" * 30]
    for number, path in enumerate(paths):
        headers = [("Helicone-Session-Id", "s"), *([("Helicone-Session-Path", path)] if path else [])]
        await api.log_call(f"r{number}", started_at_us=us(END) + number * 1_000_000, helicone_headers=headers)
    await api.score("r1", {"accuracy": 7, "safe": True})
    await api.score("r0", {f"score {number}": number for number in range(30)})
    answer = (await api.get("/v1/session/s/steps")).body
    (first,) = (step for step in answer["data"] if step["request_id"] == "r0")
    assert first["call"]["scores"] == {f"score {number}": number for number in range(30)}  # all of them
    steps = answer["data"]
    plan = [(0, "plan", "r0"), (1, "search", "r1"), (0, "plan", "r2"), (1, "search", "r3"), (1, "search", "r6")]
    assert [(step["depth"], step["name"], step["request_id"]) for step in steps[:9]] == [
        *plan,
        (0, "gpt-4o-mini-2024-07-18", "r4"),
        (0, "a", None),
        (1, "b", None),
        (2, "c", "r5"),
    ]
    assert [step["kind"] for step in steps[6:9]] == ["path", "path", "call"]
    assert [step["depth"] for step in steps[9:]] == list(range(20))
    assert steps[-1]["name"] == "/".join("x" * 11)
    call = steps[1]["call"]
    assert (call["status"], call["outcome"], call["completion_tokens"]) == (200, "ok", 5)
    assert call["prompt_preview"] == "Explain quantum computing"
    assert call["scores"] == {"accuracy": 7, "safe": True}
    assert steps[6]["call"] is None
    assert not answer["truncated"]


@OWN
async def test_old_names_are_forgotten(api: Api) -> None:
    """Without a time: the last 150 days."""
    for days, name in ((149, "young"), (151, "old")):
        started_at = us(datetime.now(UTC) - timedelta(days=days))
        headers = [("Helicone-Session-Id", name), ("Helicone-Session-Name", name)]
        await api.log_call(name, started_at_us=started_at, helicone_headers=headers)
    found = await post(api, "/v1/session/name/query", nameContains="", timezoneDifference=0)
    assert [one["name"] for one in found] == ["young"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"timeFilter": {"startTimeUnixMs": 2, "endTimeUnixMs": 1}},
        {"timeFilter": {"startTimeUnixMs": -1, "endTimeUnixMs": 1}},
        {"timeFilter": {"startTimeUnixMs": 1, "endTimeUnixMs": 1e300}},
        {"limit": 1001},
        {"offset": -1},
    ],
)
async def test_what_can_not_be_answered(asked: Asked, wrong: dict[str, Any]) -> None:
    api, _ = asked
    for path in ("/v1/session/query", "/v1/session/count"):
        assert (await api.call("POST", path, json=ALL | wrong)).status == 422
