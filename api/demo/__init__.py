"""The demo project: made-up calls of a support team with differences that are really there, to try every page with.

demo.py          the endpoints: fill, count, remove
demo_models.py   their answer
filling.py       traffic and scores → spool and store, by the way that real ones take
team.py          the support team: what it asks, in four languages, and what its assistant answers
traffic.py       thirty days of calls: who asked what, when, with which prompt, retriever and model
bodies.py        a call → its bodies as the providers have them on the wire
calls.py         … → how it is logged: headers, times, outcome
scoring.py       what judges, people and users said about the answers
evaluating.py    the judges and checks, as evaluators that got on
labelling.py     a queue of answers to read
delivering.py    a webhook whose last messages failed
"""
