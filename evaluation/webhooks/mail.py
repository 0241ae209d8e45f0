"""`MailReceiver`: sends what a webhook with the format "email" sends, over the SMTP server of the settings."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote

from evaluation.settings import SmtpSettings
from evaluation.webhooks.receiver import DeliveryAttempt

MAILTO = "mailto:"
_TAKEN_MOST = 100  # messages
_REASON_MOST = 200  # characters
NO_SERVER = "no SMTP server is set: smtp.host names one"


class MailReceiver:
    """As `Receiver`, for destinations such as mailto:ops@example.com."""

    def __init__(self, settings: SmtpSettings, tls: ssl.SSLContext, timeout_s: float) -> None:
        self._settings = settings
        self._tls = tls
        self._timeout_s = timeout_s
        self._one_at_a_time = asyncio.Lock()  # servers count connections, and alerts are few
        self._taken: dict[str, set[str]] = {}  # addresses that have a message, while others were refused

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> DeliveryAttempt:
        """`body`: the subject in the first line, then an empty line and the text. The id of the message is that of the
        e-mail, so that most mailboxes show one that is sent twice once."""
        if not self._settings.host:
            return DeliveryAttempt(NO_SERVER)
        message = self._message(url, headers["webhook-id"], body.decode())
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._send, message, addresses_of(url))

    async def close(self) -> None:
        """There is no connection between messages."""

    def _message(self, url: str, message_id: str, text: str) -> EmailMessage:
        subject, _, content = text.partition("\n\n")
        message = EmailMessage()
        message["From"] = self._settings.sender
        message["To"] = ", ".join(addresses_of(url))
        message["Subject"] = subject
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = f"<{message_id}@{self._settings.sender.rpartition('@')[2].rstrip('>')}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers
        message.set_content(content)
        return message

    def _send(self, message: EmailMessage, addresses: Sequence[str]) -> DeliveryAttempt:
        """To those that do not have it from an attempt before."""
        taken = self._taken.pop(_same(message), set())
        left = [address for address in addresses if address not in taken]
        try:
            secret = self._settings.secret() if self._settings.user else ""
        except (OSError, ValueError) as error:  # ValueError: the password file is not UTF-8
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            return DeliveryAttempt(f"smtp.password_file cannot be read: {reason or type(error).__name__}")
        refused: dict[str, tuple[int, bytes]] = {}
        try:
            server = self._connected(secret)
            try:
                refused = server.send_message(message, to_addrs=left)
            finally:
                _leave(server)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            self._keep(message, taken)
            return DeliveryAttempt(_in_words(error, self._settings))
        if refused:
            self._keep(message, taken | (set(left) - set(refused)))
            return DeliveryAttempt(f"the SMTP server refused {len(refused)} of the addresses: {_first_reason(refused)}")
        return DeliveryAttempt()

    def _keep(self, message: EmailMessage, taken: set[str]) -> None:
        if taken:
            self._taken[_same(message)] = taken
            while len(self._taken) > _TAKEN_MOST:
                del self._taken[next(iter(self._taken))]

    def _connected(self, secret: str) -> smtplib.SMTP:
        settings = self._settings
        if settings.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.host, settings.port, timeout=self._timeout_s, context=self._tls
            )
        else:
            server = smtplib.SMTP(settings.host, settings.port, timeout=self._timeout_s)
        try:
            if settings.security == "starttls":
                server.starttls(context=self._tls)
            if settings.user:
                server.login(settings.user, secret)
        except BaseException:
            server.close()
            raise
        return server


def _same(message: EmailMessage) -> str:
    """Equal at each attempt; several webhooks may send the same message to others."""
    return f"{message['Message-ID']} {message['To']}"


def _leave(server: smtplib.SMTP) -> None:
    """Whatever the answer is: a message that was taken must not be sent again because of it."""
    with suppress(OSError, smtplib.SMTPException):
        server.docmd("QUIT")
    server.close()


def addresses_of(destination: str) -> list[str]:
    """Of a mailto: URL (RFC 6068), without its header fields."""
    addresses = destination.removeprefix(MAILTO).partition("?")[0]
    return [unquote(each).strip() for each in addresses.split(",") if each.strip()]


def _in_words(error: Exception, settings: SmtpSettings) -> str:
    """Without what the server said of the login, which may hold the user's name or more."""
    where = f"the SMTP server {settings.host}:{settings.port}"
    match error:
        case TimeoutError():
            words = f"{where} did not answer in time"
        case ssl.SSLCertVerificationError():
            words = f"the TLS certificate of {where} is not valid: {error.verify_message}"
        case smtplib.SMTPAuthenticationError():
            words = f"{where} refused the user or password"
        case smtplib.SMTPNotSupportedError():
            words = f"{where} has no STARTTLS or login; see smtp.security"
        case smtplib.SMTPRecipientsRefused():
            words = f"{where} refused all of the addresses: {_first_reason(error.recipients)}"
        case smtplib.SMTPResponseException():
            words = f"{where} answered {_reason(error.smtp_code, error.smtp_error)}"
        case smtplib.SMTPServerDisconnected():
            words = f"{where} closed the connection"
        case smtplib.SMTPException():
            words = f"{where} has no login that Gnomon knows, such as PLAIN"
        case ssl.SSLError():
            words = f"no TLS connection to {where}: {error.reason or type(error).__name__}; see smtp.security"
        case OSError():
            words = f"no connection to {where}: {error.strerror or type(error).__name__}"
        case _:
            words = f"the user or password of {where} has characters beyond ASCII, which a login cannot have"
    return words


def _first_reason(refused: Mapping[str, tuple[int, bytes]]) -> str:
    return _reason(*next(iter(refused.values())))


def _reason(code: int, said: bytes | str) -> str:
    """What the server answered, in one line."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {words}".split())[:_REASON_MOST]
