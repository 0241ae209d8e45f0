"""`gnomon replay`: sends logged calls again, to a candidate, and says whether its answers are worse. In the order in
which a run meets the files:

cli.py        the options of the command line
command.py    the command's work: begins the run, prints the end, gives the exit status
options.py    what is asked for, and how it becomes the run's definition
server.py     the running server, as the command sees it: its API and its proxy
runner.py     all calls of a run, several at a time, within the budget
pairing.py    one logged call: sent to the candidate, judged in both orders
judging.py    two answers → the judge's request; its answers in both orders → a preference (pure)
budget.py     reserved before a call, settled after
scoring.py    existing evaluators score both sides
report.py     the progress bar, and the end in words or as JSON
"""
