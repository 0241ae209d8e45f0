"""An SMTP server with a real socket: it remembers what it got, and answers as it is told (RFC 5321, 3207, 4954)."""

from __future__ import annotations

import email.message
import email.policy
import socketserver
import ssl
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes


@dataclass
class SmtpServer:
    port: int = 0
    tls: ssl.SSLContext | None = None  # offers STARTTLS
    login: tuple[str, str] | None = None  # is needed: user and password
    refuses: dict[str, str] = field(default_factory=dict)  # command → answer in place of the usual one
    no_mailboxes: set[str] = field(default_factory=set)  # addresses that are refused
    mails: list[email.message.EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)  # of the envelopes
    were_encrypted: list[bool] = field(default_factory=list)


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._state: SmtpServer = self.server.state  # type: ignore[attr-defined]
        self._encrypted = False
        self._say("220 here")
        while line := self.rfile.readline():
            command, _, rest = line.decode().strip().partition(" ")
            command = command.upper()
            if answer := self._state.refuses.get(command):
                self._say(answer)
            elif command == "QUIT":
                self._say("221 bye")
                return
            elif command == "STARTTLS":
                self._say("220 go on")
                try:
                    self._encrypt()
                except ssl.SSLError:  # the client does not trust us
                    return
            else:
                self._answer(command, rest)

    def _answer(self, command: str, rest: str) -> None:
        match command:
            case "EHLO":
                offers = ["STARTTLS"] if self._state.tls and not self._encrypted else []
                offers += ["AUTH PLAIN"] if self._state.login else []
                for offer in ["here", *offers]:
                    self._say(f"250-{offer}")
                self._say("250 SIZE 1000000")
            case "AUTH":
                given = tuple(b64decode(rest.partition(" ")[2]).decode().split("\0")[1:])
                self._say("235 welcome" if given == self._state.login else "535 wrong user or password")
            case "RCPT":
                address = rest.partition("<")[2].partition(">")[0]
                self._state.recipients.append(address)
                self._say("550 no such mailbox" if address in self._state.no_mailboxes else "250 ok")
            case "DATA":
                self._say("354 go on")
                self._take()
            case _:
                self._say("250 ok")

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _encrypt(self) -> None:
        assert self._state.tls
        self.connection = self._state.tls.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self._encrypted = True

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        mail = message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(mail, email.message.EmailMessage)
        self._state.mails.append(mail)
        self._state.were_encrypted.append(self._encrypted)
        self._say("250 taken")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def smtp_server() -> Iterator[SmtpServer]:
    state = SmtpServer()
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation)
    server.state = state  # type: ignore[attr-defined]
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
