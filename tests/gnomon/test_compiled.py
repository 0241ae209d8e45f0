"""The compiled hot path is that of the code, or it is not used."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mypyc_build
from gnomon import compiled

ROOT = Path(__file__).parent.parent.parent
# Without `site`, so that nothing of this checkout is found but what the test lays there.
_IMPORT = (
    "import sys; sys.path.insert(0, '.'); from gnomon import compiled; compiled.install(); "
    "from proxy.http1 import framing; print(framing.__file__); print(compiled.state())"
)


def _run(*command: str, cwd: Path, pure: str) -> list[str]:
    environment = {**os.environ, compiled.PURE: pure}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_the_version_says_how_the_hot_path_runs() -> None:
    """GNOMON_PURE=1 chooses Python where both are there."""
    gnomon = str(Path(sys.executable).with_name("gnomon"))
    assert _run(gnomon, "version", cwd=ROOT, pure="1")[1] == "hot path in pure Python"
    if compiled.is_current():
        expected = f"hot path compiled ({len(compiled.MODULES)} modules)"
        assert _run(gnomon, "version", cwd=ROOT, pure="0")[1] == expected


def test_code_is_never_shadowed_by_what_was_compiled_before_an_edit(tmp_path: Path) -> None:
    """An edit of any file that the compiler read, also of one that is not compiled, makes all modules Python again."""
    if not compiled.is_current():
        pytest.skip("no compiled modules: no C compiler, or make compiled was not run since the last edit")
    for package in ("gnomon", "proxy", "store"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(compiled.folder(), compiled.folder(tmp_path))
    command = [sys.executable, "-S", "-B", "-c", _IMPORT]
    file, state = _run(*command, cwd=tmp_path, pure="0")
    assert file.endswith(compiled.SUFFIX)
    assert state.startswith("hot path compiled")
    assert _run(*command, cwd=tmp_path, pure="1")[0].endswith("framing.py")
    for edited in ("proxy/http1/framing.py", "proxy/settings.py"):
        source = tmp_path / edited
        before = source.read_text()
        source.write_text(before + "\n# edited\n")
        file, state = _run(*command, cwd=tmp_path, pure="0")
        assert file.endswith("framing.py")
        assert state.endswith("(the compiled modules are older than the code; make compiled renews them)")
        source.write_text(before)
    assert _run(*command, cwd=tmp_path, pure="0")[0].endswith(compiled.SUFFIX)


def test_without_a_compiler_or_when_it_is_unwanted_nothing_is_compiled(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are said."""
    monkeypatch.setenv("CC", "no-such-compiler")
    monkeypatch.setenv(compiled.PURE, "0")
    assert mypyc_build.compiled_modules() is None
    assert "No C compiler or no Python.h: the hot path stays pure Python" in capsys.readouterr().out
    monkeypatch.setenv(compiled.PURE, "1")
    assert mypyc_build.compiled_modules() is None
    assert "GNOMON_PURE is set" in capsys.readouterr().out


def test_every_compiled_module_exists() -> None:
    """A module that was renamed or moved would silently not be compiled."""
    missing = [name for name in compiled.MODULES if not (ROOT / f"{name.replace('.', '/')}.py").is_file()]
    assert not missing
