"""The dashboard in a real browser, before a real `gnomon serve`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import EXECUTABLE, WAIT_MS, Watched, browser
from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui.planted import plant
from tests.ui.stores import CHOICE, MakeGnomon, on_clickhouse

Look = Callable[..., Watched]

expect.set_options(timeout=WAIT_MS)  # a machine may be busy


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Ends with the folder's tests: while it runs there is an event loop, in which no asynchronous test can."""
    if EXECUTABLE is None:
        pytest.skip("there is no chromium here; `make test` installs it where apt can")
    with browser() as running:
        yield running


@pytest.fixture(scope="session")
def make_gnomon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeGnomon]:
    """A Gnomon on the store that the environment names; see stores.py."""
    if os.environ.get(CHOICE) != "clickhouse":
        yield Gnomon
        return
    with on_clickhouse(tmp_path_factory.mktemp("clickhouse")) as make:
        yield make


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory, provider: Upstream, make_gnomon: MakeGnomon) -> Iterator[Gnomon]:
    """Nothing was ever logged."""
    with make_gnomon(Path(tmp_path_factory.mktemp("fresh")), provider.base_url) as gnomon:
        yield gnomon


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory, make_gnomon: MakeGnomon) -> Iterator[Gnomon]:
    """With the calls and scores of planted.py, whose numbers other stories count: none adds a call that stays."""
    with (
        Upstream() as upstream,
        make_gnomon(Path(tmp_path_factory.mktemp("planted")), upstream.base_url) as gnomon,
    ):
        plant(gnomon, upstream)
        yield gnomon


@pytest.fixture
def look(chromium: Browser) -> Iterator[Look]:
    """look(gnomon, scheme=…, width=…): a page whose every fault fails the test when it ends."""
    watched: list[Watched] = []
    with ExitStack() as stack:

        def make(gnomon: Gnomon, scheme: str = "light", width: int = 1280) -> Watched:
            context = chromium.new_context(
                color_scheme="dark" if scheme == "dark" else "light",
                viewport={"width": width, "height": 800},
                locale="en-GB",
                timezone_id="Europe/Berlin",
                reduced_motion="reduce",
            )
            stack.callback(context.close)
            watched.append(Watched(context, gnomon.url))
            return watched[-1]

        yield make
        for each in watched:
            each.check()
