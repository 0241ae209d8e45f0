"""Ids that sort by time."""

from __future__ import annotations

from uuid import UUID

import pytest

from store.ids import uuid7, uuid7s


@pytest.mark.parametrize("ids", [[uuid7() for _ in range(100)], uuid7s(1), uuid7s(1_000)], ids=["alone", "one", "many"])
def test_ids_are_uuids_of_version_7_that_never_repeat(ids: list[str]) -> None:
    for one in ids:
        assert (UUID(one).version, str(UUID(one))) == (7, one)
        assert UUID(one).variant == "specified in RFC 4122"
    assert len(set(ids)) == len(ids)


def test_many_at_once_ascend_and_follow_what_was_made_before() -> None:
    earlier, many = uuid7(), uuid7s(1_000)
    assert many == sorted(many)
    assert many[0][:13] >= earlier[:13]
    assert uuid7s(0) == []
