"""`gnomon demo`: fills or empties the demo project, by the running server or, if none runs, in the files themselves."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request

from api.demo.filling import fill_demo
from api.intake.calls import ReportedCalls
from gnomon.settings.models import Settings
from gnomon.sql_command import error_message
from store.engine import open_store
from store.extract.pricing.cost import Prices
from store.ingest import Ingest
from store.keys import DEMO_PROJECT
from store.settings import DataDir

_TIMEOUT_S = 120.0


class DemoFailed(Exception):
    """The server refused, or did not answer; the message says why and what to do."""


def by_server(url: str, key: str | None, *, remove: bool) -> int:
    """Returns the number of calls that were made or deleted. Raises DemoFailed."""
    if not url.startswith(("http://", "https://")):
        raise DemoFailed(f"--url must start with http:// or https://, got {url}")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    request = urllib.request.Request(
        f"{url.rstrip('/')}/v1/demo", headers=headers, method="DELETE" if remove else "PUT"
    )
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as response:
            return int(json.load(response)["data"]["deleted" if remove else "calls"])
    except urllib.error.HTTPError as error:
        message = error_message(error.read(), error.code)
        hint = "; set GNOMON_KEY to a key with the scope score" if error.code == 401 else ""
        raise DemoFailed(message + hint) from None
    except OSError as error:
        raise DemoFailed(f"No answer from {url}: {error}. Give the server's address with --url") from None


def in_files(settings: Settings, data_dir: DataDir, *, remove: bool) -> int:
    """While no server runs: the caller holds the ServeLock. Returns the number of calls that were made or deleted.

    Raises DemoFailed where several nodes share a ClickHouse: views and webhooks are changed by the owner only.
    """
    if settings.store.url != "sqlite":
        raise DemoFailed("with ClickHouse in store.url, the demo is filled and removed by the server: start it first")
    return asyncio.run(_in_files(settings, data_dir, remove=remove))


async def _in_files(settings: Settings, data_dir: DataDir, *, remove: bool) -> int:
    store = await open_store(data_dir, settings.scores)
    try:
        if remove:
            return await store.delete_project(DEMO_PROJECT)
        prices, positions = Prices(settings.price), await store.positions()
        ingest = Ingest(store, data_dir, prices, positions, settings.spool.quarantine_days)
        ingest.start()
        try:
            limit_bytes = settings.proxy.capture_limit_bytes
            async with ReportedCalls.open(data_dir.spool, settings.spool, limit_bytes) as log:
                return await fill_demo(store, ingest, log)
        finally:
            await ingest.stop()
    finally:
        await store.close()
