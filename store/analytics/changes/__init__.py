"""Changes of a score, or of latency, errors, cost, tokens or volume, that nobody asked for by a date.

question.py      what is watched, and what was found
finding.py       `find_changes`: the changes of a question, with their likely causes
hourly.py        what was measured in each hour, in one statement
all_series.py    what is needed of every score and metric of a project at once
label_series.py  … of the shares of labels
completeness.py  up to which hour the scores of requests have arrived
causes.py        what first occurred around a change, and what explains it
of_value.py      the requests that have one value of a key
carried.py       which part of a change there would not have been without a value (pure)
sentences.py     a change in words (pure)
"""
