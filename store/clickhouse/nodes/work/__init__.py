"""What a node that is away has to do, for the owner, who does it meanwhile.

tasks.py    `AwayTasks`: its tasks, as they have reached the archive
results.py  what became of them, until the node is back and stores it
counts.py   `AwayCounts`: what webhooks and evaluators have counted and spent there
"""
