"""How the nodes of an installation are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.health.health_models import ArchiveHealth, NodeHealth
from api.http.timestamps import iso_8601

if TYPE_CHECKING:
    from store.clickhouse.archive.keeping import ArchiveKeeper
    from store.clickhouse.nodes.owner import Owner
    from store.clickhouse.nodes.registry import Nodes
    from store.clickhouse.servers import Servers


class NodeOverview:
    def __init__(
        self,
        nodes: Nodes | None = None,
        owner: Owner | None = None,
        servers: Servers | None = None,
        archive: ArchiveKeeper | None = None,
    ) -> None:
        """Without arguments: of an installation with one node only."""
        self._nodes = nodes
        self._owner = owner
        self._servers = servers
        self._archive = archive

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

    def archive(self) -> ArchiveHealth | None:
        """Of this node; None: there is no ClickHouse."""
        if self._archive is None:
            return None
        changes, bodies = self._archive.backlog or (None, None)
        return ArchiveHealth(behind=changes, bodies_behind=bodies, lag_s=round(self._archive.whole_s_ago, 1))

    @property
    def archive_error(self) -> str | None:
        """Why the archive does not follow the record; None: it does."""
        return self._archive.error if self._archive else None

    def archive_reasons(self) -> list[str]:
        """The same for a person, with what waits."""
        health = self.archive()
        if health is None or self.archive_error is None:
            return []
        waiting = "" if health.behind is None else f"{health.behind} changes and {health.bodies_behind} bodies wait, "
        return [
            f"the archive in ClickHouse does not get recent calls and their bodies: {self.archive_error}"
            f" ({waiting}for up to {health.lag_s:.0f} s)"
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
