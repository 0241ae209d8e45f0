"""Coding agents: the real programs, run through Gnomon.

scripted_turn.py   an upstream that asks for one tool call, then gives an answer
agents.py          the programs: their settings, how they are run, what the log must say of them
"""
