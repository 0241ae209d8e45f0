"""The arms of an experiment against its control.

judging.py    `judge`: each score and guardrail of each arm, and whether the arms can be compared fairly
exposures.py  how many requests each arm had on each day
"""
