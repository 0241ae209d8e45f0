"""/v1/views: pages of the dashboard under a name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from store.views import VIEWS_MOST, SavedView
from tests.api.conftest import Answer, Api, MakeConfig, running
from tests.api.test_access import key

KEYS = (
    key("anna-secret", name="anna", scopes=["read", "score"]),
    key("bert-secret", name="bert", scopes=["read", "score"]),
    key("carl-secret", name="carl", scopes=["read"]),
    key("dora-secret", name="dora", scopes=["read", "score"], project=2),
)
FAILED = {"f": [{"field": "status", "op": "gte", "value": "400"}], "columns": ["time", "scores.tone"]}


@pytest.fixture
async def api(make_config: MakeConfig) -> AsyncIterator[Api]:
    async with running(make_config(keys=KEYS)) as api:
        yield api


async def call(api: Api, who: str, method: str, path: str = "", **body: Any) -> Answer:
    options = {"json": {"name": "Failed", "page": "requests"} | body} if method in ("POST", "PUT") else {}
    headers = {"Authorization": f"Bearer {who}-secret"}
    return await api.call(method, f"/v1/views{path}", headers=headers, **options)


async def names(api: Api, who: str) -> list[tuple[str, bool, bool]]:
    return [(view["name"], view["own"], view["default"]) for view in (await call(api, who, "GET")).body["data"]]


async def test_a_view_is_its_owners_until_it_is_shared(api: Api) -> None:
    """Then everybody in the project sees and may change it; another project never does."""
    created = (await call(api, "anna", "POST", search=FAILED)).body["data"]
    assert created["search"] == FAILED
    assert (created["owner"], created["own"], created["shared"], created["default"]) == ("anna", True, False, False)
    path = f"/{created['view_id']}"
    assert await names(api, "bert") == []
    assert (await call(api, "bert", "PUT", path)).status == 404
    assert (await call(api, "bert", "DELETE", path)).status == 404
    shared = await call(api, "anna", "PUT", path, name=" Errors ", shared=True, default=True)
    assert shared.body["data"]["search"] == {}
    assert await names(api, "bert") == [("Errors", False, True)]
    assert await names(api, "carl") == [("Errors", False, True)]
    assert await names(api, "dora") == []
    assert (await call(api, "dora", "DELETE", path)).status == 404
    assert (await call(api, "carl", "DELETE", path)).status == 403
    assert (await call(api, "bert", "DELETE", path)).body["data"] == {"deleted": 1}
    assert await names(api, "anna") == []


async def test_a_page_has_one_default_for_the_same_people(api: Api) -> None:
    """A person's own default does not end the default of all."""
    for name, shared in (("one", True), ("two", True), ("mine", False)):
        assert (await call(api, "anna", "POST", name=name, shared=shared, default=True)).status == 200
    assert (await call(api, "anna", "POST", name="of sessions", page="sessions", default=True)).status == 200
    defaults = {"mine": True, "one": False, "two": True, "of sessions": True}
    assert {name: default for name, _, default in await names(api, "anna")} == defaults
    assert await names(api, "bert") == [("one", False, False), ("two", False, True)]


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({"name": " "}, "name", "at least 1 character"),
        ({"name": "x" * 101}, "name", "at most 100 characters"),
        ({"page": "nowhere"}, "page", "'overview', 'requests'"),
        ({"search": []}, "search", "valid dictionary"),
        ({"search": {"text": "x" * 10_000}}, "search", "at most 10000 bytes as JSON, has 10011"),
        ({"search": {"n": 10**30}}, "search", "must be JSON without numbers that are too large"),
        ({"serach": {}}, "serach", "is an excess property"),
    ],
)
async def test_what_cannot_be_saved(api: Api, body: dict[str, Any], field: str, message: str) -> None:
    answer = await call(api, "anna", "POST", **body)
    assert answer.status == 422
    (path,) = answer.body["details"]
    assert path == f"requestBody.{field}"
    assert message in answer.body["details"][path]["message"]
    assert await names(api, "anna") == []


async def test_one_name_of_a_page_means_one_view(api: Api) -> None:
    first = (await call(api, "anna", "POST")).body["data"]["view_id"]
    taken = await call(api, "anna", "POST")
    assert taken.status == 422
    assert "has another view of this name" in taken.body["details"]["requestBody.name"]["message"]
    assert (await call(api, "anna", "POST", page="sessions")).status == 200
    assert (await call(api, "bert", "POST")).status == 200
    assert (await call(api, "anna", "PUT", f"/{first}", search=FAILED)).status == 200


async def test_views_outlive_the_process_and_are_bounded(make_config: MakeConfig) -> None:
    config = make_config()
    store = await SqliteStore.open(DataDir(config.data_dir), ScoreSettings())
    for number in range(VIEWS_MOST):
        await store.views.put(SavedView(f"v{number}", 1, None, "requests", f"{number}", {}, False, False, 1, 1))
    await store.close()
    async with running(config) as api:
        assert len((await api.get("/v1/views")).body["data"]) == VIEWS_MOST
        full = await api.call("POST", "/v1/views", json={"name": "one more", "page": "requests"})
        assert full.status == 422
        assert "300 saved views, which is the limit" in full.body["details"]["requestBody"]["message"]
