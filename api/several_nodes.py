"""What an installation has beyond one node: the registry, the owner, and calls between nodes. Nothing with SQLite."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import cast

import structlog

from api.away_work import AwayWork, taking_results
from api.health.nodes import NodeOverview
from api.http.app import SeveralNodes
from api.http.errors import ApiError
from api.http.homes.asking import NodeStores
from api.http.homes.away_work import AwayStore
from api.http.homes.calls import NodeCallHandlers
from api.http.homes.client import NodeClient, NodeKey
from api.http.homes.evaluators import HomedEvaluators
from api.http.homes.forwarding import Forwarding
from api.http.homes.fresh import AllFresh
from api.http.homes.keys import HomedKeys
from api.http.homes.labelling import HomedLabelling
from api.http.homes.owner import OwnerLedger
from api.http.homes.scores import LOOK_EVERY_S, HomedScores
from api.http.homes.store import HomedStore
from api.http.homes.wire import FRESH, READ_STATES, StateThere
from api.http.homes.work import AllWork
from api.requests.signed_urls import SignedUrls, adopt_secret, read_secret
from api.settings import ApiConfig
from evaluation.evaluators.service import EvaluatorService
from evaluation.webhooks import Webhooks
from store.base import Store, StoreUnavailable
from store.clickhouse.archive.keeping import keep_archive
from store.clickhouse.nodes.away import AwayNodes
from store.clickhouse.nodes.homes import Homes
from store.clickhouse.nodes.joining import Joining
from store.clickhouse.nodes.owner import Owner
from store.clickhouse.nodes.registry import USUAL_TIMES, Nodes, NodeTimes
from store.clickhouse.nodes.secrets import shared_secret
from store.clickhouse.nodes.shared import SharedState
from store.clickhouse.nodes.work.counts import AwayCounts
from store.clickhouse.nodes.work.results import TaskResults
from store.clickhouse.nodes.work.tasks import AwayTasks
from store.clickhouse.servers import Servers
from store.evaluation.evaluators import Evaluators
from store.ingest import Ingest
from store.settings import DataDir

log = structlog.get_logger()


def joining(config: ApiConfig, times: NodeTimes | None) -> Joining:
    """`times`: None for the usual ones. Raises CannotOpen."""
    address = config.address or _address(config.host, config.port)
    return Joining(Servers.connect(config.store), address, partial(read_secret, config.data_dir), times or USUAL_TIMES)


@asynccontextmanager
async def several_nodes(
    config: ApiConfig, store: Store, ingest: Ingest, joined: Joining
) -> AsyncIterator[SeveralNodes]:
    """`store`, `ingest`: of this node, which has joined. Raises CannotOpen."""
    servers, own = joined.servers, joined.node
    secret = await _agree_on_secret(config, servers, own.uuid)
    nodes = Nodes(servers, own, joined.process, joined.times)
    owner = Owner(nodes, joined.lease)
    key = NodeKey(secret, own.number)
    shared = SharedState(servers, owner, store.shared)
    homes = Homes(servers, store, own.number)
    async with nodes.beating(), owner.wanting(), shared.following(), NodeClient.open(nodes, key) as client:
        stores = NodeStores(client)
        scores = HomedScores(store, homes, stores.ask, HomedKeys(store, own.number, stores.others, stores.ask))
        ledger = OwnerLedger(store.evaluators, owner, shared, stores)
        evaluators = HomedEvaluators(store.evaluators, ledger)
        all_nodes = cast(
            "Store",
            HomedStore(
                store,
                homes,
                stores,
                AwayNodes(servers),
                scores,
                cast("Evaluators", evaluators),
                HomedLabelling(store.labelling, homes, stores, shared),
            ),
        )

        async def open_store(number: int) -> Store:
            tasks = await AwayTasks.open(servers, owner, number)
            return cast("Store", AwayStore(servers, number, tasks, all_nodes, evaluators))

        async with (
            _handing_over(scores),
            keep_archive(servers, store, DataDir(config.data_dir), own.shard) as archive,
            taking_results(store, TaskResults(servers, own.number)),
        ):
            yield SeveralNodes(
                all_nodes,
                Forwarding(homes, ingest, owner, shared, client, key, SignedUrls(secret)),
                NodeCallHandlers(store, ingest, ledger, key),
                key,
                shared,
                NodeOverview(nodes, owner, servers, archive),
                AwayWork(nodes, shared, open_store),
                AllWork(store, own.number, stores, AwayCounts(servers)),
                partial(AllFresh, nodes=stores, scores=scores),
            )


@asynccontextmanager
async def acting_with_others(
    several: SeveralNodes, webhooks: Webhooks, evaluators: EvaluatorService, all_fresh: AllFresh
) -> AsyncIterator[None]:
    """Inside the block, what acts on calls follows the owner's changes, and the owner does the work of nodes that are
    away."""

    async def read_again() -> None:
        await webhooks.read_again()
        await evaluators.read_again()

    async def states(project: int) -> dict[str, StateThere]:
        found = await evaluators.states(project)
        return {each.stored.id.name: StateThere(each.state, each.reason, each.until_us) for each in found}

    several.calls.answer(READ_STATES, states)
    several.calls.answer(FRESH, all_fresh.here)
    await several.shared.tell(read_again, evaluators.take_settings)
    async with several.away_work.doing(webhooks, evaluators):
        yield


async def _agree_on_secret(config: ApiConfig, servers: Servers, owner: str) -> bytes:
    """The secret of the installation, which replaces this node's own. A node that has it starts without ClickHouse."""
    own = read_secret(config.data_dir)
    try:
        secret = await asyncio.to_thread(shared_secret, servers, owner, own)
    except StoreUnavailable as error:
        log.warning("secret_not_compared", error=str(error))
        return own
    if secret != own:
        adopt_secret(config.data_dir, secret)
    return secret


@asynccontextmanager
async def _handing_over(scores: HomedScores) -> AsyncIterator[None]:
    async def look() -> None:
        while True:
            try:
                await scores.hand_over()
            except (StoreUnavailable, ApiError) as error:
                log.warning("scores_not_handed_over", error=str(error))
            except Exception:
                log.exception("scores_not_handed_over")
            await asyncio.sleep(LOOK_EVERY_S)

    task = asyncio.create_task(look())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _address(host: str, port: int) -> str:
    """Where other machines reach a server that listens there."""
    name = socket.getfqdn() if host in ("0.0.0.0", "::", "") else host  # noqa: S104
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
