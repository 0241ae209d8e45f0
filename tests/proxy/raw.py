"""A client that knows bytes: it sees every one that came, and how the connection ended."""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import dataclass
from typing import Any, Self

from tests.support.gate import WAIT_S


class Broken(Exception):
    """The connection ended before the answer was whole."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    reason: bytes
    headers: list[tuple[str, str]]
    body: bytes  # without the transfer coding
    raw: bytes  # the body's bytes as they came
    close_delimited: bool

    def header(self, name: str) -> str | None:
        values = self.header_values(name)
        return ", ".join(values) if values else None

    def header_values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> dict[str, Any]:
        """The error in OpenAI's shape, and nothing else."""
        assert self.header("content-type") == "application/json"
        content = self.json()
        assert set(content) == {"error"}
        assert set(content["error"]) == {"message", "type", "param", "code"}
        error: dict[str, Any] = content["error"]
        assert isinstance(error["message"], str)
        assert error["message"]
        return error


class Raw:
    def __init__(self, port: int, receive_buffer_bytes: int | None = None) -> None:
        self.socket = socket.socket()
        if receive_buffer_bytes:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer_bytes)
        self.socket.settimeout(WAIT_S)
        self.socket.connect(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.came = b""  # and was not read yet

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def close(self) -> None:
        self.socket.close()

    def reset(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    # Reading

    def until(self, mark: bytes) -> bytes:
        """All up to and with `mark`. Raises Broken when the connection ends before."""
        while mark not in self.came:
            self._more()
        end = self.came.index(mark) + len(mark)
        return self._take(end)

    def exactly(self, count: int) -> bytes:
        while len(self.came) < count:
            self._more()
        return self._take(count)

    def rest(self) -> bytes:
        """All up to an orderly end of the connection. Raises Broken when it is reset."""
        pieces = [self._take(len(self.came))]
        while True:
            try:
                data = self.socket.recv(1 << 18)
            except ConnectionError as error:
                raise Broken("reset") from error
            if not data:
                return b"".join(pieces)
            pieces.append(data)

    def ended(self) -> bool:
        """Wait for the connection's end, however it comes; False when anything came before it."""
        try:
            return self.rest() == b""
        except Broken:
            return True

    def head(self) -> Answer:
        """An answer's head (its body is empty)."""
        first, *lines = self.until(b"\r\n\r\n")[:-4].split(b"\r\n")
        version, status, reason = ([*first.split(b" ", 2), b""])[:3]
        assert version == b"HTTP/1.1", first
        pairs = (line.decode("latin-1").partition(":") for line in lines)
        headers = [(name, value.strip()) for name, _, value in pairs]
        return Answer(int(status), reason, headers, b"", b"", False)

    def answer(self, method: bytes = b"GET") -> Answer:
        """A whole answer, to a request of that method. Raises Broken when it is cut."""
        head = self.head()
        bodiless = method == b"HEAD" or head.status in (204, 304) or head.status < 200
        if bodiless:
            return head
        if (head.header("transfer-encoding") or "").lower() == "chunked":
            raw = b""
            body = b""
            while (size := len(piece := self.chunk())) or not piece:
                raw += self._last_raw
                body += piece
                if not size:
                    break
            return Answer(head.status, head.reason, head.headers, body, raw, False)
        length = head.header("content-length")
        if length is not None:
            body = self.exactly(int(length))
            return Answer(head.status, head.reason, head.headers, body, body, False)
        assert head.header("connection") == "close", head
        body = self.rest()
        return Answer(head.status, head.reason, head.headers, body, body, True)

    def chunk(self) -> bytes:
        """The next chunk's data; empty at the end, whose trailer is read too."""
        line = self.until(b"\r\n")
        size = int(line.split(b";")[0], 16)
        if size:
            data = self.exactly(size + 2)
            assert data.endswith(b"\r\n")
            self._last_raw = line + data
            return data[:-2]
        self._last_raw = line
        while (trailer := self.until(b"\r\n")) != b"\r\n":
            self._last_raw += trailer
        self._last_raw += trailer
        return b""

    def _take(self, count: int) -> bytes:
        data, self.came = self.came[:count], self.came[count:]
        return data

    def _more(self) -> None:
        try:
            data = self.socket.recv(1 << 18)
        except ConnectionError as error:
            raise Broken("reset") from error
        if not data:
            raise Broken(f"ended after {self.came[-200:]!r}")
        self.came += data


def get(path: str = "/v1/x", *lines: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: here", *lines, "", ""]).encode("latin-1")


def post(path: str = "/v1/x", body: bytes = b"", *lines: str, method: str = "POST") -> bytes:
    return get(path, *lines, f"Content-Length: {len(body)}", method=method) + body


def chunked_post(pieces: list[bytes], *lines: str, path: str = "/v1/x", end: bytes = b"0\r\n\r\n") -> bytes:
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + end
    return get(path, *lines, "Transfer-Encoding: chunked", method="POST") + body
