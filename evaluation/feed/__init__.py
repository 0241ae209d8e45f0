"""Events → tasks.

The store writes an event with each call that has ended and each score that was added, if anybody listens
(store/evaluation/pipeline.py). The feed reads the events in order, asks each listener, and stores its tasks, its counts
and the end of the events in one transaction: whatever is killed when, no event is lost and none counts twice.

feed.py       `Feed`: the loops that do it
listener.py   `Listener`: what a consumer wants to hear of
matching.py   which events match a filter: one query on the replica
sampling.py   the same sample for everybody (pure)
waiting.py    waiting with a limit
deciding.py   events and listeners → tasks and counts (pure)
"""

from evaluation.feed.feed import Feed
from evaluation.feed.listener import Listener

__all__ = ["Feed", "Listener"]
