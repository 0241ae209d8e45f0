"""Settings: where they come from, and what is said of mistakes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from gnomon.settings import config_text
from gnomon.settings.settings import BadSettings, Loaded, Settings, load
from gnomon.settings.shown import shown
from proxy.settings import PRESETS
from tests.support.server import Gnomon

ROOT = Path(__file__).parent.parent.parent
HASH = "0123456789abcdef" * 4


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gnomon.toml"


def loaded(file: Path, text: str = "", **environ: str) -> Loaded:
    file.write_text(text)
    return load(file, environ)


def complaints(file: Path, text: str = "", **environ: str) -> list[str]:
    """What is said of these settings, with the file's name left out."""
    with pytest.raises(BadSettings) as caught:
        loaded(file, text, **environ)
    return str(caught.value).replace(str(file), "F").splitlines()


def test_nothing_needs_to_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a file and a variable: loopback, port 8787, every well-known provider, OpenAI the default."""
    monkeypatch.chdir(tmp_path)
    settings = load(None, {}).settings
    assert (settings.server.host, settings.server.port) == ("127.0.0.1", 8787)
    assert {upstream.name: upstream.base_url for upstream in settings.upstreams} == PRESETS
    assert [upstream.name for upstream in settings.upstreams if upstream.default] == ["openai"]


def test_a_file_in_the_current_directory_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gnomon.toml").write_text("[server]\nport = 1234")
    assert load(None, {}).settings.server.port == 1234


def test_the_environment_goes_over_the_file(file: Path) -> None:
    """Key by key: what a variable does not name keeps the file's value."""
    settings = loaded(
        file,
        '[server]\nport = 1\nworkers = 2\nallowed_hosts = ["a"]',
        GNOMON_SERVER__PORT="3",
        GNOMON_SERVER__ALLOWED_HOSTS='["b", "c"]',
        GNOMON_UPSTREAM='[{"name": "mine", "base_url": "http://10.0.0.1"}]',
    ).settings
    assert (settings.server.port, settings.server.workers) == (3, 2)
    assert settings.server.allowed_hosts == ["b", "c"]
    assert [upstream.name for upstream in settings.upstreams] == ["mine"]


def test_a_single_upstream_is_the_default_by_itself(file: Path) -> None:
    (upstream,) = loaded(file, '[[upstream]]\nname = "groq"').settings.upstreams
    assert upstream.default
    assert upstream.base_url == PRESETS["groq"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[server]\n\nprot = 1", 'F:3: server.prot: unknown key; did you mean "port"? (known here: host, port,'),
        ("[sever]", 'F:1: sever: unknown key; did you mean "server"? (known here: server, proxy,'),
        ("[server]\nport = 70000", "F:2: server.port: should be less than or equal to 65535 (0 = any free port.)"),
        ("server.port = ''", "F:1: server.port: should be a valid integer"),
        ("[server]\nport =", "F:2: is not TOML: "),
        ("server = 3", "F:1: server: should be a table, [server]"),
        ("[upstream]\nname = 'a'", "F:1: upstream: should be tables, [[upstream]] each"),
        ("[proxy]\non_client_close = 'no'", "F:2: proxy.on_client_close: should be 'cancel' or 'drain'"),
        ("[[upstream]]\nbase_url = 'http://a'", "F:1: upstream[1].name: is missing"),
        (
            "[[upstream]]\nname = 'groq'\n[[upstream]]\nname = 'b'\nbase_url = 'b'",
            "F:5: upstream[2].base_url: must be",
        ),
        ("[[upstream]]\nname = 'mine'", "F:1: upstream[1].base_url: must be http(s)://host"),
        ("[[upstream]]\nname = 'v1'\nbase_url = 'http://a'", 'F:2: upstream[1].name: "v1" is a path of our own'),
        (
            "[[upstream]]\nname = 'groq'\n[[upstream]]\nname = 'groq'\ndefault = true",
            "F:4: upstream[2].name: is the same as that of upstream number 1",
        ),
        (
            "[[upstream]]\nname = 'groq'\n[[upstream]]\nname = 'xai'",
            "F:1: upstream[1]: neither this nor another is the default; add default = true to one of: groq, xai",
        ),
        (
            "[[upstream]]\nname = 'xai'\ndefault = true\n[[upstream]]\nname = 'groq'\ndefault = true",
            'F:6: upstream[2].default: "xai" is the default already',
        ),
        (
            f"[[auth.key]]\nname = 'a'\nsha256 = '{HASH}'\n[[auth.key]]\nname = 'b'\nsha256 = '{HASH}'",
            "F:6: auth.key[2].sha256: is the same as that of key number 1",
        ),
        ("[server]\nhost = '0.0.0.0'", 'F:2: server.host: "0.0.0.0" can be reached from other machines'),
    ],
)
def test_a_mistake_is_named_with_its_line_and_what_would_be_right(file: Path, text: str, said: str) -> None:
    assert complaints(file, text)[0].startswith(said)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"GNOMON_SERVER__PROT": "1"}, 'GNOMON_SERVER__PROT: server.prot: unknown key; did you mean "port"?'),
        ({"GNOMON_SEVER__PORT": "1"}, 'GNOMON_SEVER__PORT: unknown section; did you mean "server"?'),
        ({"GNOMON_SERVER__PORT": "x"}, "GNOMON_SERVER__PORT: server.port: should be a valid integer"),
        ({"GNOMON_SERVER__ALLOWED_HOSTS": "a"}, "GNOMON_SERVER__ALLOWED_HOSTS: is not JSON; a list is written"),
    ],
)
def test_a_mistake_in_the_environment_is_laid_at_its_variable(
    file: Path, variables: Mapping[str, str], said: str
) -> None:
    assert complaints(file, **variables)[0].startswith(said)


def test_every_mistake_is_named_at_once(file: Path) -> None:
    said = complaints(file, "[server]\nport = 'x'\nworkers = 0", GNOMON_SPOOL__FSYNC_MS="-1")
    assert len(said) == 3


def test_a_variable_that_is_no_setting_of_ours_is_let_be(file: Path) -> None:
    """Only GNOMON_SECTION__KEY is ours; a deployment may have other names that begin so."""
    assert loaded(file, GNOMON_IMAGE_TAG="x", GNOMONX__Y="1").settings == Settings()


def test_a_secret_in_the_wrong_place_is_not_repeated(file: Path) -> None:
    said = complaints(
        file, "[[auth.key]]\nname = 'a'\nsha256 = 'gn-secret'\n[store]\nurl = 'x://u:secret@h'\nsecret = 'secret2'"
    )
    assert "gn-secret" not in "".join(said)
    assert "u:secret" not in "".join(said)
    assert "secret2" not in "".join(said)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_loopback_needs_no_key(file: Path, host: str) -> None:
    assert loaded(file, f"[server]\nhost = '{host}'").settings.server.host == host


@pytest.mark.parametrize(
    "way_out", ["[server]\nallow_anonymous = true", f"[[auth.key]]\nname = 'a'\nsha256 = '{HASH}'"]
)
def test_beyond_loopback_a_key_or_a_clear_word_is_needed(file: Path, way_out: str) -> None:
    """Both ways out are in the message, and both work."""
    (said,) = complaints(file, GNOMON_SERVER__HOST="::")
    assert "gnomon keys new" in said
    assert "server.allow_anonymous = true" in said
    assert loaded(file, way_out, GNOMON_SERVER__HOST="::").settings.server.host == "::"


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"missing\.toml: cannot be read: No such file"):
        load(tmp_path / "missing.toml", {})


def test_a_file_that_is_not_utf8_is_an_error(file: Path) -> None:
    file.write_bytes(b"[server]\nhost = '\xff'")
    with pytest.raises(BadSettings, match=r"gnomon\.toml:2: is not UTF-8"):
        load(file, {})


def test_the_example_has_every_key_with_its_default() -> None:
    """config.example.toml is what the code says: `gnomon config example > config.example.toml` brings it up to date."""
    text = (ROOT / "config.example.toml").read_text()
    assert text == config_text.example()
    assert load(ROOT / "config.example.toml", {}).settings == Settings()


def test_the_tables_in_the_example_are_right_when_uncommented(file: Path) -> None:
    commented = (
        config_text.example().split("waiting_days = 30")[1].replace("64 hex digits, printed by: gnomon keys new", HASH)
    )
    settings = loaded(file, re.sub(r"(?m)^# (?=\[\[|# |[a-z0-9_]+ = )", "", commented)).settings
    assert [upstream.name for upstream in settings.upstreams] == ["local"]
    assert [price.model for price in settings.price] == ["my-model*"]
    assert [key.name for key in settings.auth.key] == ["ci"]


def test_what_is_in_force_is_shown_with_its_origin_and_without_secrets(file: Path) -> None:
    text = config_text.in_force(
        loaded(
            file,
            f"[server]\nport = 9000\n[[auth.key]]\nname = 'a'\nsha256 = '{HASH}'",
            GNOMON_SERVER__WORKERS="2",
        )
    )
    lines = {line.split("  ")[0]: line.rpartition("# ")[2] for line in text.splitlines()}
    assert lines["port = 9000"] == f"{file}:2"
    assert lines["workers = 2"] == "GNOMON_SERVER__WORKERS"
    assert lines["drain_s = 30"] == "default"
    assert lines['name = "openai"'] == "default"
    assert lines['sha256 = "01234567…"'] == f"{file}:5"
    assert HASH not in text


def test_the_server_tells_its_settings(tmp_path: Path) -> None:
    """As they were read, with what differs from the defaults told apart, and no secret whole."""
    keys = f'[{{"name": "a", "sha256": "{HASH}"}}]'
    with Gnomon(tmp_path, "http://127.0.0.1:1", env={"GNOMON_SCORES__WAITING_DAYS": "3"}) as gnomon:
        found = {one["key"]: one for one in gnomon.get("/healthz/settings").json()["data"]}
    assert found["scores.waiting_days"]["value"] == 3
    assert not found["scores.waiting_days"]["is_default"]
    assert found["scores.waiting_max"]["is_default"]
    assert found["server.data_dir"]["value"] == str(gnomon.data_dir)
    assert found["upstream.0.base_url"]["value"] == "http://127.0.0.1:1"
    assert all(one["description"] for one in found.values())
    secret = shown(loaded(tmp_path / "other.toml", GNOMON_AUTH__KEY=keys).settings)
    assert {one.key: one.value for one in secret}["auth.key.0.sha256"] == "01234567…"
    assert HASH not in str(secret)


def test_every_provider_is_the_default(file: Path) -> None:
    found = {one.key: one for one in shown(loaded(file).settings)}
    assert all(one.is_default for one in found.values())
    assert len([key for key in found if key.startswith("upstream.")]) == 3 * len(PRESETS)
