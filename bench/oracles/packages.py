"""Asks other people's packages; runs in the environment that has them (bench/peers/oracles.lock), as a script.

Its first line of output is the packages' versions, {name: version}, and why one cannot be asked, {name: text}. Each
further line of input is a question, [name, {argument: value}] with a name of QUESTIONS, answered with a line of JSON:
what the function returns, or {"failed": text}.
"""
# mypy: ignore-errors
# ruff: noqa: PLC0415 - each package takes seconds to import, and one that cannot be imported must not hide the others

import json
import logging
import sys
import warnings
from importlib import import_module
from importlib.metadata import version

import numpy as np

MODULES = {
    "gbstats": "gbstats.frequentist.tests",
    "inspect-ai": "inspect_ai.scorer",
    "evalstats": "evalstats",
    "ppi-python": "ppi_py",
    "judgy": "judgy",
}
LEVEL = 0.05


def difference(first, second, shares=False, tuned_at=None):
    """gbstats: the difference of means, its standard error, 95 % interval and p-value; at every look if tuned."""
    from gbstats.frequentist.tests import FrequentistConfig, SequentialConfig, SequentialTwoSidedTTest, TwoSidedTTest
    from gbstats.models.statistics import ProportionStatistic, SampleMeanStatistic

    def statistic(values):
        values = np.asarray(values, float)
        if shares:
            return ProportionStatistic(n=len(values), sum=float(values.sum()))
        return SampleMeanStatistic(n=len(values), sum=float(values.sum()), sum_squares=float((values**2).sum()))

    sides = statistic(first), statistic(second)
    if tuned_at is None:
        found = TwoSidedTTest(*sides, FrequentistConfig(difference_type="absolute")).compute_result()
    else:
        config = SequentialConfig(difference_type="absolute", sequential_tuning_parameter=tuned_at)
        found = SequentialTwoSidedTTest(*sides, config).compute_result()
    return {"difference": found.expected, "error": found.uplift.stddev, "limits": found.ci, "p_value": found.p_value}


def split(observed, expected):
    """gbstats: the p-value of a sample ratio mismatch."""
    from gbstats.utils import check_srm

    return check_srm(observed, expected)


def mean(values, clusters=None, shares=False):
    """inspect_ai: the standard error of a mean, and its limits: t's, or Wilson's of a share."""
    from inspect_ai.scorer import SampleScore, Score, ci, ci_wilson, stderr

    ids = range(len(values)) if clusters is None else clusters
    scores = [
        SampleScore(score=Score(value=value), sample_metadata={"cluster": cluster})
        for value, cluster in zip(values, ids, strict=True)
    ]
    by = None if clusters is None else "cluster"
    limits = (ci_wilson if shares else ci)(cluster=by)(scores)
    return {"error": stderr(cluster=by)(scores), "limits": [limits["lower"], limits["upper"]]}


def alpha(ratings, scale):
    """inspect_ai: Krippendorff's alpha of lists of ratings."""
    from inspect_ai.scorer import SampleScore, Score, krippendorff_alpha

    return krippendorff_alpha(level=scale)([SampleScore(score=Score(value=unit)) for unit in ratings])


def one_group(values, shares=False):
    """evalstats: the 95 % limits of a mean (t) or share (Wilson)."""
    from evalstats.core.resampling import t_interval_ci_1d, wilson_ci_1d

    return (wilson_ci_1d if shares else t_interval_ci_1d)(np.asarray(values, float), LEVEL)


def two_groups(first, second, paired=False):
    """evalstats: the p-value of Welch's or the paired t test."""
    from evalstats.tests import ttest

    return ttest(second, first, paired=paired, print_result=False).p_value


def two_shares(first, second):
    """evalstats: Agresti and Caffo's 95 % limits of a difference of shares."""
    from evalstats.core.unpaired import _agresti_caffo_ci

    return _agresti_caffo_ci(np.asarray(second), np.asarray(first), LEVEL)


def paired_shares(first, second):
    """evalstats: Bonett's and Price's 95 % limits, and McNemar's exact p-value."""
    from evalstats.core.resampling import bonett_price_paired_ci
    from evalstats.tests import _mcnemar_p

    sides = np.asarray(second), np.asarray(first)
    return {"limits": bonett_price_paired_ci(*sides, LEVEL), "p_value": _mcnemar_p(*sides)}


def bootstrap(values, level):
    """evalstats: the limits of a mean by the BCa bootstrap."""
    from evalstats.core.resampling import bca_interval_1d, bootstrap_means_1d

    values = np.asarray(values, float)
    means = bootstrap_means_1d(values, 20_000, np.random.default_rng(1))
    return bca_interval_1d(values, float(values.mean()), means, level)


def adjusted(p_values):
    """evalstats: p-values after Holm's correction."""
    from evalstats.core.stats_utils import correct_pvalues

    return [float(each) for each in correct_pvalues(np.asarray(p_values), "holm")]


def kappa(first, second, weighted):
    """evalstats: Cohen's kappa of booleans, or with quadratic weights of ratings."""
    from evalstats import judge_alignment

    kind, name = ("likert", "weighted_kappa") if weighted else ("binary", "cohens_kappa")
    found = judge_alignment(first, second, score_type=kind, ci=False)
    return found.alignment_metrics[name]["estimate"]


def corrected_by_evalstats(people, judge, unlabelled):
    """evalstats: a judge's mean, corrected by labels with λ = 1, and its 95 % limits."""
    from evalstats.ppi import correct

    arrays = {"Y_lab": people, "Y_hat_lab": judge, "Y_hat_unlab": unlabelled}
    arrays = {name: np.asarray(values, float) for name, values in arrays.items()}
    found = correct(np.mean, **arrays, alpha=LEVEL, power_tune=False, backend="analytic")
    return {"mean": found.estimate, "limits": [found.ci_low, found.ci_high]}


def corrected(people, judge, unlabelled, tuning=None):
    """ppi_py: the same with `tuning` as λ, or the best one."""
    from ppi_py import ppi_mean_ci, ppi_mean_pointestimate

    arrays = [np.asarray(each, float) for each in (people, judge, unlabelled)]
    limits = ppi_mean_ci(*arrays, alpha=LEVEL, lam=tuning)
    estimate = ppi_mean_pointestimate(*arrays, lam=tuning)
    return {"mean": np.ravel(estimate)[0], "limits": [np.ravel(each)[0] for each in limits]}


def shifted(people, judge, unlabelled):
    """ppi_py: the limits of a share under label shift, around the estimate unless they are cut off at 0 or 1."""
    from ppi_py import ppi_distribution_label_shift_ci

    arrays = (np.asarray(each, int) for each in (people, judge, unlabelled))
    return ppi_distribution_label_shift_ci(*arrays, 2, np.array([0.0, 1.0]), alpha=LEVEL, return_counts=False)


def success_rate(people, judge, unlabelled):
    """judgy: the share that people would call true, and its 95 % limits by the bootstrap."""
    from judgy import estimate_success_rate

    np.random.seed(1)  # judgy draws from it
    found, low, high = estimate_success_rate(people, judge, unlabelled, bootstrap_iterations=5_000)
    return {"mean": found, "limits": [low, high]}


QUESTIONS = {
    function.__name__: function
    for function in (
        difference, split, mean, alpha, one_group, two_groups, two_shares, paired_shares, bootstrap, adjusted, kappa,
        corrected_by_evalstats, corrected, shifted, success_rate,
    )
}  # fmt: skip


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    answers, sys.stdout = sys.stdout, sys.stderr  # what a package prints is not an answer
    versions, absent = {}, {}
    for name, module in MODULES.items():
        try:
            import_module(module)
            versions[name] = version(name)
        except Exception as error:  # whatever it is, the other packages can be asked
            absent[name] = f"{type(error).__name__}: {error}"
    print(json.dumps({"versions": versions, "absent": absent}), file=answers, flush=True)
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = QUESTIONS[name](**arguments)
        except Exception as error:
            answer = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer, default=float), file=answers, flush=True)


if __name__ == "__main__":
    main()
