"""Copies of bodies, for the log.

bounded.py   `Capture`, a copy of a body that keeps the head and the tail of a long one; `Budget`, the memory of all
messages.py  `MessageCapture`, what a server says over a WebSocket, as lines of JSON
omitted.py   reads the numbers of bodies that are omitted from the log, before they are dropped
"""
