"""nginx as the upstream and as a reverse proxy, each with a configuration of its own in a temporary folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from bench import traffic

STREAM_PATH = "/v1/streamed"
CHUNK_S = 0.02

_START_S = 10


class CannotStart(RuntimeError):
    """A program did not begin to listen."""


class Nginx:
    """Runs until `stop`; one worker process. `port`, and `tls_port` when there is a certificate."""

    def __init__(self, folder: Path, server: str, *, http: str = "", certificate: Path | None = None) -> None:
        folder.mkdir()
        self.port = _free_port()
        self.tls_port = _free_port()
        listen = f"listen 127.0.0.1:{self.port} backlog=1024;"
        if certificate:
            listen += (
                f" listen 127.0.0.1:{self.tls_port} ssl backlog=1024;"
                f" ssl_certificate {certificate}; ssl_certificate_key {certificate};"
            )
        echo = echo_module()
        (folder / "nginx.conf").write_text(
            _MAIN.format(
                module=f"load_module {echo};" if echo else "",
                user="user root;" if os.geteuid() == 0 else "",  # the temporary folder is root's alone
                http=http,
                listen=listen,
                server=server,
            )
        )
        command = [nginx_program(), "-p", str(folder), "-e", "error.log", "-c", "nginx.conf", "-g", "daemon off;"]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        self.pid = self._process.pid
        try:
            _wait_until_it_listens(self.port, self._process, folder / "error.log")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


def upstream(folder: Path, certificate: Path, stream_s: float) -> Nginx:
    """Answers a call at once, and under STREAM_PATH an event every CHUNK_S, if nginx has the echo module."""
    body = traffic.ANSWER_BODY.decode()
    server = f"location / {{ default_type application/json; return 200 '{body}'; }}"
    if echo_module():
        event = traffic.EVENT.decode()
        piece = f"echo_sleep {CHUNK_S}; echo -n '{event}'; echo_flush;\n"
        pieces = piece * int(stream_s / CHUNK_S)
        server += f"location {STREAM_PATH} {{ default_type text/event-stream; {pieces} }}"
    return Nginx(folder, server, certificate=certificate)


def reverse_proxy(folder: Path, upstream_url: str, ca_file: Path | None) -> Nginx:
    """As people set it up in front of an LLM: kept connections, nothing buffered."""
    scheme, _, authority = upstream_url.partition("://")
    tls = ""
    if ca_file:
        tls = (
            f"proxy_ssl_trusted_certificate {ca_file}; proxy_ssl_verify on; proxy_ssl_name localhost;"
            "proxy_ssl_server_name on;"
        )
    server = f"""location / {{
        proxy_pass {scheme}://native; proxy_http_version 1.1; proxy_set_header Connection "";
        proxy_buffering off; {tls}
    }}"""
    http = f"upstream native {{ server {authority}; keepalive 512; keepalive_requests 1000000000; }}"
    return Nginx(folder, server, http=http)


def nginx_program() -> str:
    """Empty when it is not installed."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin") or ""


def echo_module() -> str:
    """The file of nginx's echo module; empty when it is not installed."""
    if not nginx_program():
        return ""
    told = subprocess.run([nginx_program(), "-V"], stderr=subprocess.PIPE, text=True, check=True).stderr
    folders = [word.partition("=")[2] for word in told.split() if word.startswith("--modules-path=")]
    files = [Path(folder) / "ngx_http_echo_module.so" for folder in folders]
    return next((str(file) for file in files if file.exists()), "")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_listens(port: int, process: subprocess.Popen[bytes], errors: Path) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    said = errors.read_text() if errors.exists() else ""
    raise CannotStart(f"nginx did not begin to listen. It said: {said or 'nothing'}")


_MAIN = """
{module}
{user}
worker_processes 1;
pid nginx.pid;
events {{ worker_connections 8192; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    keepalive_requests 1000000000;
    keepalive_timeout 300s;
    {http}
    server {{
        {listen}
        {server}
    }}
}}
"""
