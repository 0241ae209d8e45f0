"""An installation with several nodes: what is asked of one node and is on another. In the order a request meets them.

forwarding.py  where an operation runs, and calls that are passed on
client.py      calls from this node to others, and how nodes know each other
calls.py       what other nodes ask of this one
wire.py        how nodes write questions and answers (pure)
asking.py      what this node asks of the others
store.py       the store of all nodes, for what is about many ids at once
scores.py      scores on their way to their homes
owner.py       what is asked of the owner: budgets of evaluators
away_work.py   the store as whoever does the work of a node that is away needs it
evaluators.py  evaluators, within these budgets
work.py        what waits for webhooks and evaluators, and what they have counted, on all nodes
fresh.py       queries that see what all nodes have
keys.py        idempotency keys, on whichever node they are used
labelling.py   queues, whose scores are on all nodes, and corrections
"""
