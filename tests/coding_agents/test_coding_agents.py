"""Real coding agents do a turn through Gnomon, pointed at it by what the dashboard's page Connect offers."""

from __future__ import annotations

import platform
import sqlite3
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.coding_agents import scripted_turn
from tests.coding_agents.agents import CODEX, GEMINI, Agent
from tests.snippets.offered import SECRET, offered
from tests.support.server import Gnomon
from tests.support.upstream import Upstream

KEY_LINES = f"""
[[auth.key]]
name = "laptop"
sha256 = "{sha256(SECRET.encode()).hexdigest()}"
"""

_has_codex = sys.platform == "linux" and platform.machine() == "x86_64"
_on_linux = pytest.mark.skipif(not _has_codex, reason="package.json has Codex for Linux on x86-64 only")
each_agent = pytest.mark.parametrize("agent", [pytest.param(CODEX, marks=_on_linux), GEMINI], ids=str)


def _one_turn(agent: Agent, folder: Path, *, has_key: bool) -> list[dict[str, Any]]:
    """Run the agent; returns the rows of its calls in their order, as they are when Gnomon has stopped."""
    with Upstream(scripted_turn.turn) as upstream:
        upstreams = [
            {"name": "openai", "base_url": upstream.base_url, "default": True},
            {"name": "gemini", "base_url": upstream.base_url},
        ]
        gnomon = Gnomon(folder, upstream.base_url, upstreams=upstreams)
        if has_key:
            with gnomon.config.open("a") as config:
                config.write(KEY_LINES)
        with gnomon:
            snippet = offered(gnomon.url, needs_key=has_key)[agent.snippet].code
            if has_key:
                assert agent.user[0] in snippet
                snippet = snippet.replace(*agent.user)
            assert scripted_turn.ANSWER in agent.run(folder / "home", snippet)
    with closing(sqlite3.connect(gnomon.data_dir / "gnomon.db")) as database:
        database.row_factory = sqlite3.Row
        rows = database.execute("SELECT * FROM exchange ORDER BY started_at_us").fetchall()
    return [dict(row) for row in rows]


@each_agent
def test_a_turn_is_logged(agent: Agent, tmp_path: Path) -> None:
    """Both calls of the turn are one session, with tokens, cost, tool call and answer, by the base URL alone."""
    rows = _one_turn(agent, tmp_path, has_key=False)
    assert [row["answer_preview"] for row in rows] == [agent.tool_call, scripted_turn.ANSWER]
    assert rows[0]["session_id"] == rows[1]["session_id"]
    for row in rows:
        expected = {
            "outcome": "ok",
            "error": None,
            "dialect": agent.dialect,
            "is_stream": 1,
            "session_source": agent.session_source,
            "user_id": None,
            "key_name": None,
            "model_asked": agent.model,
            "model_answered": agent.model,
            "prompt_tokens": scripted_turn.PROMPT_TOKENS,
            "completion_tokens": scripted_turn.COMPLETION_TOKENS,
            "prompt_cache_read_tokens": scripted_turn.CACHED_TOKENS,
            "reasoning_tokens": scripted_turn.REASONING_TOKENS,
            "usage_contradicts": 0,
            "unreadable_events": 0,
            "cost_usd": pytest.approx(agent.cost_usd),
            "cost_source": "price_table",
        }
        assert {name: row[name] for name in expected} == expected


@each_agent
def test_a_key_and_a_user_say_who_it_was(agent: Agent, tmp_path: Path) -> None:
    """Gnomon's headers go into the agent's settings where its key for the provider stands in its own."""
    rows = _one_turn(agent, tmp_path, has_key=True)
    assert [(row["key_name"], row["user_id"], row["outcome"]) for row in rows] == [("laptop", "ada", "ok")] * 2
    assert len({row["session_id"] for row in rows}) == 1
