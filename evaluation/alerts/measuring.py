"""A rule and a time → the value of its metric."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from store.analytics import Replica
from store.analytics.alerts.window_values import window_value
from store.analytics.query import Snapshot
from store.analytics.scores.filters import on_scores
from store.analytics.selection import PropertyKeys, Selection
from store.evaluation.alerts import Threshold, WindowValue
from store.filter import ALL, Node, Scope, compile_filter, parse
from store.timestamps import from_us


class Measuring:
    """Of one project and threshold. Raises BadFilter where a stored filter cannot be read."""

    def __init__(self, replica: Replica, project: int, threshold: Threshold) -> None:
        self._threshold = threshold
        self._keys = PropertyKeys(
            partial(replica.property_key, project),
            partial(replica.property_column, project),
        )
        self._selection = self._selected(project, parse(threshold.filter))

    def at(self, snapshot: Snapshot, end_us: int) -> WindowValue:
        """Of the window that ends then. Blocks."""
        end = from_us(end_us)
        start = end - timedelta(seconds=self._threshold.window_s)
        selection = Selection(
            self._selection.project, self._selection.filter, self._selection.on_scores, start=start, end=end
        )
        return window_value(snapshot, self._threshold, selection, self._keys)

    def _selected(self, project: int, node: Node) -> Selection:
        if node == ALL:
            return Selection(project)
        scope = Scope(project, self._keys.number, alias="r", column_of=self._keys.column)
        return Selection(project, compile_filter(node, scope), on_scores(node, scope))
