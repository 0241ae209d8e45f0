"""Events, tasks and webhooks in SQLite.

pipeline.py   `SqlitePipeline`: implements the protocol in store/evaluation/pipeline.py
events.py     writes events beside calls and scores
webhooks.py   `SqliteWebhooks`: implements the protocol in store/evaluation/webhooks.py
tasks.py      events become tasks; tasks are taken and settled
results.py    … by another node, while this one was away
"""
