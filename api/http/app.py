"""The aiohttp application: its routes, and what every request passes on the way to them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aiohttp import web
from aiohttp.typedefs import Handler as RequestHandler

from api.http.auth import Caller, FindKey, Handler, authorised, key_in_header, key_of_reporter, public
from api.http.errors import CHANGES_NOTHING, answering, translate
from api.http.guard import Guard, guarding
from api.http.json_body import MAX_BODY_BYTES
from api.http.operation import Make, Operation
from api.http.operations import OPERATIONS
from api.ui.sign_in import API, SignIn
from api.ui.ui import PATH, Ui
from store.base import Store
from store.keys import Keys

if TYPE_CHECKING:
    from api.away_work import AwayWork
    from api.health.nodes import NodeOverview
    from api.http.homes.calls import NodeCallHandlers
    from api.http.homes.client import NodeKey
    from api.http.homes.forwarding import Forwarding
    from api.http.homes.fresh import AllFresh
    from api.http.homes.work import AllWork
    from store.analytics import Replica
    from store.clickhouse.nodes.shared import SharedState

At = Callable[[Operation, Handler], Handler]  # where an operation runs


class SeveralNodes(NamedTuple):
    """What an installation with several nodes has beyond one."""

    store: Store  # of all nodes, for handlers
    forwarding: Forwarding
    calls: NodeCallHandlers
    key: NodeKey
    shared: SharedState
    overview: NodeOverview
    away_work: AwayWork
    all_work: AllWork
    all_fresh: Callable[[Replica], AllFresh]


def make_app(
    make: Make,
    keys: Keys,
    guard: Guard,
    sign_in: SignIn,
    ui: Ui,
    opened: Collection[str] = (),
    several: SeveralNodes | None = None,
) -> web.Application:
    """`opened`: ids of operations that the settings open to callers without a key. `several`: of an installation with
    several nodes."""
    is_trusted = several.key.comes_from_node if several else None
    app = web.Application(middlewares=[translate, guarding(guard, is_trusted)], client_max_size=MAX_BODY_BYTES)
    at = several.forwarding.at if several else _here
    _add_api(app, "", make, keys, key_in_header(keys), opened, at)
    _add_api(app, API, make, keys, sign_in.key_of, opened, at)  # for the dashboard, which has a cookie
    if several:
        several.calls.add_to(app)
    app.router.add_get(f"{PATH}/session", sign_in.session)
    app.router.add_post(f"{PATH}/sign-in", sign_in.sign_in)
    app.router.add_post(f"{PATH}/sign-out", sign_in.sign_out)
    app.router.add_get("/", ui.root)
    app.router.add_get(PATH, ui.to_ui)
    app.router.add_get(PATH + "/{name:.*}", ui.show)
    return app


def _ending_with_caller(handler: RequestHandler) -> RequestHandler:
    """For a handler that changes nothing: it is cancelled when the connection is lost."""

    async def handle(request: web.Request) -> web.StreamResponse:
        request[CHANGES_NOTHING] = True
        return await handler(request)

    return handle


def _here(_operation: Operation, handler: Handler) -> Handler:
    return handler


def _made_at_first_call(operation: Operation, make: Make) -> Handler:
    """Not at the start: a run uses few of the operations, and all of them take half as long to load as the rest."""

    @cache
    def made() -> Handler:
        return operation.handler(make)

    async def handle(request: web.Request, caller: Caller) -> web.StreamResponse:
        return await made()(request, caller)

    return handle


def _add_api(
    app: web.Application, below: str, make: Make, keys: Keys, find: FindKey, opened: Collection[str], at: At
) -> None:
    for operation in OPERATIONS:
        handler = at(operation, _made_at_first_call(operation, make))
        scope = None if operation.id in opened else operation.scope
        find_key = key_of_reporter(keys) if scope == "proxy" and not below else find
        checked = authorised(keys, find_key, scope, handler) if scope else public(keys, find_key, handler)
        if operation.error_style is not None:
            checked = answering(operation.error_style.reply, checked)
        if operation.scope == "read":
            checked = _ending_with_caller(checked)
        app.router.add_route(operation.method, below + operation.path, checked)
