"""How many requests an answer needs. Pure.

clustering.py  how much values of one cluster resemble each other, and by how much that multiplies the number
power.py       the number for a difference, the difference for a number, or the power of both
looking.py     the number for who looks at every call
"""

from store.statistics.planning.clustering import Clustering, clustering
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
    "Clustering",
    "Design",
    "Pairing",
    "Sides",
    "clustering",
    "detectable_difference",
    "needed_number",
    "number_with_looks",
    "power_of",
]
