"""Where an operation runs when an installation has several nodes: here, or on the node that has what it is about.

A call is passed on once at most: the node that gets it answers it, whatever it knows by then.
"""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from api.http.auth import Caller, Handler
from api.http.errors import ServiceUnavailable
from api.http.homes.client import NodeAway, NodeClient, NodeKey
from api.http.operation import Operation
from api.requests.signed_urls import SignedUrls
from store.base import Known, StoreUnavailable
from store.clickhouse.nodes.homes import Homes
from store.clickhouse.nodes.owner import Owner
from store.clickhouse.nodes.shared import SharedState
from store.ingest import Ingest

_READING = ("GET", "HEAD")
# Answered by any node from the archive while the home is away (store/clickhouse/nodes/away.py)
_FROM_ARCHIVE = ("getRequest", "getRequestAttempt", "getRequestBodies", "getRequestBody", "listScores")
_NO_OWNER = (
    "No node is the owner of what exists once just now; another one follows within ten seconds. Nothing of this request"
    " was stored: try again"
)
_IDS: Mapping[str, Known] = {"request_id": "request", "score_id": "score", "session_id": "session"}


class Forwarding:
    def __init__(
        self,
        homes: Homes,
        ingest: Ingest,
        owner: Owner,
        shared: SharedState,
        client: NodeClient,
        key: NodeKey,
        urls: SignedUrls,
    ) -> None:
        self._homes = homes
        self._ingest = ingest
        self._owner = owner
        self._shared = shared
        self._client = client
        self._key = key
        self._urls = urls

    def at(self, operation: Operation, handler: Handler) -> Handler:
        """The handler, or one that passes calls on to where the operation runs."""
        match operation.runs:
            case "home":
                return self._at_home(handler, from_archive=operation.id in _FROM_ARCHIVE)
            case "owner":
                return self._at_owner(handler)
        return handler

    def _at_home(self, handler: Handler, *, from_archive: bool) -> Handler:
        async def handle(request: web.Request, caller: Caller) -> web.StreamResponse:
            is_passed_on = self._key.comes_from_node(request)
            if (about := self._about(request, caller)) is None:
                return await handler(request, caller)
            home = None if is_passed_on else await self._home_of(*about)
            if home is not None and home != self._homes.own:
                try:
                    return await self._client.forward(request, home)
                except NodeAway:
                    if not from_archive:
                        raise  # else it is answered here, with what ClickHouse has
            with self._homes.settled(*about, home):
                return await handler(request, caller)

        return handle

    def _at_owner(self, handler: Handler) -> Handler:
        async def handle(request: web.Request, caller: Caller) -> web.StreamResponse:
            if self._shared.is_here:
                answer = await handler(request, caller)
                if request.method not in _READING:
                    await self._confirm()
                return answer
            is_read = request.method in _READING
            owner = self._owner.node
            if owner is None or owner.node.number == self._homes.own or self._key.comes_from_node(request):
                if is_read:
                    return await handler(request, caller)  # this record has the same rows
                raise ServiceUnavailable(_NO_OWNER)
            try:
                changed = None if is_read else self._catch_up
                return await self._client.forward(request, owner.node.number, before_answer=changed)
            except NodeAway:
                if not is_read:
                    raise
                return await handler(request, caller)

        return handle

    async def _confirm(self) -> None:
        try:
            await self._shared.confirm()
        except StoreUnavailable as error:
            raise ServiceUnavailable(
                f"ClickHouse has not confirmed this change: {error}. It may take effect later, or be taken back; read"
                " it again before you repeat it"
            ) from error

    async def _catch_up(self) -> None:
        """So that who has changed something finds it so on this node at once."""
        try:
            await self._shared.catch_up()
        except StoreUnavailable:
            pass  # within a second after ClickHouse answers again

    def _about(self, request: web.Request, caller: Caller) -> tuple[int, Known, str] | None:
        """Project and id that the call is about."""
        for name, what in _IDS.items():
            sent = request.match_info.get(name) or request.query.get(name)
            if sent:
                project = self._project(request, caller, sent)
                return None if project is None else (project, what, sent)
        return None

    async def _home_of(self, project: int, what: Known, sent: str) -> int | None:
        """None: no node has shown it yet."""
        try:
            return (await self._homes.of(project, what, [sent])).get(sent)
        except StoreUnavailable:
            if what == "request" and await self._is_in_spool(project, sent):
                return self._homes.own
            raise

    async def _is_in_spool(self, project: int, request_id: str) -> bool:
        """Whether a call of this node comes into its record now. Not asked first: ClickHouse is faster."""
        await self._ingest.catch_up_request(project, request_id)
        return await self._homes.is_here(project, "request", request_id)

    def _project(self, request: web.Request, caller: Caller, sent: str) -> int | None:
        """That of the caller, or of a signed URL, whose caller has no key."""
        if "signature" in request.query:
            return self._urls.project_of(sent, dict(request.query))
        return caller.project
