"""What a process gives up before it runs something that it does not trust. The kernel holds all of these limits.

limits.py    time, memory, priority, and the life of its parent
no_forks.py  other processes
"""
