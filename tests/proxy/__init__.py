"""Stories of the data plane: one worker in a process of its own, an upstream that may misbehave, raw sockets.

running.py   the worker's process
raw.py       a client that knows bytes, not HTTP libraries
log.py       what the worker wrote into its spool
"""
