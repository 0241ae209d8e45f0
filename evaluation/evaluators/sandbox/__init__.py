"""Checks and functions run in a process of their own, which the kernel ends at its limits.

sandbox.py     `Sandbox`: the process as the api process sees it; replaces one that ended
process.py     its main function, and the messages between the two
functions.py   imports a function, and makes scores of what it returns
given.py       `Score`: what a function may return
"""
