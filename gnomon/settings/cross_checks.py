"""Mistakes that show only when several settings are read together. Pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Sequence

from api.http.own_paths import own_paths
from evaluation.evaluators.definition import SettingsEvaluator
from gnomon.settings.errors import unknown
from gnomon.settings.models import ServerSettings, Settings
from gnomon.settings.schema import KeyPath
from proxy.routing import OwnPaths, reserved_names
from proxy.settings import UpstreamSettings
from store.clickhouse.packages import missing_packages
from store.clickhouse.url import parse_url
from store.settings import StoreSettings


def cross_checks(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    """The key and the message of each mistake."""
    keys = settings.auth.key
    yield from _store(settings.store)
    if settings.smtp.password and settings.smtp.password_file:
        yield ("smtp", "password_file"), "the password is given by smtp.password, too; give it once"
    yield from _exposed_without_keys(settings.server, has_keys=bool(keys))
    yield from _repeated("upstream", [upstream.name for upstream in settings.upstream], ("upstream",), "name")
    yield from _reserved_names(settings.upstream)
    yield from _not_one_default(settings.upstream)
    yield from _unknown_upstreams(settings)
    yield from _repeated_evaluators(settings.evaluator)
    shadows = [f"{each.project} {each.name}" for each in settings.shadow]
    yield from _repeated("shadow", shadows, ("shadow",), "name")
    yield from _repeated("key", [key.name for key in keys], ("auth", "key"), "name")
    yield from _repeated("key", [key.sha256 for key in keys], ("auth", "key"), "sha256")


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _store(store: StoreSettings) -> Iterator[tuple[KeyPath, str]]:
    if not store.is_clickhouse:
        for key in (
            "password",
            "password_file",
            "sql_user",
            "sql_password",
            "sql_password_file",
            "cluster",
            "replicated",
        ):
            if getattr(store, key):
                yield ("store", key), "is for a ClickHouse server, but store.url is sqlite"
        return
    try:
        url = parse_url(store.url)
    except ValueError as error:
        yield ("store", "url"), str(error)
        return
    if missing := missing_packages():
        yield ("store", "url"), missing
    passwords = [("url", url.password), ("password", store.password), ("password_file", store.password_file)]
    given = [name for name, value in passwords if value]
    if len(given) > 1:
        yield ("store", given[1]), f"the password is given by store.{given[0]}, too; give it once"
    if store.sql_password and store.sql_password_file:
        yield ("store", "sql_password_file"), "the password is given by store.sql_password, too; give it once"
    if store.sql_user and store.sql_user == url.user:
        yield ("store", "sql_user"), "must be another user than that of store.url: SQL of callers must not see all rows"
    if len(url.hosts) > 1 and store.cluster is None:
        yield ("store", "url"), "names several servers; name their cluster, as in system.clusters, in store.cluster"
    if store.replicated and store.cluster is None:
        yield ("store", "replicated"), "is for a cluster; name it, as in system.clusters, in store.cluster"


def _exposed_without_keys(server: ServerSettings, *, has_keys: bool) -> Iterator[tuple[KeyPath, str]]:
    if is_loopback(server.host) or has_keys or server.allow_anonymous:
        return
    yield (
        ("server", "host"),
        f'"{server.host}" can be reached from other machines, but no API key is configured: anybody who can connect '
        "could make calls and read the log. Add a key (gnomon keys new prints one and the lines for it), "
        "or set server.allow_anonymous = true",
    )


def _reserved_names(upstreams: Sequence[UpstreamSettings]) -> Iterator[tuple[KeyPath, str]]:
    reserved = reserved_names(OwnPaths(**own_paths()))
    for index, upstream in enumerate(upstreams):
        if upstream.name in reserved:
            yield (
                ("upstream", index, "name"),
                f'"{upstream.name}" is a path of Gnomon itself; use another name, such as "my-{upstream.name}"',
            )


def _unknown_upstreams(settings: Settings) -> Iterator[tuple[KeyPath, str]]:
    names = [upstream.name for upstream in settings.upstreams]
    named: list[tuple[KeyPath, str]] = [
        (("judge_key", index, "upstream"), key.upstream) for index, key in enumerate(settings.judge_key)
    ]
    named += [(("shadow", index, "upstream"), each.upstream) for index, each in enumerate(settings.shadow)]
    named += [
        (("evaluator", index, "judge", "upstream"), evaluator.judge.upstream)
        for index, evaluator in enumerate(settings.evaluator)
        if evaluator.judge
    ]
    for path, name in named:
        if name not in names:
            yield path, unknown(name, names, "upstream")


def _repeated_evaluators(evaluators: Sequence[SettingsEvaluator]) -> Iterator[tuple[KeyPath, str]]:
    ids = [(evaluator.project, evaluator.name) for evaluator in evaluators]
    for index, each in enumerate(ids):
        if each in ids[:index]:
            yield ("evaluator", index, "name"), f"is the same as that of evaluator number {ids.index(each) + 1}"


def _repeated(noun: str, values: Sequence[str], table: KeyPath, key: str) -> Iterator[tuple[KeyPath, str]]:
    for index, value in enumerate(values):
        if value in values[:index]:
            first = values.index(value) + 1
            yield (*table, index, key), f"is the same as that of {noun} number {first}; each must be unique"


def _not_one_default(upstreams: Sequence[UpstreamSettings]) -> Iterator[tuple[KeyPath, str]]:
    defaults = [index for index, upstream in enumerate(upstreams) if upstream.default]
    if len(upstreams) > 1 and not defaults:
        names = ", ".join(upstream.name for upstream in upstreams)
        yield ("upstream", 0), f"no upstream is the default; add default = true to one of: {names}"
    for index in defaults[1:]:
        first = upstreams[defaults[0]].name
        yield ("upstream", index, "default"), f'"{first}" is already the default; only one upstream can be'
