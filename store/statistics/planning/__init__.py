"""How many requests an answer needs, and which of them people should label. Pure.

clustering.py  how much values of one cluster resemble each other, and by how much that multiplies the number
power.py       the number for a difference, the difference for a number, or the power of both
looking.py     the number for who looks at every call
allocation.py  strata, and how many labels each of them gets
labels.py      which requests people should label next
"""

from store.statistics.planning.allocation import STRATA_MOST
from store.statistics.planning.clustering import Clustering, clustering
from store.statistics.planning.labels import JudgedUnits, LabelPlan, label_plan, labels_for
from store.statistics.planning.looking import number_with_looks
from store.statistics.planning.power import (
    NUMBER_MOST,
    Design,
    Pairing,
    Sides,
    detectable_difference,
    needed_number,
    power_of,
)

__all__ = [
    "NUMBER_MOST",
    "STRATA_MOST",
    "Clustering",
    "Design",
    "JudgedUnits",
    "LabelPlan",
    "Pairing",
    "Sides",
    "clustering",
    "detectable_difference",
    "label_plan",
    "labels_for",
    "needed_number",
    "number_with_looks",
    "power_of",
]
