"""The aiohttp application: routes, and what every call passes on its way to them."""

from __future__ import annotations

from aiohttp import web

from api.auth import authorised, public
from api.errors import translate
from api.guard import Guard, guarding
from api.json_body import MAX_BODY_BYTES
from api.routes import ROUTES, Parts
from store.keys import Keys


def make_app(parts: Parts, keys: Keys, guard: Guard) -> web.Application:
    app = web.Application(middlewares=[translate, guarding(guard)], client_max_size=MAX_BODY_BYTES)
    for route in ROUTES:
        handler = route.handler_of(parts)
        checked = authorised(keys, route.scope, handler) if route.scope else public(keys, handler)
        app.router.add_route(route.method, route.path, checked)
    return app
