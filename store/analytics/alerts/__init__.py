"""What alerts watch.

window_values.py  the value of a metric in a window of time, with its interval
"""
