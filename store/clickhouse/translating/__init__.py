"""A statement for DuckDB → the same for ClickHouse, so that each query exists once. Pure.

translator.py      `Translator`: parses a text once, and remembers what it becomes
tables.py          the replica's tables, and properties as columns
extremes.py        the lowest and highest value of a column
functions.py       what ClickHouse writes in another way: functions, casts, lists
values.py          the parameters
property_names.py  numbers for the names of properties that statements have as columns
"""

from store.clickhouse.translating.property_names import PropertyNames
from store.clickhouse.translating.translator import Translated, Translator

__all__ = ["PropertyNames", "Translated", "Translator"]
