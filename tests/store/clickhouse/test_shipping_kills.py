"""Nothing is lost and nothing is there twice, whatever is killed."""

from __future__ import annotations

from pathlib import Path

from tests.store.clickhouse.kills import kill_again_and_again


async def test_the_server_and_the_copying_process_are_killed_again_and_again(tmp_path: Path) -> None:
    await kill_again_and_again(tmp_path, rounds=6, seed=1)
