"""Retries, conflicts, late ends, waiting scores and deletions, in any order."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import Any

from hypothesis import strategies as st

from store.base import AmbiguousTarget
from store.models import NewScore, Usage
from store.settings import DataDir
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import record
from tests.store.calls import exchange

Step = tuple[str, Any]

numbers = st.integers(0, 5)
calls = st.fixed_dictionaries(
    {
        "exchange_id": numbers.map("x{}".format),
        "started_at_us": numbers.map(lambda number: number * 1_000),
        "outcome": st.sampled_from([None, "ok"]),
        "path": st.sampled_from(["/v1/chat/completions"] * 4 + ["/v1/embeddings"]),
        "cost_usd": st.sampled_from([None, 0.5, 0.25]),
        "usage": st.sampled_from([Usage(), Usage(prompt_tokens=3, completion_tokens=4)]),
        "properties": st.dictionaries(
            st.sampled_from(["env", "Env", "ENV", "Team"]), st.sampled_from("ab"), max_size=2
        ),
        "upstream_id": st.none() | st.just("chatcmpl-1"),
    }
)
targets = st.sampled_from(["r0", "r1", "x3", "chatcmpl-1", "never"])
scores = st.fixed_dictionaries(
    {
        "target_id": targets,
        "target_kind": st.sampled_from(["request"] * 3 + ["session"]),
        "name": st.sampled_from(["accuracy"] * 3 + ["tone", "depth"]),
        "kind": st.sampled_from(["integer"] * 2 + ["float"]),
        "value": st.integers(0, 3).map(float),
        "author": st.sampled_from(["", "", "anna", "bert"]),
    }
)
step = st.one_of(
    calls.map(lambda call: ("call", call)),
    scores.map(lambda score: ("score", score)),
    numbers.map(lambda number: ("expire", number * 1_000)),
    st.just(("delete", None)),
    st.just(("look", None)),
)


async def change(store: SqliteStore, data_dir: DataDir, step: Step) -> bool:
    """False: the step changes nothing."""
    match step:
        case ("call", call):
            record(store, exchange(**call, request_id=_request_of(call["exchange_id"])))
        case ("score", score):
            with suppress(AmbiguousTarget):  # several requests share an upstream id
                await store.keep_scores(1, [NewScore(**score)])
        case ("expire", before_us):
            await store.expire(rows_before_us=before_us, bodies_before_us=None)
        case ("delete", _):
            with closing(sqlite3.connect(data_dir.database)) as db:
                for (score_id,) in db.execute("SELECT score_id FROM score ORDER BY id DESC LIMIT 1").fetchall():
                    await store.delete_score(1, score_id)
        case _:
            return False
    return True


def _request_of(exchange_id: str) -> str:
    """Two exchanges of each request; one exchange has one request for good."""
    return f"r{int(exchange_id[1:]) % 3}"
