"""Events, tasks and webhooks in SQLite.

pipeline.py   `SqlitePipeline`: implements the protocol in store/pipeline.py
events.py     writes events beside calls and scores
webhooks.py   `SqliteWebhooks`: implements the protocol in store/webhooks.py
tasks.py      events become tasks; tasks are taken and settled
"""
