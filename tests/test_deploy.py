"""deploy/compose.yaml and deploy/kubernetes.yaml: valid by their schemas, complete, and with the least rights.

No engine runs them here. tests/store/clickhouse/test_deployed_servers.py starts ClickHouse with their files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import jsonschema_rs
import pytest
import yaml

from gnomon import __version__
from gnomon.settings.loading import load
from gnomon.settings.models import Settings
from store.clickhouse.url import parse_url

DEPLOY = Path(__file__).parent.parent / "deploy"
GRANTS = (DEPLOY / "clickhouse" / "grants.sql").read_text()
TABLES = ("request_row", "score_row", "property_key_row")  # whose rows belong to projects
SCHEMAS = Path(__file__).parent / "data" / "schemas"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OBJECTS: list[dict[str, Any]] = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text()))
WORKLOADS = [each for each in OBJECTS if each["kind"] in ("StatefulSet", "Deployment")]
NODES = {name: service for name, service in COMPOSE["services"].items() if name.startswith("gnomon-")}
SECRETS = {  # that make-secrets.sh writes
    "password", "clickhouse-password.xml", "sql-password", "clickhouse-sql-password.xml", "clickhouse-cluster.xml",
}  # fmt: skip


class Setup(NamedTuple):
    """What one of the two files gives to the programs."""

    gnomon_toml: str
    haproxy_cfg: str
    cluster_xml: str
    users_xml: str
    environment: Mapping[str, str]  # of a node
    nodes: set[str]  # their names, without the domain
    servers: set[str]  # of ClickHouse


def object_of(kind: str, name: str) -> dict[str, Any]:
    (found,) = [each for each in OBJECTS if (each["kind"], each["metadata"]["name"]) == (kind, name)]
    return found


def pod(workload: dict[str, Any]) -> dict[str, Any]:
    spec: dict[str, Any] = workload["spec"]["template"]["spec"]
    return spec


def container(workload: dict[str, Any]) -> dict[str, Any]:
    only: dict[str, Any]
    (only,) = pod(workload)["containers"]
    return only


def _compose_setup() -> Setup:
    def config(name: str) -> str:
        return (DEPLOY / str(COMPOSE["configs"][name]["file"])).read_text()

    (environment,) = {json.dumps(node["environment"]) for node in NODES.values()}
    servers = {name for name in COMPOSE["services"] if name.startswith("clickhouse-")}
    assert all(COMPOSE["services"][name]["hostname"] == name for name in (*NODES, *servers))
    return Setup(
        config("gnomon_toml"),
        config("haproxy_cfg"),
        config("clickhouse_cluster_xml"),
        config("clickhouse_users_xml"),
        json.loads(environment),
        set(NODES),
        servers,
    )


def _kubernetes_setup() -> Setup:
    gnomon, clickhouse = object_of("StatefulSet", "gnomon"), object_of("StatefulSet", "clickhouse")
    return Setup(
        object_of("ConfigMap", "gnomon")["data"]["gnomon.toml"],
        object_of("ConfigMap", "load-balancer")["data"]["haproxy.cfg"],
        object_of("ConfigMap", "clickhouse")["data"]["cluster.xml"],
        object_of("ConfigMap", "clickhouse")["data"]["users.xml"],
        {each["name"]: each["value"] for each in container(gnomon)["env"] if "value" in each},
        {f"gnomon-{index}" for index in range(gnomon["spec"]["replicas"])},
        {f"clickhouse-{index}.clickhouse" for index in range(clickhouse["spec"]["replicas"])},
    )


SETUPS = {"compose": _compose_setup(), "kubernetes": _kubernetes_setup()}
each_setup = pytest.mark.parametrize("setup", SETUPS.values(), ids=SETUPS)


def settings_of(setup: Setup, folder: Path) -> Settings:
    (folder / "gnomon.toml").write_text(setup.gnomon_toml)
    return load(folder / "gnomon.toml", {**setup.environment, "GNOMON_SERVER__HOST": "0.0.0.0"}).settings


def test_compose_is_valid() -> None:
    """By the Compose Specification, and every config, secret, network and volume that is named exists."""
    schema = json.loads((SCHEMAS / "compose-spec.json").read_text())
    assert [str(error) for error in jsonschema_rs.Draft7Validator(schema).iter_errors(COMPOSE)] == []
    used: dict[str, set[str]] = {"configs": set(), "secrets": set(), "networks": set(), "volumes": set()}
    for service in COMPOSE["services"].values():
        for kind, names in used.items():
            for each in service.get(kind, []):
                names.add(each["source"] if isinstance(each, dict) else each.partition(":")[0])
    assert used == {kind: set(COMPOSE[kind]) for kind in used}
    assert all((DEPLOY / config["file"]).is_file() for config in COMPOSE["configs"].values())
    assert {secret["file"] for secret in COMPOSE["secrets"].values()} == {f"secrets/{name}" for name in SECRETS}


@pytest.mark.parametrize("each", OBJECTS, ids=lambda each: f"{each['kind']}-{each['metadata']['name']}")
def test_kubernetes_objects_are_valid(each: dict[str, Any]) -> None:
    """By the API's specification, without unknown fields, and in the namespace that the file creates."""
    schema = json.loads((SCHEMAS / "kubernetes-1.34.json").read_text())
    *group, version = each["apiVersion"].split("/")
    package = group[0].removesuffix(".k8s.io") if group else "core"
    schema["$ref"] = f"#/definitions/io.k8s.api.{package}.{version}.{each['kind']}"
    assert [str(error) for error in jsonschema_rs.Draft7Validator(schema).iter_errors(each)] == []
    assert each["kind"] == "Namespace" or each["metadata"]["namespace"] == "gnomon"


def test_kubernetes_objects_fit_together() -> None:
    """Selectors find pods, mounts have volumes, volumes have their ConfigMap or secret, ports have names."""
    labels = [workload["spec"]["template"]["metadata"]["labels"] for workload in WORKLOADS]
    for each in OBJECTS:
        if each["kind"] == "Service":
            assert each["spec"]["selector"] in labels
        elif each["kind"] in ("StatefulSet", "Deployment", "PodDisruptionBudget"):
            assert each["spec"]["selector"]["matchLabels"] in labels
        elif each["kind"] == "NetworkPolicy":
            assert each["spec"]["podSelector"]["matchLabels"] in labels
    for workload in WORKLOADS:
        spec, only = pod(workload), container(workload)
        claims = {claim["metadata"]["name"] for claim in workload["spec"].get("volumeClaimTemplates", [])}
        volumes = {volume["name"]: volume for volume in spec["volumes"]}
        assert {mount["name"] for mount in only["volumeMounts"]} == volumes.keys() | claims
        for mount in only["volumeMounts"]:
            if "subPath" in mount:
                assert mount["subPath"] in _files(volumes[mount["name"]])
        for volume in volumes.values():
            assert set(_files(volume)) <= SECRETS | {"gnomon.toml", "haproxy.cfg", "cluster.xml", "users.xml"}
        ports = {port["name"] for port in only["ports"]}
        for probe in (value for key, value in only.items() if key.endswith("Probe")):
            assert (probe.get("httpGet") or probe["tcpSocket"])["port"] in ports
        if workload["kind"] == "StatefulSet":
            assert object_of("Service", workload["spec"]["serviceName"])["spec"]["clusterIP"] == "None"


def _files(volume: dict[str, Any]) -> list[str]:
    if "secret" in volume:
        assert volume["secret"]["secretName"] == "clickhouse"
        return [item["key"] for item in volume["secret"]["items"]]
    return list(object_of("ConfigMap", volume["configMap"]["name"])["data"]) if "configMap" in volume else []


def test_rights_are_least() -> None:
    """Nothing runs as root or gains rights, root file systems are read-only, and images have a version."""
    images = []
    for service in COMPOSE["services"].values():
        images.append(service["image"])
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}
        assert service.get("user", "").partition(":")[0] not in ("0", "root")
        assert "user" in service or service["image"].startswith("gnomon:")  # whose Containerfile has one
    for workload in WORKLOADS:
        spec, only = pod(workload), container(workload)
        images.append(only["image"])
        assert spec["securityContext"]["runAsNonRoot"]
        assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert spec["automountServiceAccountToken"] is False
        assert only["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert "memory" in only["resources"]["limits"]
    assert all(re.fullmatch(r"[\w./-]+:\d+(\.\d+)+", image) for image in images)
    assert {image for image in images if "gnomon" in image} == {f"gnomon:{__version__}"}


def test_a_stop_may_take_its_time() -> None:
    """Containers are killed after `server.drain_s` + 65 s at the earliest, as docs/operations.md says."""
    needed_s = Settings().server.drain_s + 65
    assert pod(object_of("StatefulSet", "gnomon"))["terminationGracePeriodSeconds"] >= needed_s
    assert {node["stop_grace_period"] for node in NODES.values()} == {"2m"}
    assert needed_s <= 120


@each_setup
def test_gnomon_loads_the_settings(setup: Setup, tmp_path: Path) -> None:
    """Every setting exists; servers, shards and the nodes behind the load balancer are those of the file."""
    settings = settings_of(setup, tmp_path)
    assert settings.auth.key
    assert str(settings.store.password_file).startswith("/run/secrets/")
    assert str(settings.store.sql_password_file).startswith("/run/secrets/")
    assert settings.store.sql_user == "gnomon_sql"
    cluster = ElementTree.fromstring(setup.cluster_xml).find(f"remote_servers/{settings.store.cluster}")
    assert cluster is not None
    shards = [host.text for host in cluster.findall("shard/replica/host")]
    assert {host.name for host in parse_url(settings.store.url).hosts} == set(shards) == setup.servers
    balanced = re.findall(r"^\s*server (\S+) ([\w-]+)[\w.-]*:(\d+)$", setup.haproxy_cfg, re.MULTILINE)
    assert {(name, host, int(port)) for name, host, port in balanced} == {
        (name, name, settings.server.port) for name in setup.nodes
    }


def test_both_load_balancers_do_the_same() -> None:
    def rules(text: str) -> list[str]:
        lines = re.sub(r"#.*|gnomon-\d.*", "", text).splitlines()
        return [" ".join(line.split()) for line in lines if line.strip()]

    assert rules(SETUPS["compose"].haproxy_cfg) == rules(SETUPS["kubernetes"].haproxy_cfg)


@each_setup
def test_clickhouse_users_have_the_documented_rights(setup: Setup) -> None:
    """Those of grants.sql but for replicated tables, its limits and row policies, and there is no user without a
    password."""
    users = ElementTree.fromstring(setup.users_xml).find("users")
    assert users is not None
    assert [(user.tag, user.get("remove")) for user in users] == [
        ("default", "remove"), ("gnomon", None), ("gnomon_sql", None),
    ]  # fmt: skip
    for user, its_policies in (("gnomon", dict.fromkeys(TABLES, "1")), ("gnomon_sql", policies_of("gnomon_sql"))):
        documented = re.findall(rf"^(GRANT .*) TO {user};$", GRANTS, re.MULTILINE)
        assert [query.text for query in users.iterfind(f"{user}/grants/query")] == [
            grant for grant in documented if "ON CLUSTER" not in grant and "CLUSTER ON" not in grant
            and "Replicated" not in grant
        ]  # fmt: skip
        policies = users.find(f"{user}/databases/gnomon")
        assert policies is not None
        assert {table.tag: table.findtext("filter") for table in policies} == its_policies


def policies_of(user: str) -> dict[str, str]:
    policies = dict(re.findall(rf"ON gnomon\.(\w+)\s+USING ([^;]*) TO {user};", GRANTS))
    assert policies.keys() == set(TABLES)
    return policies


@each_setup
def test_sql_of_callers_has_the_documented_limits(setup: Setup) -> None:
    """They are those of the settings, and of grants.sql."""
    profile = ElementTree.fromstring(setup.users_xml).find("profiles/gnomon_sql")
    assert profile is not None
    limits = {each.tag: each.text for each in profile if each.tag != "constraints"}
    assert {each.tag: each.findtext("max") for each in profile.iterfind("constraints/*")} == limits
    documented = re.findall(r"(max_\w+) = (\d+) MAX (\d+)", GRANTS)
    assert {name: value for name, value, _ in documented} == {name: most for name, _, most in documented} == limits
    settings = Settings()
    assert limits == {
        "max_execution_time": f"{settings.sql.time_limit_s:g}",
        "max_memory_usage": str(settings.sql.memory_limit_mb << 20),
        "max_threads": str(settings.analytics.threads),
    }
