"""What the dashboard offers to copy, run as it is copied before a Gnomon that asks for keys.

print.mjs    the texts, from the sources of the page itself
offered.py   reads them, with a host and a key filled in
running.py   runs them with the languages and packages they are for
agents.py    what coding agents that are too large to install read from theirs
"""
