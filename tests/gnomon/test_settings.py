"""Settings: their sources, and the messages for mistakes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from gnomon.settings import config_text
from gnomon.settings.errors import BadSettings
from gnomon.settings.loading import Loaded, load
from gnomon.settings.models import Settings
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


def problems(file: Path, text: str = "", **environ: str) -> list[str]:
    """The error lines for these settings; the name of the file is replaced with F."""
    with pytest.raises(BadSettings) as caught:
        loaded(file, text, **environ)
    return str(caught.value).replace(str(file), "F").splitlines()


def test_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a file and variables: loopback, port 8787, every well-known provider, OpenAI as the default."""
    monkeypatch.chdir(tmp_path)
    settings = load(None, {}).settings
    assert (settings.server.host, settings.server.port) == ("127.0.0.1", 8787)
    assert {upstream.name: upstream.base_url for upstream in settings.upstreams} == PRESETS
    assert [upstream.name for upstream in settings.upstreams if upstream.default] == ["openai"]


def test_a_file_in_the_current_directory_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gnomon.toml").write_text("[server]\nport = 1234")
    assert load(None, {}).settings.server.port == 1234


def test_environment_overrides_the_file(file: Path) -> None:
    """Key by key: a key without a variable keeps the value of the file."""
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


def test_a_single_upstream_is_the_default(file: Path) -> None:
    (upstream,) = loaded(file, '[[upstream]]\nname = "groq"').settings.upstreams
    assert upstream.default
    assert upstream.base_url == PRESETS["groq"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[server]\n\nprot = 1", 'F:3: server.prot: unknown key; did you mean "port"? (known here: host, port,'),
        ("[sever]", 'F:1: sever: unknown key; did you mean "server"? (known here: server, proxy,'),
        (
            "[server]\nport = 70000",
            "F:2: server.port: should be less than or equal to 65535 (Port to listen on;",
        ),
        ("server.port = ''", "F:1: server.port: should be a valid integer"),
        ("[server]\nport =", "F:2: is not TOML: "),
        ("server = 3", "F:1: server: should be a table, [server]"),
        ("[upstream]\nname = 'a'", "F:1: upstream: should be a list of tables, each headed [[upstream]]"),
        ("[proxy]\non_client_close = 'no'", "F:2: proxy.on_client_close: should be 'cancel' or 'drain'"),
        ("[[upstream]]\nbase_url = 'http://a'", "F:1: upstream[1].name: is missing"),
        (
            "[[upstream]]\nname = 'groq'\n[[upstream]]\nname = 'b'\nbase_url = 'b'",
            "F:5: upstream[2].base_url: must be",
        ),
        ("[[upstream]]\nname = 'mine'", "F:1: upstream[1].base_url: must be http(s)://host"),
        ("[[upstream]]\nname = 'azure'", "F:1: upstream[1].base_url: must be given: https://RESOURCE.openai.azure.com"),
        ("[[upstream]]\nname = 'v1'\nbase_url = 'http://a'", 'F:2: upstream[1].name: "v1" is a path of Gnomon itself'),
        (
            "[[upstream]]\nname = 'groq'\n[[upstream]]\nname = 'groq'\ndefault = true",
            "F:4: upstream[2].name: is the same as that of upstream number 1",
        ),
        (
            "[[upstream]]\nname = 'groq'\n[[upstream]]\nname = 'xai'",
            "F:1: upstream[1]: no upstream is the default; add default = true to one of: groq, xai",
        ),
        (
            "[[upstream]]\nname = 'xai'\ndefault = true\n[[upstream]]\nname = 'groq'\ndefault = true",
            'F:6: upstream[2].default: "xai" is already the default',
        ),
        (
            f"[[auth.key]]\nname = 'a'\nsha256 = '{HASH}'\n[[auth.key]]\nname = 'b'\nsha256 = '{HASH}'",
            "F:6: auth.key[2].sha256: is the same as that of key number 1",
        ),
        ("[store]\nurl = 'postgres://h/d'", "F:2: store.url: must be sqlite, or the address of a ClickHouse server"),
        ("[store]\nurl = 'clickhouse://h,i/d'", "F:2: store.url: names several servers; name their cluster"),
        (
            "[store]\nurl = 'clickhouse://u:p@h/d'\npassword = 'q'",
            "F:3: store.password: the password is given by store.url, too; give it once",
        ),
        (
            "[store]\nurl = 'clickhouse://h/d'\npassword = 'q'\npassword_file = 'f'",
            "F:4: store.password_file: the password is given by store.password, too",
        ),
        ("[store]\nurl = 'clickhouse://h/d'\nreplicated = true", "F:3: store.replicated: is for a cluster; name it"),
        ("[store]\nsql_user = 'u'", "F:2: store.sql_user: is for a ClickHouse server, but store.url is sqlite"),
        (
            "[store]\nurl = 'clickhouse://u@h/d'\nsql_user = 'u'",
            "F:3: store.sql_user: must be another user than that of store.url",
        ),
        (
            "[store]\nurl = 'clickhouse://h/d'\nsql_password = 'q'\nsql_password_file = 'f'",
            "F:4: store.sql_password_file: the password is given by store.sql_password, too",
        ),
        ("[store]\ncluster = 'east'", "F:2: store.cluster: is for a ClickHouse server, but store.url is sqlite"),
        ("[store]\nurl = 'clickhouse://h/d'\ncluster = 'a b'", "F:3: store.cluster: should match pattern"),
        ("[server]\nhost = '0.0.0.0'", 'F:2: server.host: "0.0.0.0" can be reached from other machines'),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_remedy(file: Path, text: str, message: str) -> None:
    assert problems(file, text)[0].startswith(message)


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"GNOMON_SERVER__PROT": "1"}, 'GNOMON_SERVER__PROT: server.prot: unknown key; did you mean "port"?'),
        ({"GNOMON_SEVER__PORT": "1"}, 'GNOMON_SEVER__PORT: unknown section; did you mean "server"?'),
        ({"GNOMON_SERVER__PORT": "x"}, "GNOMON_SERVER__PORT: server.port: should be a valid integer"),
        ({"GNOMON_SERVER__ALLOWED_HOSTS": "a"}, "GNOMON_SERVER__ALLOWED_HOSTS: is not JSON; write a list as"),
    ],
)
def test_a_mistake_in_the_environment_is_reported_with_its_variable(
    file: Path, variables: Mapping[str, str], message: str
) -> None:
    assert problems(file, **variables)[0].startswith(message)


def test_all_mistakes_are_reported_at_once(file: Path) -> None:
    lines = problems(file, "[server]\nport = 'x'\nworkers = 0", GNOMON_SPOOL__FSYNC_MS="-1")
    assert len(lines) == 3


def test_variables_that_name_no_section_are_ignored(file: Path) -> None:
    """Only GNOMON_SECTION__KEY is a setting; a deployment may use other names with the same prefix."""
    assert loaded(file, GNOMON_IMAGE_TAG="x", GNOMONX__Y="1").settings == Settings()


def test_a_secret_in_the_wrong_place_is_not_repeated(file: Path) -> None:
    lines = problems(
        file, "[[auth.key]]\nname = 'a'\nsha256 = 'gn-secret'\n[store]\nurl = 'x://u:secret@h'\nsecret = 'secret2'"
    )
    assert "gn-secret" not in "".join(lines)
    assert "u:secret" not in "".join(lines)
    assert "secret2" not in "".join(lines)


@pytest.mark.parametrize(
    ("variable", "value"), [("GNOMON_SERVER", '{"port": 5, "workers": 3}'), ("gnomon_server__port", "5")]
)
def test_a_variable_may_hold_a_table_and_have_lower_case(file: Path, variable: str, value: str) -> None:
    settings = loaded(file, "[server]\nport = 1\ndrain_s = 7", **{variable: value}).settings
    assert (settings.server.port, settings.server.drain_s) == (5, 7)


def test_a_variable_for_one_key_overrides_one_for_its_table(file: Path) -> None:
    settings = loaded(file, GNOMON_SERVER__PORT="6", GNOMON_SERVER='{"port": 5, "workers": 3}').settings
    assert (settings.server.port, settings.server.workers) == (6, 3)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_loopback_needs_no_key(file: Path, host: str) -> None:
    assert loaded(file, f"[server]\nhost = '{host}'").settings.server.host == host


@pytest.mark.parametrize("remedy", ["[server]\nallow_anonymous = true", f"[[auth.key]]\nname = 'a'\nsha256 = '{HASH}'"])
def test_beyond_loopback_a_key_or_allow_anonymous_is_required(file: Path, remedy: str) -> None:
    """The message names both remedies, and both work."""
    (message,) = problems(file, GNOMON_SERVER__HOST="::")
    assert "gnomon keys new" in message
    assert "server.allow_anonymous = true" in message
    assert loaded(file, remedy, GNOMON_SERVER__HOST="::").settings.server.host == "::"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"missing\.toml: cannot be read: No such file"):
        load(tmp_path / "missing.toml", {})


def test_a_file_that_is_not_utf8_is_an_error(file: Path) -> None:
    file.write_bytes(b"[server]\nhost = '\xff'")
    with pytest.raises(BadSettings, match=r"gnomon\.toml:2: is not UTF-8"):
        load(file, {})


def test_the_example_has_every_key_with_its_default() -> None:
    """`gnomon config example > config.example.toml` updates it."""
    text = (ROOT / "config.example.toml").read_text()
    assert text == config_text.example()
    assert load(ROOT / "config.example.toml", {}).settings == Settings()


def test_the_tables_in_the_example_are_valid_when_uncommented(file: Path) -> None:
    commented = (
        config_text.example().split("waiting_days = 30")[1].replace("64 hex digits, printed by: gnomon keys new", HASH)
    )
    settings = loaded(file, re.sub(r"(?m)^# (?=\[\[|# |[a-z0-9_.]+ = )", "", commented)).settings
    assert [upstream.name for upstream in settings.upstreams] == ["local"]
    assert [price.model for price in settings.price] == ["my-model*"]
    assert [key.name for key in settings.auth.key] == ["ci"]


def test_settings_in_force_are_shown_with_their_origin_and_without_secrets(file: Path) -> None:
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


@pytest.mark.parametrize("login", ["me:hunter2", "me:hun@hunter2", "hunter2"])
def test_the_password_of_a_clickhouse_server_is_never_shown(file: Path, login: str) -> None:
    """It may be in the url, in a variable, or in a file of which only the path is shown."""
    for settings in (
        loaded(file, f"[store]\nurl = 'clickhouse://{login}@h:8123/calls'"),
        loaded(file, "[store]\nurl = 'clickhouse://me@h:8123/calls'", GNOMON_STORE__PASSWORD="hunter2"),
    ):
        text = config_text.in_force(settings)
        assert 'url = "clickhouse://***@h:8123/calls"' in text
        assert "hunter2" not in text
        rows = {row.key: row.value for row in shown(settings.settings)}
        assert rows["store.url"] == "clickhouse://***@h:8123/calls"
        assert "hunter2" not in str(rows)
        assert "hunter2" not in repr(settings.settings)
    assert 'password = "***"  ' in text


def test_the_server_shows_its_settings(tmp_path: Path) -> None:
    """Values as they were read, a flag for those that are defaults, and no complete secret."""
    keys = f'[{{"name": "a", "sha256": "{HASH}"}}]'
    with Gnomon(tmp_path, "http://127.0.0.1:1", env={"GNOMON_SCORES__WAITING_DAYS": "3"}) as gnomon:
        rows = {row["key"]: row for row in gnomon.get("/healthz/settings").json()["data"]}
    assert rows["scores.waiting_days"]["value"] == 3
    assert not rows["scores.waiting_days"]["is_default"]
    assert rows["scores.waiting_max"]["is_default"]
    assert rows["server.data_dir"]["value"] == str(gnomon.data_dir)
    assert rows["upstream.0.base_url"]["value"] == "http://127.0.0.1:1"
    assert all(row["description"] for row in rows.values())
    secret = shown(loaded(tmp_path / "other.toml", GNOMON_AUTH__KEY=keys).settings)
    assert {row.key: row.value for row in secret}["auth.key.0.sha256"] == "01234567…"
    assert HASH not in str(secret)


def test_well_known_providers_count_as_default(file: Path) -> None:
    rows = {row.key: row for row in shown(loaded(file).settings)}
    assert all(row.is_default for row in rows.values())
    assert len([key for key in rows if key.startswith("upstream.")]) == 3 * len(PRESETS)


EVALUATOR = '[[evaluator]]\nname = "a"\nchecks = [{ score = "x", type = "refusal" }]\n'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (EVALUATOR * 2, 5, "evaluator[2].name: is the same as that of evaluator number 1"),
        ('[[evaluator]]\nname = "a"\n', 1, "evaluator[1]: an evaluator needs either 'judge', 'code' or 'checks'"),
        (EVALUATOR + "[evaluator.judge]\n", 4, "evaluator[1].judge.upstream: is missing"),
        (EVALUATOR + 'filter = { model = "x" }\n', 4, "evaluator[1].filter: filter.model: unknown table"),
        (EVALUATOR.replace("refusal", "refuse"), 3, "evaluator[1].checks[1].type: should be 'valid_json'"),
        (EVALUATOR + "budget = { usd = 1 }\n", 4, "evaluator[1].budget.usd: unknown key"),
        (
            '[[shadow]]\nname = "s"\nupstream = "nowhere"\nmodel = "m"\nsample_rate = 1\n',
            3,
            "shadow[1].upstream: unknown upstream",
        ),
        (
            2 * '[[shadow]]\nname = "s"\nupstream = "openai"\nmodel = "m"\nsample_rate = 0.1\n',
            7,
            "shadow[2].name: is the same as that of shadow number 1",
        ),
        ('[[judge_key]]\nupstream = "nowhere"\nenv = "KEY"\n', 2, "judge_key[1].upstream: unknown upstream"),
        ('[[judge_key]]\nupstream = "openai"\nenv = "sk-1"\n', 3, "judge_key[1].env: should match pattern"),
    ],
)
def test_a_mistake_in_an_evaluator_is_named_with_its_line(file: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(BadSettings) as problems:
        loaded(file, text)
    assert f"{file}:{line}: {message}" in str(problems.value)


def test_evaluators_in_force_can_be_read_again(file: Path) -> None:
    """With their tables as inline tables."""
    judge = 'upstream = "openai", model = "m", template = "{{answer}}", scores = [{ name = "x", kind = "boolean" }]'
    filtered = 'filter = { properties = { "My key" = { equals = "x" } } }'
    text = f'{EVALUATOR}{filtered}\n[[evaluator]]\nname = "b"\njudge = {{ {judge} }}\n'
    before = loaded(file, text)
    shown = config_text.in_force(before)
    assert loaded(file, shown).settings.evaluator == before.settings.evaluator
