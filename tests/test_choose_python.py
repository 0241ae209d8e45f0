"""make takes an optimised interpreter where there is one, and says why."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "choose_python.sh"
# A real interpreter that gives itself out as another one, and then runs what it was asked to.
_FAKE = """#!/bin/sh
exec {python} -S -c '
import sys, sysconfig
sysconfig.get_config_var = lambda name: "{arguments}"
sys.version, sys.version_info, sys.base_prefix = "{version} (main)", tuple(map(int, "{version}".split("."))), "{prefix}"
{more}
exec(sys.argv[2])
' "$@"
"""


class Machine:
    """A PATH of its own, of two folders."""

    def __init__(self, folder: Path) -> None:
        self.folders = [folder / "first", folder / "second"]
        for each in self.folders:
            each.mkdir()

    def add(
        self, name: str, version: str, arguments: str = "", *, at: int = 0, prefix: str = "/opt", venv: bool = True
    ) -> str:
        file = self.folders[at] / name
        more = "" if venv else 'sys.modules["ensurepip"] = None'
        file.write_text(
            _FAKE.format(python=sys.executable, arguments=arguments, version=version, prefix=prefix, more=more)
        )
        file.chmod(0o755)
        return str(file)

    def choose(self, *arguments: str) -> tuple[str, str]:
        """(the interpreter that is taken, what is said); no interpreter: the script failed."""
        done = subprocess.run(
            ["/bin/sh", str(SCRIPT), *arguments],
            env={"PATH": ":".join(map(str, self.folders))},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode == 0) == bool(done.stdout)
        return done.stdout.strip(), done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_an_optimised_interpreter_is_preferred_to_a_newer_plain_one(machine: Machine) -> None:
    """Wherever in PATH it is; the message names both. PYTHON= takes another one."""
    plain = machine.add("python3.13", "3.13.0", "--enable-shared")
    machine.add("python3.12", "3.12.1", "--enable-shared --enable-optimizations", venv=False)
    machine.add("python3.11", "3.11.7")
    optimised = machine.add("python3.11", "3.11.9", "--enable-optimizations", at=1)
    python, said = machine.choose()
    assert python == optimised
    assert f"{optimised} (3.11.9, an optimised build)" in said
    assert f"{plain} (3.13.0) was built without --enable-optimizations" in said
    assert machine.choose("python3.13")[0] == plain
    newer = machine.add("python3.14", "3.14.1", "-fprofile-use")
    assert machine.choose()[0] == newer
    distribution_s = machine.add("python3.14", "3.14.0", prefix="/usr")
    assert machine.choose()[0] == distribution_s


def test_without_an_optimised_interpreter_the_newest_is_taken(machine: Machine) -> None:
    """The message says what that costs."""
    machine.add("python3", "3.11.7")
    newest = machine.add("python3.13", "3.13.0", at=1)
    python, said = machine.choose()
    assert python == newest
    assert "without --enable-optimizations, which makes it up to a quarter slower" in said


def test_what_cannot_make_an_environment_is_not_taken(machine: Machine) -> None:
    """Too old, without venv, or no Python: the message says what to install."""
    assert "Python 3.11 or newer is needed; tried in PATH: python3.14 " in machine.choose()[1]
    machine.add("python3", "3.10.2", "--enable-optimizations")
    machine.add("python3.12", "3.12.1", "--enable-optimizations", venv=False)
    python, said = machine.choose()
    assert (python, "python3.12 has no venv module. Debian: apt install python3" in said) == ("", True)
    assert "PYTHON=python3 is none" in machine.choose("python3")[1]
    assert "has no venv module" in machine.choose("python3.12")[1]
    assert "PYTHON=nothing is none" in machine.choose("nothing")[1]
