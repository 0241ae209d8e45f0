"""Calls from one node of an installation to another, over the API's own address."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from hashlib import sha256

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, DummyCookieJar, web
from yarl import URL

from api.http.errors import Forbidden, ServiceUnavailable
from api.http.timestamps import iso_8601
from api.ui.ui import PATH
from store.clickhouse.nodes.registry import KnownNode, Nodes

HEADER = "Gnomon-Node"  # of a call that a node makes: the number of the node that is called, and a signature
CALLS = f"{PATH}/nodes"
_TIMEOUT = ClientTimeout(total=None, sock_connect=3, sock_read=300)  # an evaluator's preview takes its time
_CHUNK_BYTES = 64 << 10
# Never passed on (RFC 9110 §7.6.1)
_OF_ONE_CONNECTION = frozenset(
    {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", HEADER.lower()}
)


class NodeAway(ServiceUnavailable):
    """Another node has what is asked for, and cannot be reached."""


class NodeKey:
    """The secret of the installation, by which nodes know each other's calls."""

    def __init__(self, secret: bytes, own: int) -> None:
        """`own`: the number of this node."""
        self._secret = secret
        self._own = own

    def signed(self, number: int, method: str, path: str) -> str:
        """The header for a call to that node and path, query included."""
        return f"{number}.{self._signature(str(number), method, path)}"

    def comes_from_node(self, request: web.Request) -> bool:
        """Raises Forbidden for a signature of somebody else, ServiceUnavailable for a call to another node."""
        sent = request.headers.get(HEADER)
        if sent is None:
            return False
        number, _, signature = sent.partition(".")
        expected = self._signature(number, request.method, request.raw_path)
        if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")):
            raise Forbidden(f"{HEADER}: was not signed by a node of this installation")
        if number != str(self._own):
            raise ServiceUnavailable(
                f"The server.address of node {number} leads to node {self._own}: set it to a URL at which other nodes"
                " reach that node"
            )
        return True

    def _signature(self, number: str, method: str, path: str) -> str:
        text = f"node\n{number}\n{method}\n{path}"
        return hmac.new(self._secret, text.encode("utf-8", "backslashreplace"), sha256).hexdigest()


class NodeClient:
    """Belongs to an event loop. Open it with `NodeClient.open(…)`."""

    def __init__(self, nodes: Nodes, key: NodeKey, session: ClientSession) -> None:
        self._nodes = nodes
        self._key = key
        self._session = session

    @classmethod
    @asynccontextmanager
    async def open(cls, nodes: Nodes, key: NodeKey) -> AsyncIterator[NodeClient]:
        async with ClientSession(auto_decompress=False, cookie_jar=DummyCookieJar(), timeout=_TIMEOUT) as session:
            yield cls(nodes, key, session)

    def others(self) -> list[int]:
        """The numbers of all other nodes, those that are away included. Raises NodeAway before they were read."""
        if not self._nodes.are_read:
            raise NodeAway("ClickHouse has not shown yet which other nodes there are")
        return [known.node.number for known in self._nodes.all() if known.node.number != self._nodes.own.number]

    async def call(self, number: int, name: str, body: bytes) -> tuple[int, bytes]:
        """Status and body of the answer. Raises NodeAway."""
        known = self._reachable(number)
        path = f"{CALLS}/{name}"
        headers = {HEADER: self._key.signed(number, "POST", path), "Content-Type": "application/json"}
        try:
            async with self._session.post(known.node.address + path, data=body, headers=headers) as answer:
                return answer.status, await answer.read()
        except (ClientError, TimeoutError) as error:
            raise _unreachable(known, error) from error

    async def forward(
        self, request: web.Request, number: int, *, before_answer: Callable[[], Awaitable[None]] | None = None
    ) -> web.StreamResponse:
        """Pass a call on unmodified, and its answer back. Raises NodeAway."""
        known = self._reachable(number)
        headers = [(name, value) for name, value in request.headers.items() if name.lower() not in _OF_ONE_CONNECTION]
        headers.append((HEADER, self._key.signed(number, request.method, request.raw_path)))
        body = request.content.iter_chunked(_CHUNK_BYTES) if request.can_read_body else None
        try:
            async with self._session.request(
                request.method,
                URL(known.node.address + request.raw_path, encoded=True),
                headers=headers,
                data=body,
                allow_redirects=False,
            ) as answer:
                if before_answer is not None:
                    await before_answer()
                return await _passed_back(request, answer)
        except (ClientError, TimeoutError) as error:
            raise _unreachable(known, error) from error

    def _reachable(self, number: int) -> KnownNode:
        known = self._nodes.get(number)
        if known is None:
            raise NodeAway(f"Node {number} is needed for this, and has not been seen yet: try again in a few seconds")
        if known.is_away:
            raise NodeAway(
                f"{_named(known)} is needed for this, and has been away since {iso_8601(known.seen_at_us)}: try again"
                " when it is back"
            )
        return known


async def _passed_back(request: web.Request, answer: ClientResponse) -> web.StreamResponse:
    response = web.StreamResponse(status=answer.status, reason=answer.reason)
    for name, value in answer.headers.items():
        if name.lower() not in _OF_ONE_CONNECTION:
            response.headers.add(name, value)
    await response.prepare(request)
    try:
        async for chunk in answer.content.iter_any():
            await response.write(chunk)
        await response.write_eof()
    except (ClientError, TimeoutError):
        if request.transport is not None:
            request.transport.close()  # the answer has begun: there cannot be another one
    return response


def _named(known: KnownNode) -> str:
    return f"Node {known.node.number} ({known.node.address})"


def _unreachable(known: KnownNode, error: Exception) -> NodeAway:
    reason = str(error) or type(error).__name__
    return NodeAway(f"{_named(known)} has this, and could not be reached: {reason}")
