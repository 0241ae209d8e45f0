"""`MailReceiver`: sends what a webhook with the format "email" sends, over the SMTP server of the settings."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote

from evaluation.settings import SmtpSettings
from evaluation.webhooks.receiver import DeliveryAttempt

MAILTO = "mailto:"
NO_SERVER = "no SMTP server is set: smtp.host names one"


class MailReceiver:
    """As `Receiver`, for destinations such as mailto:ops@example.com."""

    def __init__(self, settings: SmtpSettings, tls: ssl.SSLContext, timeout_s: float) -> None:
        self._settings = settings
        self._tls = tls
        self._timeout_s = timeout_s
        self._one_at_a_time = asyncio.Lock()  # servers count connections, and alerts are few

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> DeliveryAttempt:
        """`body`: the subject in the first line, then an empty line and the text. The id of the message is that of the
        e-mail, so that most mailboxes show one that is sent twice once."""
        if not self._settings.host:
            return DeliveryAttempt(NO_SERVER)
        message = self._message(url, headers["webhook-id"], body.decode())
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._send, message)

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

    def _send(self, message: EmailMessage) -> DeliveryAttempt:
        try:
            with self._connected() as server:
                refused = server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: the password file is not UTF-8
            return DeliveryAttempt(_in_words(error, self._settings))
        if refused:
            return DeliveryAttempt(f"the SMTP server refused {len(refused)} of the addresses")
        return DeliveryAttempt()

    def _connected(self) -> smtplib.SMTP:
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
                server.login(settings.user, settings.secret())
        except BaseException:
            server.close()
            raise
        return server


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
            words = f"{where} refused all of the addresses"
        case smtplib.SMTPResponseException():
            words = f"{where} answered {error.smtp_code}"
        case smtplib.SMTPException():
            words = f"{where} closed the connection"
        case OSError():
            words = f"no connection to {where}: {error.strerror or type(error).__name__}"
        case _:
            words = f"the password of {where} cannot be read"
    return words
