"""The Containerfile agrees with the repository and the settings. `make test-image` builds and runs the image."""

from __future__ import annotations

import fnmatch
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from gnomon.settings.errors import BadSettings
from gnomon.settings.loading import load

ROOT = Path(__file__).parent.parent
TEXT = re.sub(r"^#.*\n", "", (ROOT / "Containerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")


def instructions(name: str) -> Iterator[list[str]]:
    for line in TEXT.splitlines():
        word, _, rest = line.partition(" ")
        if word == name:
            yield shlex.split(rest)


def environment() -> dict[str, str]:
    """The variables that the image sets for Gnomon."""
    pairs = [pair.partition("=") for words in instructions("ENV") for pair in words]
    return {name: value for name, _, value in pairs if name.startswith("GNOMON_")}


def test_everything_copied_exists_and_reaches_the_build() -> None:
    """Each source of COPY is a file of the repository, and .dockerignore does not hide it."""
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    copied = [words[:-1] for words in instructions("COPY") if not words[0].startswith("--from")]
    sources = {source.removeprefix("./") for words in copied for source in words}
    assert {"pyproject.toml", "requirements.lock", "gnomon"} <= sources
    for source in sources:
        assert (ROOT / source).exists(), source
        matching = [rule for rule in rules if fnmatch.fnmatch(source, rule.removeprefix("!"))]
        assert matching[-1].startswith("!"), f"{source} is hidden by {matching[-1]}"


def test_everything_in_the_wheel_is_copied() -> None:
    """A package that is added to pyproject.toml has to be added to the Containerfile."""
    project = (ROOT / "pyproject.toml").read_text()
    listed = re.search(r"^packages = \[(.+)\]$", project, re.MULTILINE)
    assert listed
    copied = {words[0] for words in instructions("COPY")}
    assert set(re.findall(r'"([^"]+)"', listed[1])) <= copied


def test_it_opens_the_port_only_with_a_key_or_permission(tmp_path: Path) -> None:
    """With the image's variables alone the settings are refused; permission for anonymous calls makes them valid."""
    (tmp_path / "gnomon.toml").write_text("")
    with pytest.raises(BadSettings, match="allow_anonymous"):
        load(tmp_path / "gnomon.toml", environment())
    permitted = {**environment(), "GNOMON_SERVER__ALLOW_ANONYMOUS": "true"}
    server = load(tmp_path / "gnomon.toml", permitted).settings.server
    assert (server.host, server.port, str(server.data_dir)) == ("0.0.0.0", 8787, "/data")


def test_it_runs_as_a_normal_user_with_a_volume_and_a_health_check() -> None:
    final = TEXT.rpartition("\nFROM ")[2]
    (user,) = instructions("USER")
    assert f"useradd --no-log-init --uid 10001 --no-create-home --shell /usr/sbin/nologin {user[0]}" in final
    assert user != ["root"]
    assert list(instructions("VOLUME")) == [["/data"]]
    assert "/healthz" in final.partition("\nHEALTHCHECK ")[2].partition("\n")[0]
