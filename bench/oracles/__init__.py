"""The statistics beside other people's packages: `make bench-oracles` installs them, and asks both for the same data.

__main__     runs the checks, and prints or writes the table of docs/statistics.md
check        what is compared, and how two answers are compared
samples      random data of several shapes, from fixed seeds
one_group    means and shares of one group, with and without clusters; raters; Holm's correction
two_groups   differences, also at every look and of pairs; the split of two groups
judges       means of a judge, corrected by labels
packages     asks the packages, in their own environment
"""
