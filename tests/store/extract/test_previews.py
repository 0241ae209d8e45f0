"""Texts for lists: the quick ways for ordinary texts give what the thorough ones give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.extract import previews

SPACES = " \t\n\r\x0b\x0c\x1c\x1f\x85\xa0\u1680\u2003\u2028\u3000"
texts = st.text(st.one_of(st.characters(), st.sampled_from(SPACES + "\0\ud800a")), max_size=700)


@given(texts)
def test_a_preview_is_valid_text_with_single_spaces(text: str) -> None:
    shown = previews.clip(text)
    whole = " ".join(previews.clean(text).split())
    assert shown == (whole[: previews.LIMIT] or None)
    assert shown is None or shown.encode("utf-8")


@given(texts)
def test_a_name_is_valid_text(text: str) -> None:
    shown = previews.short(text)
    assert shown == (previews.clean(text[: previews.LIMIT]).strip() or None)


@pytest.mark.parametrize("character", SPACES)
def test_any_white_space_becomes_one_space(character: str) -> None:
    assert previews.clip(f"Where{character}is{character * 2}noon?{character}") == "Where is noon?"
