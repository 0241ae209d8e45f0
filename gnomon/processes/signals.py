"""The signals by which the supervisor stops its children, and the exit status that forbids a restart."""

from __future__ import annotations

import signal

STOP = signal.SIGUSR1  # finish the work in progress, then exit
STOP_NOW = signal.SIGUSR2  # exit without finishing
RETIRE = signal.SIGURG  # to a worker: answer your clients until they have moved to a newer one
# Terminals and service managers send these to the supervisor and its children at once.
GROUP_SIGNALS = (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)
EXIT_PERMANENT = 65  # EX_DATAERR: the child has logged why it cannot start, and a restart would not help
