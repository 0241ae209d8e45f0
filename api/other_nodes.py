"""Whether an installation has other nodes. Few have, so several_nodes.py and what it needs are loaded for them only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from api.http.app import SeveralNodes
from api.http.homes.fresh import AllFresh
from api.settings import ApiConfig
from evaluation.evaluators.service import EvaluatorService
from evaluation.webhooks import Webhooks
from store.base import Store
from store.ingest import Ingest

if TYPE_CHECKING:
    from store.clickhouse.nodes.joining import Joining
    from store.clickhouse.nodes.registry import NodeTimes


def joining(config: ApiConfig, times: NodeTimes | None) -> Joining | None:
    """None: the installation has this node only. Raises CannotOpen."""
    if not config.store.is_clickhouse:
        return None
    from api import several_nodes as nodes  # noqa: PLC0415

    return nodes.joining(config, times)


@asynccontextmanager
async def several_nodes(
    config: ApiConfig, store: Store, ingest: Ingest, joined: Joining | None
) -> AsyncIterator[SeveralNodes | None]:
    if joined is None:
        await asyncio.wrap_future(store.end_changes())
        yield None
        return
    from api import several_nodes as nodes  # noqa: PLC0415

    async with nodes.several_nodes(config, store, ingest, joined) as several:
        yield several


@asynccontextmanager
async def acting_with_others(
    several: SeveralNodes | None, webhooks: Webhooks, evaluators: EvaluatorService, all_fresh: AllFresh
) -> AsyncIterator[None]:
    if several is None:
        yield
        return
    from api import several_nodes as nodes  # noqa: PLC0415

    async with nodes.acting_with_others(several, webhooks, evaluators, all_fresh):
        yield
