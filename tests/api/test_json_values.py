"""Numbers as they were written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.http.json_values import parse, parse_slowly

DIGITS = st.text("0123456789", min_size=1, max_size=30).map(lambda digits: digits.lstrip("0") or "0")
NUMBERS = st.builds(
    lambda sign, whole, part, power: sign + whole + part + power,
    st.sampled_from(["", "-"]),
    DIGITS,
    st.sampled_from(["", ".5", ".00000000000000000000001", ".12345678901234567890"]),
    st.sampled_from(["", "e5", "E-7"]),
)


@given(st.lists(NUMBERS, max_size=5))
def test_the_fast_way_gives_what_the_slow_one_gives(numbers: list[str]) -> None:
    """Long whole numbers are not rounded, whatever stands around them."""
    body = f'{{"value": [{", ".join(numbers)}], "id": "00000000000000000000"}}'.encode()
    assert parse(body) == parse_slowly(body)
