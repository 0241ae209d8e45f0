"""Stories of the data plane: one worker in a process of its own, an upstream that may misbehave, raw sockets.

running.py   the worker's process
raw.py       a client that knows bytes, not HTTP libraries
sides.py     fakes of what is around an exchange, for test_exchange.py
log.py       what the worker wrote into its spool
"""
