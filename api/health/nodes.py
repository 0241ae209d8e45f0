"""How the nodes of an installation are."""

from __future__ import annotations

from api.health.health_models import NodeHealth
from api.http.timestamps import iso_8601
from store.clickhouse.nodes.owner import Owner
from store.clickhouse.nodes.registry import Nodes
from store.clickhouse.servers import Servers


class NodeOverview:
    def __init__(self, nodes: Nodes | None = None, owner: Owner | None = None, servers: Servers | None = None) -> None:
        """Without arguments: of an installation with one node only."""
        self._nodes = nodes
        self._owner = owner
        self._servers = servers

    def shown(self) -> list[NodeHealth] | None:
        """By number, as of the last second; None: this is the only node."""
        if self._nodes is None or self._owner is None:
            return None
        owner = self._owner.node
        return [
            NodeHealth(
                number=known.node.number,
                address=known.node.address,
                seen_at=iso_8601(known.seen_at_us),
                away=known.is_away,
                own=known.node.number == self._nodes.own.number,
                owner=owner is not None and owner.node.number == known.node.number,
            )
            for known in sorted(self._nodes.all(), key=lambda known: known.node.number)
        ]

    def server_problems(self) -> list[str]:
        """What is wrong with servers of ClickHouse, a sentence for each."""
        return self._servers.problems() if self._servers else []


def reasons_of(nodes: list[NodeHealth] | None) -> list[str]:
    """What cannot be done now, for a person."""
    reasons = [
        f"node {node.number} ({node.address}) has been away since {node.seen_at}: its calls can be read,"
        " but not changed, and scores for them wait"
        for node in nodes or ()
        if node.away
    ]
    if nodes and not any(node.owner for node in nodes):
        reasons.append("no node is the owner: definitions, webhooks and evaluators cannot be changed")
    return reasons
