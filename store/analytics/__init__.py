"""The record's replica in DuckDB, which answers lists, filters and aggregates. In the order a change, then a question
meets the files:

schema.py       the tables
database.py     the file: made, checked, replaced; cursors
source.py       what changed in the record since a version
arrow.py        rows → Arrow, the way in (pure)
copying.py      from the one to the other, a transaction at a time
applying.py     one step of it, as statements; name_tallies.py: which scores there are, kept along
replica.py       `Replica`: kept up in the background, asked questions
asking.py       one question, on a thread, that can be interrupted; `Ask`, as larger questions see it
rebuilding.py   all of it anew, without a server
sorting.py      the orders of a list, and where its next page begins (pure)
requests.py     lists and counts of requests
body_search.py  text in whole bodies, as far as the time allows
sql.py          SQL of callers; sql_views, sql_checking, sql_functions, sql_formats and memory_bound are its parts

Questions on scores, on top of `Replica.together`:

score_names.py        which scores there are
buckets.py            hours, days, weeks, months in anybody's time zone (pure)
score_filters.py      a filter on requests, on the row of a score alone where that has it all (pure)
score_rows.py         which ratings, one value for each request, what they are grouped by: as SQL (pure)
score_groups.py       what is asked of each group, one statement each
score_answers.py      what can be asked, and what is answered
score_questions.py    scores by groups, with intervals
score_comparisons.py  two groups side by side, from counts and sums
score_samples.py      … and from the values themselves, where these are needed (pure)
score_pairs.py        what occurs in two groups, pair by pair
score_evals.py        scores as Helicone's endpoints ask for them

Questions on requests, likewise:

chosen.py           which requests, and their buckets of time (pure)
request_groups.py   by model, user, property …, in pages
request_numbers.py  how many, what they cost, how long they took; over time, by model
properties.py       by the values of a property
sessions.py         by session
users.py            by user
spreads.py          how amounts are spread over sessions or users (pure)
"""

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.analytics.replica.replica import Rebuilding, Replica

__all__ = ["QueryTooLarge", "QueryTooSlow", "Rebuilding", "Replica"]
