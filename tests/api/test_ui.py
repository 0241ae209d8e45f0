"""The dashboard's files as they are sent."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import brotli
import pytest
from aiohttp import web

from api.http.errors import translate
from api.ui.ui import BUILT, Ui
from tests.api.conftest import Api

SCRIPT = b"console.log('all is well');" * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assets = tmp_path / "assets"
    assets.mkdir()
    (tmp_path / "index.html").write_text('<meta name="style-nonce" content="{{nonce}}">')
    (assets / "page-1a2b.js").write_bytes(SCRIPT)
    (assets / "page-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT))
    (assets / "page-1a2b.js.br").write_bytes(brotli.compress(SCRIPT))
    return tmp_path


async def served(ui: Ui) -> AsyncIterator[str]:
    app = web.Application(middlewares=[translate])
    app.router.add_get("/ui/{name:.*}", ui.show)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def url(folder: Path) -> AsyncIterator[str]:
    async for each in served(Ui(folder)):
        yield each


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip, br;q=0", "gzip"), ("identity", None)])
async def test_assets_come_small_and_are_kept(url: str, accepted: str, encoding: str | None) -> None:
    """In the smallest form that the browser takes; their name changes with their content."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{url}/ui/assets/page-1a2b.js", headers={"Accept-Encoding": accepted}) as answer,
    ):
        assert await answer.read() == SCRIPT
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["", "requests", "requests/an.id", "scores/a.b", "index.html"])
async def test_the_page_is_there_at_every_path_and_new_each_time(url: str, path: str) -> None:
    """Its policy takes no inline script, and only those styles that know this answer's nonce."""
    nonces = set()
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.get(f"{url}/ui/{path}") as answer:
                text, policy = await answer.text(), answer.headers["Content-Security-Policy"]
            nonce = text.split('content="')[1].split('"')[0]
            nonces.add(nonce)
            assert f"style-src 'self' 'nonce-{nonce}'" in policy
            assert "script-src 'self';" in policy
            assert "frame-ancestors 'none'" in policy
            assert answer.headers["Cache-Control"] == "no-cache"
            assert "ETag" not in answer.headers  # an answer from a cache would have another nonce than its policy
    assert len(nonces) == 2


@pytest.mark.parametrize("path", ["assets/gone.js", "assets/../../secret", "favicon.ico", "assets/%2e%2e/index.html"])
async def test_files_that_are_not_there(url: str, path: str) -> None:
    """Nothing outside the folder is to be had, and a missing script is not answered with the page."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/ui/{path}") as answer:
        assert answer.status in (200, 404)
        assert answer.status == 404 or "style-nonce" in await answer.text()


async def test_without_a_built_dashboard_it_says_how_to_build_it(tmp_path: Path) -> None:
    async for url in served(Ui(tmp_path)):
        async with aiohttp.ClientSession() as session, session.get(f"{url}/ui/") as answer:
            assert answer.status == 200
            assert "make setup" in await answer.text()


async def test_the_address_alone(api: Api) -> None:
    """A browser is led to the dashboard; a program is told what there is."""
    assert (await api.get("/")).status == 404
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{api.url}/", headers={"Accept": "text/html"}, allow_redirects=False) as answer,
    ):
        assert (answer.status, answer.headers["Location"]) == (302, "/ui/")


def test_scripts_stay_within_their_budget() -> None:
    """All scripts: 2,030 kB at most. The page, its first script and its styles: 660 kB, and 300 kB compressed."""
    index = (BUILT / "index.html").read_text()
    first = [path for path in (BUILT / "assets").iterdir() if path.name in index]
    scripts = {path: path.stat().st_size for path in (BUILT / "assets").glob("*.js")}
    assert sum(scripts.values()) < 2_034_000
    assert 0 < sum(scripts.get(path, 0) for path in first) < 660_000
    compressed = [path.with_name(f"{path.name}.gz") for path in first]
    assert sum(path.stat().st_size for path in compressed if path.exists()) < 300_000
