"""A body whose bytes in the database are damaged is shown as such, and takes no other answer with it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from store.settings import DataDir
from tests.api.conftest import Api
from tests.store.test_pieces import conversation


async def test_a_damaged_body_is_named_and_the_others_are_shown(api: Api) -> None:
    for number in range(4):
        await api.close_call(await api.open_call(f"r{number}", conversation(10 + number)))
        assert (await api.request(f"r{number}"))["outcome"] == "ok"
    with closing(sqlite3.connect(DataDir(api.config.data_dir).bodies)) as db:
        assert db.execute("UPDATE piece_data SET data = zeroblob(length(data)) WHERE id = 2").rowcount == 1
        db.commit()
    shown = [await api.request(f"r{number}", includeBody="true") for number in range(4)]
    assert [each["request_body"].get("damaged") for each in shown] == [None, None, True, True]
    assert "bodies.db" in shown[3]["request_body"]["message"]
    assert len({str(each["response_body"]) for each in shown}) == 1
    assert shown[1]["request_body"]["messages"][0]["role"] == "system"
    listed = await api.call("POST", "/v1/request/query", json={"filter": "all"})
    bodies = {row["request_id"]: row["request_body"] for row in listed.body["data"]}
    assert bodies["r0"] == shown[0]["request_body"]
    assert bodies["r3"] == shown[3]["request_body"]
