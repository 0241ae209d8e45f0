"""Webhooks: events are sent to other servers, at least once, signed.

webhooks.py   `Webhooks`: all of them: created, changed, running
sender.py     `Sender`: a `Delivery` for each of them
delivery.py   `Delivery`: takes one webhook's tasks, sends, settles
message.py    tasks → messages, read from the store
payload.py    the body of a message (pure)
people.py     … of one that people read: for Slack, or an e-mail (pure)
signing.py    its two signatures (pure)
receiver.py   `Receiver`: posts to one destination
mail.py       `MailReceiver`: sends e-mails
resolver.py   looks up the name of its host
addresses.py  to which addresses it may connect (pure)
schedule.py   when a message that failed is sent again (pure)
"""

from evaluation.webhooks.addresses import AllowedHosts
from evaluation.webhooks.sender import Sender
from evaluation.webhooks.webhooks import TooManyWebhooks, Webhooks

__all__ = ["AllowedHosts", "Sender", "TooManyWebhooks", "Webhooks"]
