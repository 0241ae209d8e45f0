"""Starts nginx with a temporary configuration and one worker process."""

from __future__ import annotations

import os
import resource
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

_START_S = 10
LUA = ("ndk_http_module.so", "ngx_http_lua_module.so")


class CannotStart(RuntimeError):
    """A program did not start to listen."""


class Nginx:
    """Runs until `stop`. It listens on `port`, and on `tls_port` if there is a certificate."""

    def __init__(
        self, folder: Path, server: str, *, http: str = "", certificate: Path | None = None, modules: Sequence[str] = ()
    ) -> None:
        folder.mkdir()
        self.port = free_port()
        self.tls_port = free_port()
        listen = f"listen 127.0.0.1:{self.port} backlog=4096;"
        if certificate:
            listen += (
                f" listen 127.0.0.1:{self.tls_port} ssl backlog=4096;"
                f" ssl_certificate {certificate}; ssl_certificate_key {certificate};"
            )
        (folder / "nginx.conf").write_text(
            _MAIN.format(
                modules="".join(f"load_module {module_file(name)};\n" for name in modules if module_file(name)),
                user="user root;" if os.geteuid() == 0 else "",  # only root can read the temporary folder
                http=http,
                listen=listen,
                files=resource.getrlimit(resource.RLIMIT_NOFILE)[1],
                server=server,
            )
        )
        command = [program(), "-p", str(folder), "-e", "error.log", "-c", "nginx.conf", "-g", "daemon off;"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        self.pid = self._process.pid
        try:
            wait_until_it_listens(self.port, self._process, folder / "error.log")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


def program() -> str:
    """Path of nginx, or of OpenResty, an nginx with Lua built in; empty when neither is installed."""
    folders = "/usr/sbin:/usr/local/sbin:/opt/homebrew/bin"
    names = ("openresty", "nginx")
    paths = (shutil.which(name) or shutil.which(name, path=folders) for name in names)
    return next(filter(None, paths), "")


def has_lua() -> bool:
    return bool(program()) and (program().endswith("openresty") or bool(module_file(LUA[-1])))


def module_file(name: str) -> str:
    """Path of that module of nginx; empty when it is not installed."""
    build_options = subprocess.run([program(), "-V"], stderr=subprocess.PIPE, text=True, check=True).stderr
    folders = [word.partition("=")[2] for word in build_options.split() if word.startswith("--modules-path=")]
    files = [Path(folder) / name for folder in folders]
    return next((str(file) for file in files if file.exists()), "")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def wait_until_it_listens(
    port: int, process: subprocess.Popen[bytes], errors: Path, within_s: float = _START_S
) -> None:
    """Wait until the process accepts connections. Raises CannotStart, with the end of its log."""
    until = time.monotonic() + within_s
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    output = errors.read_text()[-2_000:] if errors.exists() else ""
    raise CannotStart(f"{process.args!r} did not start to listen. Its log: {output or 'empty'}")


_MAIN = """
{modules}
{user}
worker_processes 1;
worker_rlimit_nofile {files};
pid nginx.pid;
events {{ worker_connections 16384; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    client_body_buffer_size 256k;
    client_max_body_size 16m;
    keepalive_requests 1000000000;
    keepalive_timeout 300s;
    {http}
    server {{
        {listen}
        {server}
    }}
}}
"""
